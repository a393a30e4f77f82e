// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_KERNELS_ENERGY_HPP
#define SYMPHONIC_KERNELS_ENERGY_HPP

#include <symphonic/core/block.hpp>
#include <symphonic/kernels/detail/sum_kernel.hpp>
#include <symphonic/kernels/sample.hpp>

namespace symphonic {

/// Returns the energy of a signal: the sum of x[i]^2, in squared units of the samples.
///
/// Each sample is converted to double before it is squared. For float and int16 samples the squares are exact: they
/// neither overflow nor underflow, and only the sum rounds. The bits are the same on every instruction set and do not
/// depend on the alignment.
/// - Accuracy: relative error 1e-12 for 64 Mi float or int16 samples. Squares of double samples round, overflow above
///   1e154 and underflow below 1e-162.
/// - Empty signal: 0.
/// - Not finite: a NaN gives NaN, whose bits may differ between instruction sets; an infinity gives infinity.
/// - Cost: one pass at the speed of memory; does not allocate.
template <sample_range R> [[nodiscard, gnu::always_inline]] constexpr double energy(const R& x) noexcept {
    return detail::on_samples<detail::sum_kernel<detail::square_term>>(x);
}

/// The same over all samples of a block, of all its channels.
template <class T> [[nodiscard]] constexpr double energy(block<T> x) noexcept { return symphonic::energy(x.samples()); }

/// Returns the mean of x[i]^2, the power of the signal, in squared units of the samples.
/// - Empty signal: NaN.
/// - Accuracy, not finite, cost: as energy().
template <sample_range R> [[nodiscard, gnu::always_inline]] constexpr double mean_square(const R& x) noexcept {
    return detail::mean_of(symphonic::energy(x), detail::size_of(x));
}

/// The same over all samples of a block, of all its channels.
template <class T> [[nodiscard]] constexpr double mean_square(block<T> x) noexcept {
    return symphonic::mean_square(x.samples());
}

/// Returns the root mean square, in units of the samples: 0.7071 for a sine of amplitude 1.
/// - Empty signal: NaN.
/// - Accuracy, not finite, cost: as energy().
template <sample_range R> [[nodiscard, gnu::always_inline]] inline double rms(const R& x) noexcept {
    return __builtin_sqrt(symphonic::mean_square(x));
}

/// The same over all samples of a block, of all its channels.
template <class T> [[nodiscard]] inline double rms(block<T> x) noexcept { return symphonic::rms(x.samples()); }

}   // namespace symphonic
#endif
