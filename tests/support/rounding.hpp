// SPDX-License-Identifier: MIT
// PCM by its definition, one number at a time.
#pragma once

#include <cmath>
#include <cstdint>

namespace testing {

/// x * 2^(bits-1), to the nearest integer, halves to even, the ends for what is beyond, 0 for NaN.
inline std::int32_t quantized(long double x, int bits) {
    if (std::isnan(x)) return 0;
    long double const scale = std::ldexp(1.0L, bits - 1), y = x * scale;
    if (y >= scale - 1) return static_cast<std::int32_t>(scale - 1);
    if (y <= -scale) return static_cast<std::int32_t>(-scale);
    long double const below = std::floor(y), rest = y - below;
    bool const odd = std::fmod(below, 2.0L) != 0;
    return static_cast<std::int32_t>(below + (rest > 0.5L || (rest == 0.5L && odd) ? 1 : 0));
}

}   // namespace testing
