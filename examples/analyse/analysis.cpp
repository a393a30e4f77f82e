// SPDX-License-Identifier: MIT
#include "analysis.hpp"

#include <cmath>

#include <symphonic/symphonic.hpp>

namespace sj = symphonic;
namespace v = symphonic::views;

namespace {

/// Returns the mean frequency of a spectrum weighted by magnitude, as librosa.feature.spectral_centroid does; NaN for silence.
double centroid(std::span<const float> power, double hz_per_bin) {
    double sum = 0, weighted = 0;
    for (std::size_t k = 0; k < power.size(); ++k) {
        auto const magnitude = std::sqrt(static_cast<double>(power[k]));
        sum += magnitude;
        weighted += static_cast<double>(k) * magnitude;
    }
    return weighted / sum * hz_per_bin;
}

}   // namespace

analysis analyse(const std::string& file, const analysis_options& options, sj::profile& times,
                 const frame_sink& on_frame, const progress_sink& on_progress) {
    sj::reader in{file};
    auto const format = in.format();
    sj::signal_accumulator all_channels, mean_of_channels;
    auto const measure_all = [&](sj::block<const float> b) {
        all_channels.push(b.samples());
        on_progress(b.position() + static_cast<std::int64_t>(b.frames()), format.frames);
    };
    auto const measure_mean = [&](sj::block<const float> b) { mean_of_channels.push(b.samples()); };
    // One decode feeds two pipelines: frames of samples, and spectra.
    auto [frames, spectra] =
        sj::fork(in | v::timed(times, "decode") | v::tee(measure_all) | v::mono | v::tee(measure_mean) |
                     v::timed(times, "levels"),
                 v::frames(options.frame, options.hop, {.tail = sj::tail::pad}) | v::timed(times, "frames"),
                 v::stft({.size = options.frame, .hop = options.hop, .tail = sj::tail::pad}) | v::power |
                     v::timed(times, "spectra"));

    auto const hz_per_bin = format.sample_rate / static_cast<double>(options.frame);
    double centroids = 0;
    std::int64_t index = 0, frames_with_sound = 0;
    while (frames.next() && spectra.next()) {
        auto const frame = frames.get(), power = spectra.get();
        auto const hz = centroid(power, hz_per_bin);
        if (std::isfinite(hz)) {
            centroids += hz;
            ++frames_with_sound;
        }
        on_frame(
            format,
            {.time = static_cast<double>(index++ * static_cast<std::int64_t>(options.hop)) / format.sample_rate,
             .rms = sj::rms(frame),
             .peak = sj::peak(frame),
             .zero_crossing_rate = static_cast<double>(sj::zero_crossings(frame)) / static_cast<double>(frame.size()),
             .spectral_centroid = hz,
             .power = power});
    }

    auto const mean = mean_of_channels.result();
    return {.format = format,
            .info = in.info(),
            .levels = all_channels.result(),
            .zero_crossing_rate = static_cast<double>(mean.zero_crossings) / static_cast<double>(mean.count),
            .spectral_centroid = centroids / static_cast<double>(frames_with_sound),
            .frames = static_cast<std::int64_t>(mean.count),
            .truncated = in.truncated()};
}
