// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

namespace testing {

/// Returns x as a file with `bits`-bit integers stores it: rounded to nearest, saturated, NaN as 0.
inline std::vector<float> quantized(const std::vector<float>& x, int bits) {
    std::vector<float> out;
    for (float const s : x) {
        double const scale = std::ldexp(1.0, bits - 1), value = std::isnan(s) ? 0 : static_cast<double>(s) * scale;
        out.push_back(static_cast<float>(std::clamp(std::nearbyint(value), -scale, scale - 1) / scale + 0.0));
    }
    return out;
}

}   // namespace testing
