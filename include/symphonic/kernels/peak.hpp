// SPDX-License-Identifier: MIT
// peak: the largest magnitude.
#ifndef SYMPHONIC_KERNELS_PEAK_HPP
#define SYMPHONIC_KERNELS_PEAK_HPP

#include <symphonic/kernels/sample.hpp>

namespace symphonic {

/// The largest |x[i]|, in units of the samples; -32768 of int16 counts 32768. Empty: 0. NaN in: NaN. One pass.
template <sample_range R> [[nodiscard]] constexpr double peak(const R& x) noexcept {
    double largest = 0;
    for (auto const value : detail::as_span_of_samples(x)) {
        auto const magnitude = value < 0 ? -static_cast<double>(value) : static_cast<double>(value);
        if (magnitude != magnitude) return magnitude;
        if (magnitude > largest) largest = magnitude;
    }
    return largest;
}

}   // namespace symphonic
#endif
