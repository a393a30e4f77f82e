// SPDX-License-Identifier: MIT
// Draws spectrograms to a PNG file with cairo.
#pragma once

#include <string>
#include <vector>

#include "spectrogram_panel.hpp"

/// Draws all panels below each other, with one colour scale in dBFS. Throws std::runtime_error with path and reason.
void draw_png(const std::string& path, const std::vector<spectrogram_panel>& panels);
