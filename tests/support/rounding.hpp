// SPDX-License-Identifier: MIT
// Reference conversion to PCM, by definition and for one number.
#pragma once

#include <cmath>
#include <cstdint>

namespace testing {

/// Returns x * 2^(bits-1), rounded to the nearest integer, halves to even, and saturated; 0 for NaN.
inline std::int32_t quantized(long double x, int bits) {
    if (std::isnan(x)) return 0;
    long double const scale = std::ldexp(1.0L, bits - 1), y = x * scale;
    if (y >= scale - 1) return static_cast<std::int32_t>(scale - 1);
    if (y <= -scale) return static_cast<std::int32_t>(-scale);
    long double const floor = std::floor(y), fraction = y - floor;
    bool const odd = std::fmod(floor, 2.0L) != 0;
    return static_cast<std::int32_t>(floor + (fraction > 0.5L || (fraction == 0.5L && odd) ? 1 : 0));
}

}   // namespace testing
