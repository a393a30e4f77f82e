// SPDX-License-Identifier: MIT
// energy, mean_square, rms of a signal.
//
// Every sample is widened to double before it is squared, which is exact for float and int16: nothing overflows or
// vanishes at any magnitude, and only the sum rounds (relative error 1e-12 at 64 Mi samples). Samples of double round
// when squared, overflow beyond 1e154 and vanish below 1e-162.
//   empty     energy 0; mean_square and rms NaN
//   NaN       gives NaN; an infinity gives infinity
//   bits      the same on every instruction set, but for those of a NaN, and for the same samples wherever they lie
//   cost      one pass at the speed of memory; no allocation
#ifndef SYMPHONIC_KERNELS_ENERGY_HPP
#define SYMPHONIC_KERNELS_ENERGY_HPP

#include <symphonic/kernels/detail/lanes.hpp>
#include <symphonic/kernels/sample.hpp>

namespace symphonic {

/// Sum of x[i]^2, in squared units of the samples.
template <sample_range R> [[nodiscard, gnu::always_inline]] constexpr double energy(const R& x) noexcept {
    return detail::on_samples<detail::sum_of<detail::squared>>(x);
}

/// Mean of x[i]^2: the power of the signal.
template <sample_range R> [[nodiscard, gnu::always_inline]] constexpr double mean_square(const R& x) noexcept {
    return detail::mean_of(symphonic::energy(x), detail::size_of(x));
}

/// Root of the mean square, in units of the samples. The rms of a sine of amplitude 1 is 0.7071.
template <sample_range R> [[nodiscard, gnu::always_inline]] inline double rms(const R& x) noexcept {
    return __builtin_sqrt(symphonic::mean_square(x));
}

}   // namespace symphonic
#endif
