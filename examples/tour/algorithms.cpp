// SPDX-License-Identifier: MIT
// The right container and the right algorithm.
#include <algorithm>
#include <list>

#include <symphonic/spectral.hpp>
#include <symphonic/views.hpp>

#include "tour.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;

namespace tour {
namespace {

/// Full convolution by its definition.
[[nodiscard]] std::vector<float> convolve_directly(std::span<const float> x, std::span<const float> taps) {
    std::vector<float> y(x.size() + taps.size() - 1);
    for (std::size_t i = 0; i < x.size(); ++i)
        for (std::size_t k = 0; k < taps.size(); ++k) y[i + k] += x[i] * taps[k];
    return y;
}

}   // namespace

void choose_algorithms(const input& in, table& rows) {
    auto const levels = [&] { return sj::from(in.signal, 44100.0) | v::frames(256, 64) | v::rms; };
    // The mean square deviation of a level takes two passes over all levels.
    auto const deviation = [](auto const& all) {
        double mean = 0, sum = 0;
        for (double const level : all) mean += level / static_cast<double>(all.size());
        for (double const level : all) sum += (level - mean) * (level - mean);
        return sum;
    };
    rows.times("container",
               {"std::list of levels",
                [&] {
                    std::list<double> all;
                    for (double const level : levels()) all.push_back(level);
                    return deviation(all);
                }},
               {"collect: contiguous", [&] { return deviation(sj::collect(levels())); }});

    std::vector<double> const all = sj::collect(levels());
    rows.times("median",
               {"std::sort",
                [&] {
                    auto copy = all;
                    std::sort(copy.begin(), copy.end());
                    return copy[copy.size() / 2];
                }},
               {"std::nth_element", [&] {
                    auto copy = all;
                    auto const middle = copy.begin() + static_cast<std::ptrdiff_t>(copy.size() / 2);
                    std::nth_element(copy.begin(), middle, copy.end());
                    return *middle;
                }});

    auto const x = std::span{in.signal}.first(1 << 16);
    std::vector<float> taps(1000);
    for (std::size_t k = 0; k < taps.size(); ++k) taps[k] = 1 / static_cast<float>(k + 1);
    rows.times("filter of 1000 taps",
               {"convolution by its definition", [&] { return sj::energy(convolve_directly(x, taps)); }},
               {"convolve, by FFT", [&] { return sj::energy(sj::convolve(x, taps)); }});
}

}   // namespace tour
