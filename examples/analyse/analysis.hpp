// SPDX-License-Identifier: MIT
// The analysis of one recording in one pass.
#pragma once

#include <functional>
#include <span>
#include <string>

#include <symphonic/core/format.hpp>
#include <symphonic/io/file_info.hpp>
#include <symphonic/kernels/signal_summary.hpp>

namespace symphonic {
class profile;
}

/// Parameters of the analysis, in samples.
struct analysis_options {
    std::size_t frame = 2048, hop = 512;
};

/// One analysis frame of the mean of the channels.
struct frame_features {
    double time;   // of its first sample, in seconds
    double rms, peak;
    double zero_crossing_rate;      // sign changes per sample
    double spectral_centroid;       // Hz; NaN for silence
    std::span<const float> power;   // |X|^2 of the frame under a Hann window, frame/2 + 1 bins
};

/// Results for a whole recording.
struct analysis {
    symphonic::audio_format format;
    symphonic::file_info info;
    symphonic::signal_summary levels;   // over the samples of all channels
    double zero_crossing_rate = 0;      // of the mean of the channels, sign changes per sample; NaN without samples
    double spectral_centroid = 0;       // mean over the frames that are not silent, Hz; NaN if there are none
    std::int64_t frames = 0;            // sample frames that were read
    bool truncated = false;             // fewer sample frames than the header gives

    [[nodiscard]] double duration() const { return static_cast<double>(frames) / format.sample_rate; }
};

/// Called with each analysis frame.
using frame_sink = std::function<void(const symphonic::audio_format&, const frame_features&)>;
/// Called with the number of sample frames read and their total (-1: unknown).
using progress_sink = std::function<void(std::int64_t done, std::int64_t total)>;

/// Analyses a file in one pass and constant memory, and adds the time of each stage to `times`. Throws symphonic::error.
analysis analyse(const std::string& file, const analysis_options& options, symphonic::profile& times,
                 const frame_sink& on_frame, const progress_sink& on_progress);
