// SPDX-License-Identifier: MIT
#include "spectrogram_panel.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <symphonic/fft/window.hpp>
#include <symphonic/kernels/decibels.hpp>

double mel(double hz) { return 2595 * std::log10(1 + hz / 700); }

namespace {

/// Inverse of mel().
double hz_of_mel(double m) { return 700 * (std::pow(10, m / 2595) - 1); }

}   // namespace

void spectrogram_panel::make_bands(std::size_t bins) {
    auto const top = mel(nyquist());
    auto const bin_at = [&](double row) {
        return hz_of_mel(top * row / rows) / nyquist() * static_cast<double>(bins - 1);
    };
    for (std::size_t r = 0; r < rows; ++r) {
        auto const low = bin_at(static_cast<double>(r)), high = bin_at(static_cast<double>(r + 1));
        auto const first = static_cast<std::size_t>(std::ceil(low)), last = static_cast<std::size_t>(std::floor(high));
        if (first <= last && last < bins) {
            bands_.push_back({first, last, -1});
        } else {   // a row narrower than a bin interpolates between two bins
            auto const middle = std::min((low + high) / 2, static_cast<double>(bins - 1));
            auto const below = std::min(static_cast<std::size_t>(middle), bins - 1);
            bands_.push_back({below, std::min(below + 1, bins - 1), middle - static_cast<double>(below)});
        }
    }
}

void spectrogram_panel::add(const symphonic::audio_format& format, std::span<const float> power) {
    if (bands_.empty()) {
        rate_ = format.sample_rate;
        column_.assign(rows, 0);
        make_bands(power.size());
        double sum = 0;   // of the window
        for (double const w : symphonic::make_window<double>(symphonic::window::hann, options_.frame)) sum += w;
        full_scale_ = sum * sum / 4;   // |X|^2 of a sine of amplitude 1
    }
    for (std::size_t r = 0; r < rows; ++r) {
        auto const [first, last, share] = bands_[r];
        float value = 0;
        if (share >= 0) {
            value = static_cast<float>((1 - share) * static_cast<double>(power[first]) +
                                       share * static_cast<double>(power[last]));
        } else {
            value = *std::max_element(power.begin() + static_cast<std::ptrdiff_t>(first),
                                      power.begin() + static_cast<std::ptrdiff_t>(last) + 1);
        }
        column_[r] += value / static_cast<float>(frames_per_column_);
    }
    if (++frames_in_column_ < frames_per_column_) return;
    cells_.insert(cells_.end(), column_.begin(), column_.end());
    std::fill(column_.begin(), column_.end(), 0.0F);
    frames_in_column_ = 0;
    if (columns() < max_columns) return;
    for (std::size_t c = 0; c < max_columns / 2; ++c)   // averages pairs of columns
        for (std::size_t r = 0; r < rows; ++r)
            cells_[c * rows + r] = (cells_[2 * c * rows + r] + cells_[(2 * c + 1) * rows + r]) / 2;
    cells_.resize(max_columns / 2 * rows);
    frames_per_column_ *= 2;
}

void spectrogram_panel::finish(std::string title, const analysis& found) {
    title_ = std::move(title);
    rate_ = found.format.sample_rate;
    duration_ = found.duration();
    if (frames_in_column_ == 0) return;
    for (float& value : column_)
        value *= static_cast<float>(frames_per_column_) / static_cast<float>(frames_in_column_);
    cells_.insert(cells_.end(), column_.begin(), column_.end());
}

double spectrogram_panel::loudest() const {
    float max = 0;
    for (float const value : cells_) max = std::max(max, value);
    return symphonic::to_decibels(static_cast<double>(max) / full_scale_);
}

double spectrogram_panel::level(double from_s, double to_s, std::size_t row) const {
    if (cells_.empty()) return -std::numeric_limits<double>::infinity();
    auto const column_at = [&](double t) {   // column c is centred on the middle of its frames
        auto const frame = (t * rate_ - static_cast<double>(options_.frame) / 2) / static_cast<double>(options_.hop);
        return (frame + 0.5) / static_cast<double>(frames_per_column_) - 0.5;
    };
    auto const last_column = static_cast<double>(columns() - 1);
    auto const a = std::clamp(column_at(from_s), 0.0, last_column), b = std::clamp(column_at(to_s), 0.0, last_column);
    auto const cell = [&](std::size_t c) { return static_cast<double>(cells_[c * rows + row]); };
    double power = 0;
    if (b - a < 1) {   // interpolates between two columns
        auto const middle = (a + b) / 2;
        auto const below = static_cast<std::size_t>(middle);
        auto const share = middle - static_cast<double>(below);
        power = (1 - share) * cell(below) + share * cell(std::min(below + 1, columns() - 1));
    } else {
        auto const first = static_cast<std::size_t>(std::ceil(a)), last = static_cast<std::size_t>(std::floor(b));
        for (std::size_t c = first; c <= last; ++c) power += cell(c) / static_cast<double>(last - first + 1);
    }
    return symphonic::to_decibels(power / full_scale_);
}
