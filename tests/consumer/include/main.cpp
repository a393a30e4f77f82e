// SPDX-License-Identifier: MIT
// The loudest of ten frames of a signal in memory, in decibels; compiled with -I alone and without RTTI.
#include <algorithm>
#include <cmath>
#include <vector>

#include <symphonic/energy.hpp>
#include <symphonic/views.hpp>

int main() {
    namespace v = symphonic::views;
    std::vector<float> ramp(1000);
    for (std::size_t i = 0; i < ramp.size(); ++i) ramp[i] = static_cast<float>(i / 100) / 9;
    double loudest = -100;
    for (double const level : symphonic::from(ramp, 8000.0) | v::frames(100, 100) | v::rms | v::decibels)
        loudest = std::max(loudest, level);
    return std::abs(loudest) < 1e-6 && symphonic::rms(ramp) < 1 ? 0 : 1;
}
