// SPDX-License-Identifier: MIT
#ifndef TOUR_INPUT_HPP
#define TOUR_INPUT_HPP

#include <filesystem>
#include <vector>

namespace tour {

/// What the practices work on.
struct input {
    std::filesystem::path recordings{};   ///< a folder with at most 16 recordings, or links to them
    std::filesystem::path longest{};      ///< a long recording
    std::filesystem::path scratch{};      ///< a folder for files that a practice writes
    std::vector<float> signal{};          ///< 2^20 samples of the longest recording, repeated if it is shorter
};

/// Uses the named files and the audio files in the named folders; generates recordings if no name is given. Throws an
/// exception derived from std::exception if one of them cannot be read.
[[nodiscard]] input make_input(const std::vector<std::filesystem::path>& names, const std::filesystem::path& temporary);

}   // namespace tour
#endif
