// SPDX-License-Identifier: MIT
// The spectrogram that analyse draws: a panel a recording, on a mel frequency axis, in dB of full scale.
#pragma once

#include <string>
#include <vector>

#include "analysis.hpp"

/// The picture of one recording, gathered frame by frame in constant memory: neighbouring frames share a column once
/// there are more of them than the picture could show.
class spectrogram_panel {
public:
    explicit spectrogram_panel(analysis_options options) : options_(options) {}
    void add(const symphonic::audio_format& format, std::span<const float> power);
    void finish(std::string title, const analysis& found);

    [[nodiscard]] const std::string& title() const { return title_; }
    [[nodiscard]] double duration() const { return duration_; }
    [[nodiscard]] double nyquist() const { return rate_ / 2; }
    [[nodiscard]] double loudest() const;   // dBFS; -infinity for silence
    /// dBFS around a time, at a height from 0 (0 Hz) to 1 (Nyquist) of the mel axis.
    [[nodiscard]] double level(double from_s, double to_s, std::size_t row) const;

    static constexpr std::size_t rows = 320;   // pixels high
    static constexpr std::size_t most_columns = 2400;

private:
    struct band {
        std::size_t first, last;
        double share;
    };   // bins first .. last, or between two of them
    void make_bands(std::size_t bins);
    [[nodiscard]] std::size_t columns() const { return cells_.size() / rows; }

    analysis_options options_;
    double rate_ = 0, duration_ = 0, full_scale_ = 1;
    std::string title_;
    std::vector<band> bands_;
    std::vector<float> cells_, open_;   // mean power, column by column; the column begun
    std::size_t per_column_ = 1, in_open_ = 0;
};

/// Mel of HTK: 2595 log10(1 + f / 700), an axis on which octaves look alike above 1 kHz.
[[nodiscard]] double mel(double hz);

/// All panels in one PNG file, on one scale of colours. Throws std::runtime_error with the path and the reason.
void draw_png(const std::string& path, const std::vector<spectrogram_panel>& panels);
