// SPDX-License-Identifier: MIT
// zero_crossings: how often a signal changes sign.
#ifndef SYMPHONIC_KERNELS_ZERO_CROSSINGS_HPP
#define SYMPHONIC_KERNELS_ZERO_CROSSINGS_HPP

#include <symphonic/kernels/sample.hpp>

namespace symphonic {

/// How often x[i] < 0 differs from x[i - 1] < 0. Zero, -0.0 and NaN count as not negative. Empty: 0. One pass.
template <sample_range R> [[nodiscard]] constexpr std::size_t zero_crossings(const R& x) noexcept {
    auto const samples = detail::as_span_of_samples(x);
    std::size_t changes = 0;
    for (std::size_t i = 1; i < samples.size(); ++i) changes += (samples[i] < 0) != (samples[i - 1] < 0);
    return changes;
}

}   // namespace symphonic
#endif
