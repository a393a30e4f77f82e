// SPDX-License-Identifier: MIT
// The spectrogram of one recording, collected frame by frame in constant memory.
#pragma once

#include <string>
#include <vector>

#include "analysis.hpp"

/// Mean power over time and mel frequency. When there are more than max_columns columns, pairs of them are averaged, so the
/// memory does not grow with the recording.
class spectrogram_panel {
public:
    explicit spectrogram_panel(analysis_options options) : options_(options) {}
    /// Adds the power spectrum of the next frame.
    void add(const symphonic::audio_format& format, std::span<const float> power);
    /// Ends the recording.
    void finish(std::string title, const analysis& found);

    [[nodiscard]] const std::string& title() const { return title_; }
    [[nodiscard]] double duration() const { return duration_; }
    [[nodiscard]] double nyquist() const { return rate_ / 2; }
    /// Returns the largest level in dBFS; -infinity for silence.
    [[nodiscard]] double loudest() const;
    /// Returns the mean level in dBFS between two times, in a row of the mel axis: row 0 begins at 0 Hz, the last one ends at
    /// Nyquist.
    [[nodiscard]] double level(double from_s, double to_s, std::size_t row) const;

    static constexpr std::size_t rows = 320;
    static constexpr std::size_t max_columns = 2400;

private:
    /// The bins of a row: the maximum of first .. last or, if share >= 0, (1 - share) * first + share * last.
    struct band {
        std::size_t first, last;
        double share;
    };
    void make_bands(std::size_t bins);
    [[nodiscard]] std::size_t columns() const { return cells_.size() / rows; }

    analysis_options options_;
    double rate_ = 0, duration_ = 0, full_scale_ = 1;
    std::string title_;
    std::vector<band> bands_;
    std::vector<float> cells_;    // mean power of the complete columns, column by column
    std::vector<float> column_;   // the column that is being filled
    std::size_t frames_per_column_ = 1, frames_in_column_ = 0;
};

/// Returns the mel frequency as HTK defines it: 2595 log10(1 + hz / 700).
[[nodiscard]] double mel(double hz);
