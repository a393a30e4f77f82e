// SPDX-License-Identifier: MIT
// check_cola, check_nola: whether frames under a window, at every hop, can be added up to the signal again.
#ifndef SYMPHONIC_FFT_OVERLAP_HPP
#define SYMPHONIC_FFT_OVERLAP_HPP

#include <algorithm>

#include <symphonic/fft/window.hpp>

namespace symphonic {
namespace detail {

/// sum over k of w[i + k hop]^power, i from 0 to hop - 1: what all windows at one place add up to. Empty where hop
/// leaves gaps between them.
[[nodiscard]] inline std::vector<double> overlap_sums(char const* caller, const window& shape, std::size_t size,
                                                      std::size_t hop, int power) {
    if (size == 0) throw argument_error(caller, ": size 0, expected 1 or more");
    if (hop == 0) throw argument_error(caller, ": hop 0, expected 1 or more");
    auto const w = make_window<double>(shape, size);
    std::vector<double> sums(hop <= size ? hop : 0);
    if (!sums.empty())
        for (std::size_t i = 0; i < size; ++i) sums[i % hop] += power == 2 ? w[i] * w[i] : w[i];
    return sums;
}

}   // namespace detail

/// Whether periodic windows of `size`, one every `hop` samples, add up to a constant, within 1e-10 of their median: then
/// overlap-add of frames gives the signal times that constant. As scipy.signal.check_COLA with noverlap = size - hop;
/// hop > size is false. Throws argument_error for a size or hop of 0, and as make_window.
[[nodiscard]] inline bool check_cola(const window& shape, std::size_t size, std::size_t hop) {
    auto sums = detail::overlap_sums("check_cola", shape, size, hop, 1);
    if (sums.empty()) return false;
    std::sort(sums.begin(), sums.end());
    auto const median = (sums[(hop - 1) / 2] + sums[hop / 2]) / 2;
    return std::max(sums.back() - median, median - sums.front()) < 1e-10;
}

/// Whether the squares of those windows add up to more than 1e-10 everywhere: then a short-time Fourier transform can be
/// inverted by least squares. As scipy.signal.check_NOLA; hop > size is false. Throws as check_cola.
[[nodiscard]] inline bool check_nola(const window& shape, std::size_t size, std::size_t hop) {
    auto const sums = detail::overlap_sums("check_nola", shape, size, hop, 2);
    return !sums.empty() && *std::min_element(sums.begin(), sums.end()) > 1e-10;
}

}   // namespace symphonic
#endif
