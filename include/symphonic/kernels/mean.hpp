// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_KERNELS_MEAN_HPP
#define SYMPHONIC_KERNELS_MEAN_HPP

#include <symphonic/kernels/detail/sum_kernel.hpp>
#include <symphonic/kernels/sample.hpp>

namespace symphonic {

/// Returns the sum of x[i], in units of the samples. Samples are added as doubles, with the same bits on every
/// instruction set.
/// - Empty signal: 0.
/// - Not finite: a NaN gives NaN, and so do infinities of both signs. A sum of doubles above DBL_MAX is infinite.
/// - Cost: one pass at the speed of memory; does not allocate.
template <sample_range R> [[nodiscard, gnu::always_inline]] constexpr double sum(const R& x) noexcept {
    return detail::on_samples<detail::sum_kernel<detail::plain_term>>(x);
}

/// Returns the mean of x[i], the DC offset, in units of the samples.
/// - Empty signal: NaN.
/// - Not finite, cost: as sum(). The mean of doubles whose sum is above DBL_MAX is infinite, as NumPy's.
template <sample_range R> [[nodiscard, gnu::always_inline]] constexpr double mean(const R& x) noexcept {
    return detail::mean_of(symphonic::sum(x), detail::size_of(x));
}

}   // namespace symphonic
#endif
