// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_KERNELS_MEAN_HPP
#define SYMPHONIC_KERNELS_MEAN_HPP

#include <symphonic/kernels/detail/sum_kernel.hpp>
#include <symphonic/kernels/sample.hpp>

namespace symphonic {

/// Returns the sum of x[i], in units of the samples. They are added as doubles, with the same bits on every instruction set.
/// An empty signal has sum 0. A NaN gives NaN, as infinities of both signs do.
/// Cost: one pass at the speed of memory; does not allocate.
template <sample_range R> [[nodiscard, gnu::always_inline]] constexpr double sum(const R& x) noexcept {
    return detail::on_samples<detail::sum_kernel<detail::plain_term>>(x);
}

/// Returns the mean of x[i], the DC offset, in units of the samples. NaN for an empty signal; otherwise as sum().
template <sample_range R> [[nodiscard, gnu::always_inline]] constexpr double mean(const R& x) noexcept {
    return detail::mean_of(symphonic::sum(x), detail::size_of(x));
}

}   // namespace symphonic
#endif
