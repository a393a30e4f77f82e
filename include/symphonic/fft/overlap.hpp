// SPDX-License-Identifier: MIT
// check_cola, check_nola: whether frames under a window, at every hop, can be added up to the signal again.
#ifndef SYMPHONIC_FFT_OVERLAP_HPP
#define SYMPHONIC_FFT_OVERLAP_HPP

#include <algorithm>
#include <span>

#include <symphonic/fft/window.hpp>

namespace symphonic {
namespace detail {

/// Below it a sum of squared windows is taken for nothing, as in scipy.signal.istft and check_NOLA.
inline constexpr double least_overlap = 1e-10;

/// sum over k of term(w[i + k hop]), i from 0 to hop - 1: what all windows at one place add up to. Empty where hop leaves
/// gaps between them.
template <class Term>
[[nodiscard]] std::vector<double> overlap_sums(std::span<double const> w, std::size_t hop, const Term& term) {
    std::vector<double> sums(hop <= w.size() ? hop : 0);
    if (!sums.empty())
        for (std::size_t i = 0; i < w.size(); ++i) sums[i % hop] += term(w[i]);
    return sums;
}

/// The least that the squares of windows, one every hop, add up to between the ends; 0 where there are gaps.
[[nodiscard]] inline double least_sum_of_squares(std::span<double const> w, std::size_t hop) {
    auto const sums = overlap_sums(w, hop, [](double x) { return x * x; });
    return sums.empty() ? 0 : *std::min_element(sums.begin(), sums.end());
}

[[nodiscard]] inline std::vector<double> window_to_check(char const* caller, const window& shape, std::size_t size,
                                                         std::size_t hop) {
    if (size == 0) throw argument_error(caller, ": size 0, expected 1 or more");
    if (hop == 0) throw argument_error(caller, ": hop 0, expected 1 or more");
    return make_window<double>(shape, size);
}

}   // namespace detail

/// Whether periodic windows of `size`, one every `hop` samples, add up to a constant, within 1e-10 of their median: then
/// overlap-add of frames gives the signal times that constant. As scipy.signal.check_COLA with noverlap = size - hop;
/// hop > size is false. Throws argument_error for a size or hop of 0, and as make_window.
[[nodiscard]] inline bool check_cola(const window& shape, std::size_t size, std::size_t hop) {
    auto const w = detail::window_to_check("check_cola", shape, size, hop);
    auto sums = detail::overlap_sums(w, hop, [](double x) { return x; });
    if (sums.empty()) return false;
    std::sort(sums.begin(), sums.end());
    auto const median = (sums[(hop - 1) / 2] + sums[hop / 2]) / 2;
    return std::max(sums.back() - median, median - sums.front()) < 1e-10;
}

/// Whether the squares of those windows add up to more than 1e-10 everywhere: then a short-time Fourier transform can be
/// inverted by least squares. As scipy.signal.check_NOLA; hop > size is false. Throws as check_cola.
[[nodiscard]] inline bool check_nola(const window& shape, std::size_t size, std::size_t hop) {
    auto const w = detail::window_to_check("check_nola", shape, size, hop);
    return detail::least_sum_of_squares(w, hop) > detail::least_overlap;
}

}   // namespace symphonic
#endif
