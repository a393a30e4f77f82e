// SPDX-License-Identifier: MIT
// energy, mean_square, rms of a signal.
//
// Every sample is widened to double before it is squared, which is exact for float and int16: nothing overflows or
// vanishes at any magnitude, and only the sum rounds. Samples of double round when squared, and overflow beyond 1e154.
//   empty     energy 0; mean_square and rms NaN
//   NaN       gives NaN; an infinity gives infinity
//   cost      one pass, one multiplication and addition a sample; no allocation
#ifndef SYMPHONIC_KERNELS_ENERGY_HPP
#define SYMPHONIC_KERNELS_ENERGY_HPP

#include <symphonic/kernels/lane_sum.hpp>

namespace symphonic {

/// Sum of x[i]^2, in squared units of the samples.
template <sample_range R> [[nodiscard]] constexpr double energy(const R& x) noexcept {
    detail::lane_sum sum;
    sum.add(detail::as_span_of_samples(x), detail::squared);
    return sum.total();
}

/// Mean of x[i]^2: the power of the signal.
template <sample_range R> [[nodiscard]] constexpr double mean_square(const R& x) noexcept {
    return energy(x) / static_cast<double>(detail::as_span_of_samples(x).size());
}

/// Root of the mean square, in units of the samples. The rms of a sine of amplitude 1 is 0.7071.
template <sample_range R> [[nodiscard]] double rms(const R& x) noexcept { return __builtin_sqrt(mean_square(x)); }

}   // namespace symphonic
#endif
