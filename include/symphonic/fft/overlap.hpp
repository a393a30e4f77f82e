// SPDX-License-Identifier: MIT
// Conditions for restoring a signal from overlapping windowed frames.
#ifndef SYMPHONIC_FFT_OVERLAP_HPP
#define SYMPHONIC_FFT_OVERLAP_HPP

#include <algorithm>
#include <vector>

#include <symphonic/fft/window.hpp>

namespace symphonic {
namespace detail {

/// A sum of squared windows up to this counts as 0, as in scipy.signal.istft and check_NOLA.
inline constexpr double nonzero_overlap = 1e-10;

/// Returns sum over k of f(w[i + k hop]) for i = 0 ... hop - 1: the sum of all windows at each sample. Empty if hop >
/// size.
template <class F>
[[nodiscard]] std::vector<double> overlap_sums(const std::vector<double>& w, std::size_t hop, const F& f) {
    std::vector<double> sums(hop <= w.size() ? hop : 0);
    if (!sums.empty())
        for (std::size_t i = 0; i < w.size(); ++i) sums[i % hop] += f(w[i]);
    return sums;
}

/// The smallest and the largest sum of squared windows at any sample far from the ends; 0 if hop > size.
struct sums_of_squares {
    template <class = void> sums_of_squares(const std::vector<double>& w, std::size_t hop) {
        auto const sums = overlap_sums(w, hop, [](double x) { return x * x; });
        if (sums.empty()) return;
        least = *std::min_element(sums.begin(), sums.end());
        largest = *std::max_element(sums.begin(), sums.end());
    }
    double least = 0, largest = 0;
};

template <class = void> [[nodiscard]] std::vector<double> window_to_check(char const* caller, const window& shape,
                                                                          std::size_t size, std::size_t hop) {
    if (size == 0) throw argument_error(caller, ": size 0, expected 1 or more");
    if (hop == 0) throw argument_error(caller, ": hop 0, expected 1 or more");
    return make_window<double>(shape, size);
}

}   // namespace detail

/// Returns true if periodic windows of `size` samples, one every `hop`, add up to a constant, within 1e-10 of the
/// median of the sums (COLA, constant overlap-add): overlap-add of windowed frames then gives the signal times that
/// constant. As scipy.signal.check_COLA with noverlap = size - hop; false if hop > size. Throws argument_error for a
/// size or hop of 0, and as make_window. Allocates the window and its sums.
template <class = void>   // compiled only where it is called
[[nodiscard]] bool check_cola(const window& shape, std::size_t size, std::size_t hop) {
    auto const w = detail::window_to_check("check_cola", shape, size, hop);
    auto sums = detail::overlap_sums(w, hop, [](double x) { return x; });
    if (sums.empty()) return false;
    std::sort(sums.begin(), sums.end());
    auto const median = (sums[(hop - 1) / 2] + sums[hop / 2]) / 2;
    return std::max(sums.back() - median, median - sums.front()) < 1e-10;
}

/// Returns true if the squares of periodic windows of `size` samples, one every `hop`, add up to more than 1e-10 at
/// every sample (NOLA, nonzero overlap-add): istft can then restore the signal. As scipy.signal.check_NOLA with
/// noverlap = size - hop; false if hop > size. Throws as check_cola.
template <class = void>   // compiled only where it is called
[[nodiscard]] bool check_nola(const window& shape, std::size_t size, std::size_t hop) {
    auto const w = detail::window_to_check("check_nola", shape, size, hop);
    return detail::sums_of_squares{w, hop}.least > detail::nonzero_overlap;
}

}   // namespace symphonic
#endif
