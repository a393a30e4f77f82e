// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_KERNELS_MINMAX_HPP
#define SYMPHONIC_KERNELS_MINMAX_HPP

#include <symphonic/core/block.hpp>
#include <symphonic/kernels/detail/minmax_kernel.hpp>
#include <symphonic/kernels/sample.hpp>
#include <symphonic/kernels/signal_range.hpp>

namespace symphonic {

/// Returns the smallest and the largest sample, in units of the samples. -0.0 counts as 0.0.
/// - Empty signal: NaN and NaN.
/// - Not finite: a NaN gives NaN and NaN.
/// - Cost: one pass at the speed of memory; does not allocate.
template <sample_range R> [[nodiscard, gnu::always_inline]] constexpr signal_range minmax(const R& x) noexcept {
    return detail::on_samples<detail::minmax_kernel>(x);
}

/// The same over all samples of a block, of all its channels.
template <class T> [[nodiscard]] constexpr signal_range minmax(block<T> x) noexcept {
    return symphonic::minmax(x.samples());
}

/// Returns the largest |x[i]|, in units of the samples: 32768 for the int16 sample -32768.
/// - Empty signal: 0.
/// - Not finite: a NaN gives NaN.
/// - Cost: one pass at the speed of memory; does not allocate.
template <sample_range R> [[nodiscard, gnu::always_inline]] constexpr double peak(const R& x) noexcept {
    if (detail::size_of(x) == 0) return 0;
    return detail::peak_of(symphonic::minmax(x));
}

/// The same over all samples of a block, of all its channels.
template <class T> [[nodiscard]] constexpr double peak(block<T> x) noexcept { return symphonic::peak(x.samples()); }

}   // namespace symphonic
#endif
