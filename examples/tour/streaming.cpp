// SPDX-License-Identifier: MIT
// Chunked streaming and lazy files.
#include <memory>
#include <stdexcept>

#include <sndfile.h>

#include <symphonic/io.hpp>
#include <symphonic/kernels/energy.hpp>
#include <symphonic/views/gain.hpp>

#include "tour.hpp"

namespace sj = symphonic;
namespace fs = std::filesystem;

namespace tour {
namespace {

using file_ptr = std::unique_ptr<SNDFILE, decltype(&sf_close)>;

[[nodiscard]] file_ptr open(const fs::path& path, int mode, SF_INFO& info) {
    file_ptr file{sf_open(path.c_str(), mode, &info), sf_close};
    if (file == nullptr) throw std::runtime_error(path.native() + ": " + sf_strerror(nullptr));
    return file;
}
/// Reads the whole file with libsndfile.
[[nodiscard]] std::vector<float> load(const fs::path& path, SF_INFO& info) {
    auto const file = open(path, SFM_READ, info);
    std::vector<float> samples(static_cast<std::size_t>(info.frames * info.channels));
    samples.resize(static_cast<std::size_t>(sf_readf_float(file.get(), samples.data(), info.frames) * info.channels));
    return samples;
}
void halve_whole_file(const fs::path& from, const fs::path& to) {
    SF_INFO info{};
    auto samples = load(from, info);
    for (float& s : samples) s *= 0.5F;
    info.format = SF_FORMAT_WAV | SF_FORMAT_FLOAT;
    auto const file = open(to, SFM_WRITE, info);
    if (auto const frames = static_cast<sf_count_t>(samples.size()) / info.channels;
        sf_writef_float(file.get(), samples.data(), frames) != frames)
        throw std::runtime_error(to.native() + ": " + sf_strerror(file.get()));
}
[[nodiscard]] double energy_of_file(const fs::path& path) {
    double energy = 0;
    for (auto const block : sj::read(path)) energy += sj::energy(block.samples());
    return energy;
}

}   // namespace

void stream_files(const input& in, table& rows) {
    // Halves the amplitude of a file and writes the result.
    auto const a = in.scratch / "naive.wav", b = in.scratch / "library.wav";
    version const whole_file{"whole file in a vector", [&] { return halve_whole_file(in.longest, a), 0.0; }};
    version const chunks{"read | gain | write", [&] {
                             sj::read(in.longest) | sj::views::gain(0.5) |
                                 sj::write(b, {.encoding = sj::encoding::float32});
                             return 0.0;
                         }};
    rows.memory("chunked streaming", whole_file, chunks);
    require_equal("chunked streaming", energy_of_file(a), energy_of_file(b));

    rows.times("  time of reading",   // without writing: the time of a disk varies
               {"load, then measure",
                [&] {
                    SF_INFO info{};
                    return sj::energy(load(in.longest, info));
                }},
               {"measure each block", [&] { return energy_of_file(in.longest); }});

    // Measures a folder of recordings.
    rows.memory("lazy files",
                {"load all, then measure",
                 [&] {
                     std::vector<std::vector<float>> recordings;
                     for (auto const& entry : fs::directory_iterator{in.recordings}) {
                         SF_INFO info{};
                         recordings.push_back(load(entry.path(), info));
                     }
                     double energy = 0;
                     for (auto const& samples : recordings) energy += sj::energy(samples);
                     return energy;
                 }},
                {"audio_files, one at a time", [&] {
                     double energy = 0;
                     for (auto const& path : sj::audio_files(in.recordings)) energy += energy_of_file(path);
                     return energy;
                 }});
}

}   // namespace tour
