// SPDX-License-Identifier: MIT
// to_decibels, from_decibels: the level of a power, and back.
#ifndef SYMPHONIC_KERNELS_DECIBELS_HPP
#define SYMPHONIC_KERNELS_DECIBELS_HPP

namespace symphonic {

/// 10 log10(power): 0 dB for a power of 1, -infinity for 0, NaN below. Of an amplitude a, the power is a * a.
[[nodiscard]] inline double to_decibels(double power) noexcept { return 10 * __builtin_log10(power); }

/// The power of a level, 10^(decibels / 10): 0 for -infinity. Of an amplitude it is the square.
[[nodiscard]] inline double from_decibels(double decibels) noexcept { return __builtin_pow(10.0, decibels / 10); }

}   // namespace symphonic
#endif
