// SPDX-License-Identifier: MIT
#include "table.hpp"

#include <cinttypes>
#include <cmath>

#include <symphonic/kernels/decibels.hpp>

namespace {

/// Returns the number in a printf format, or `missing` for NaN.
std::string formatted(char const* format, double value, char const* missing = "none") {
    if (std::isnan(value)) return missing;
    char text[64];
    std::snprintf(text, sizeof text, format, value);
    return text;
}

}   // namespace

void print_table(std::FILE* to, const std::string& name, const analysis& found) {
    auto const row = [&](char const* label, const std::string& value) {
        std::fprintf(to, "  %-18s %s\n", label, value.c_str());
    };
    auto const& levels = found.levels;
    auto const decibels = [](double power) { return symphonic::to_decibels(power); };
    std::fprintf(to, "%s\n", name.c_str());
    row("duration", formatted("%.3f s", found.duration()) + " (" + std::to_string(found.frames) + " sample frames" +
                        (found.truncated ? " of " + std::to_string(found.format.frames) + ": truncated)" : ")"));
    row("sample rate", formatted("%.0f Hz", found.format.sample_rate));
    row("channels", std::to_string(found.format.channels));
    row("encoding", found.info.container_name + ", " + found.info.encoding_name);
    row("energy", formatted("%.6g", levels.energy));
    row("RMS", formatted("%.2f dBFS", decibels(levels.mean_square)));
    row("peak", formatted("%.2f dBFS", decibels(levels.peak * levels.peak)));
    row("crest factor", formatted("%.2f dB", decibels(levels.crest_factor * levels.crest_factor)));
    row("zero-crossing rate",
        formatted("%.4f per sample", found.zero_crossing_rate) +
            formatted(", %.0f per second", found.zero_crossing_rate * found.format.sample_rate, ""));
    row("spectral centroid", formatted("%.0f Hz", found.spectral_centroid));
    std::fprintf(to, "\n");
}
