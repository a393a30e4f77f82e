// SPDX-License-Identifier: MIT
#include "input.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <random>
#include <span>
#include <string>

#include <symphonic/io.hpp>
#include <symphonic/views/collect.hpp>
#include <symphonic/views/mono.hpp>

namespace sj = symphonic;
namespace fs = std::filesystem;

namespace tour {
namespace {

constexpr std::size_t most_recordings = 16, signal_samples = std::size_t{1} << 20;

/// One minute of a stereo signal at 44,100 Hz: decaying tones and noise.
[[nodiscard]] std::vector<float> minute() {
    std::vector<float> samples(2 * 60 * 44100);
    std::minstd_rand random;
    std::uniform_real_distribution<float> noise{-0.05F, 0.05F};
    for (std::size_t i = 0; i < samples.size(); ++i) {
        auto const t = static_cast<float>(i / 2) / 44100, note = std::floor(2 * t);
        samples[i] = 0.5F * std::sin((800 + 40 * note) * (2 * t - note)) * std::exp(note - 2 * t) + noise(random);
    }
    return samples;
}

void write(const fs::path& path, std::span<const float> samples) {
    sj::writer out{path, {.sample_rate = 44100, .channels = 2, .encoding = sj::encoding::pcm16}};
    out.write(samples);
    out.close();
}

/// Writes 16 FLAC files of 3 seconds and a WAV file of a minute.
void generate_recordings(input& in) {
    auto const samples = minute();
    constexpr std::size_t second = 2 * 44100;
    for (std::size_t i = 0; i < most_recordings; ++i)
        write(in.recordings / (std::to_string(10 + i) + ".flac"),
              std::span{samples}.subspan(3 * i * second, 3 * second));
    in.longest = in.scratch / "long.wav";
    write(in.longest, samples);
}

/// Links the files from the folder of recordings.
void link_recordings(input& in, const std::vector<fs::path>& files) {
    std::int64_t most_frames = 0;
    for (std::size_t i = 0; i < files.size(); ++i) {
        auto const frames = sj::reader{files[i]}.format().frames;   // throws if the file cannot be read
        if (i == 0 || frames > most_frames) {
            in.longest = files[i];
            most_frames = frames;
        }
        auto const name = std::to_string(10 + i) + '_' + files[i].filename().native();
        fs::create_symlink(fs::absolute(files[i]), in.recordings / name);
        sj::audio_files linked{in.recordings};
        if (static_cast<std::size_t>(std::ranges::distance(linked)) != i + 1)
            throw sj::io_error(files[i].native(),
                               ": expected a name with the extension of an audio format, such as .wav");
    }
}

[[nodiscard]] std::vector<fs::path> list_files(const std::vector<fs::path>& names) {
    std::vector<fs::path> files;
    auto const add = [&](const fs::path& path) {
        if (files.size() < most_recordings) files.push_back(path);
    };
    for (auto const& name : names)
        if (fs::is_directory(name))
            for (auto const& path : sj::audio_files(name, {.sorted = true})) add(path);
        else add(name);
    if (files.empty()) throw sj::io_error("no audio file in ", names.front().native());
    return files;
}

}   // namespace

input make_input(const std::vector<fs::path>& names, const fs::path& temporary) {
    input in{.recordings = temporary / "recordings", .scratch = temporary};
    fs::create_directory(in.recordings);
    if (names.empty()) generate_recordings(in);
    else link_recordings(in, list_files(names));

    auto const samples = sj::read(in.longest, {.count = signal_samples}) | sj::views::mono | sj::collect;
    if (samples.samples().empty()) throw sj::io_error("no samples in ", in.longest.native());
    while (in.signal.size() < signal_samples) {
        auto const part =
            samples.samples().first(std::min(samples.samples().size(), signal_samples - in.signal.size()));
        in.signal.insert(in.signal.end(), part.begin(), part.end());
    }
    return in;
}

}   // namespace tour
