// SPDX-License-Identifier: MIT
// sum, mean: the DC offset of a signal.
//   empty     sum 0; mean NaN
//   NaN       gives NaN, as infinities of both signs do
//   bits      as energy's: the same on every instruction set; samples are added as doubles
//   cost      one pass at the speed of memory; no allocation
#ifndef SYMPHONIC_KERNELS_MEAN_HPP
#define SYMPHONIC_KERNELS_MEAN_HPP

#include <symphonic/kernels/detail/lanes.hpp>
#include <symphonic/kernels/sample.hpp>

namespace symphonic {

/// Sum of x[i], in units of the samples.
template <sample_range R> [[nodiscard, gnu::always_inline]] constexpr double sum(const R& x) noexcept {
    return detail::on_samples<detail::sum_of<detail::itself>>(x);
}

/// Mean of x[i], in units of the samples.
template <sample_range R> [[nodiscard, gnu::always_inline]] constexpr double mean(const R& x) noexcept {
    return detail::mean_of(symphonic::sum(x), detail::size_of(x));
}

}   // namespace symphonic
#endif
