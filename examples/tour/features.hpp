// SPDX-License-Identifier: MIT
#ifndef TOUR_FEATURES_HPP
#define TOUR_FEATURES_HPP

#include <filesystem>
#include <vector>

namespace tour {

/// What the practices compute of a recording.
struct features {
    double energy = 0;                ///< of all samples of all channels
    std::vector<double> spectrum{};   ///< sum of the powers of each bin
};

[[nodiscard]] features features_of(const std::filesystem::path& path);

/// Returns a number that depends on all features.
[[nodiscard]] double checksum(const features& f);

}   // namespace tour
#endif
