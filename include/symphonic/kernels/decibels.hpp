// SPDX-License-Identifier: MIT
// The level of a power or an amplitude in decibels, and back.
#ifndef SYMPHONIC_KERNELS_DECIBELS_HPP
#define SYMPHONIC_KERNELS_DECIBELS_HPP

#include <symphonic/kernels/detail/level_kernel.hpp>
#include <symphonic/kernels/detail/require_equal_sizes.hpp>
#include <symphonic/kernels/sample.hpp>

namespace symphonic {

/// Returns 10 log10(power): 0 dB for a power of 1, -infinity for 0, NaN below 0. The power of an amplitude a is a * a.
[[nodiscard]] inline double to_decibels(double power) noexcept { return 10 * __builtin_log10(power); }

/// Returns the level of an amplitude, 20 log10(|amplitude|): 0 dBFS for 1, -infinity for 0. For peaks and RMS levels.
[[nodiscard]] inline double amplitude_to_decibels(double amplitude) noexcept {
    return 20 * __builtin_log10(__builtin_fabs(amplitude));
}

/// Returns the power of a level in decibels, 10^(decibels / 10): 0 for -infinity. Its root is the amplitude.
[[nodiscard]] inline double from_decibels(double decibels) noexcept { return __builtin_pow(10.0, decibels / 10); }

/// Converts powers to levels: out[i] = 10 log10(max(power[i], floor)). Both ranges have float or double elements. They
/// are the same range or do not overlap.
/// - Accuracy: relative error 3e-7 for float and 5e-16 for double, with the same bits on every instruction set.
/// - Special values: NaN is kept. With a floor of 0, powers of 0 and below become -infinity.
/// - Throws argument_error if the sizes differ.
/// - Cost: one vectorised logarithm for each element; does not allocate.
template <sample_range X, writable_range Out>
    requires std::same_as<detail::sample_in<X>, detail::item_of<Out>>
[[gnu::always_inline]] constexpr void to_decibels(const X& power, Out&& out, double floor = 0) {
    using T = detail::item_of<Out>;
    detail::require_equal_sizes("to_decibels", power, out);
    detail::on_samples<detail::level_kernel>(power, detail::data_of(out), T{10}, static_cast<T>(floor), T{0}, false);
}

}   // namespace symphonic
#endif
