// SPDX-License-Identifier: MIT
// The reader against a loop of sf_readf_float, and the writer against a loop of sf_writef_float: stereo files in the
// page cache, blocks of 8,192 sample frames. Prints ratios of best times in one run: cmake -P cmake/benchmark.cmake
#include <cmath>
#include <cstdio>
#include <filesystem>

#include <fcntl.h>
#include <sndfile.h>
#include <unistd.h>

#include <symphonic/io.hpp>

#include "report.hpp"

namespace sj = symphonic;

namespace {

constexpr std::size_t chunk = 8192;   // sample frames

std::string folder;

/// A format to read.
struct file_kind {
    char const* name;
    char const* extension;
    sj::encoding encoding;
    double required;   // speed relative to libsndfile; 0: no requirement
};
constexpr file_kind file_kinds[] = {
    {"WAV PCM16", ".pcm16.wav", sj::encoding::pcm16, 2.5},
    {"WAV PCM24", ".pcm24.wav", sj::encoding::pcm24, 3.5},
    {"WAV PCM32", ".pcm32.wav", sj::encoding::pcm32, 2},
    {"WAV float32", ".float32.wav", sj::encoding::float32, 0.97},
    {"AIFF PCM16", ".aiff", sj::encoding::pcm16, 0},
    {"WAV float64", ".float64.wav", sj::encoding::float64, 0},
    {"FLAC PCM16", ".flac", sj::encoding::pcm16, 0.97},
    {"Vorbis", ".ogg", sj::encoding::vorbis, 0.97},
    {"MP3", ".mp3", sj::encoding::mp3, 0.97},
};

/// Two tones in each channel, with noise.
std::vector<float> tones(std::size_t frames) {
    std::vector<float> x(2 * frames);
    std::uint32_t state = 7;
    for (std::size_t i = 0; i < x.size(); ++i) {
        auto const t = static_cast<double>(i / 2) / 44100;
        auto const noise = static_cast<double>(state = state * 1664525 + 1013904223) / 4294967296.0 - 0.5;
        x[i] = static_cast<float>(0.2 * std::sin(2765 * t) + 0.2 * std::sin(3480 * t + static_cast<double>(i % 2)) +
                                  0.05 * noise);
    }
    return x;
}

void read_sndfile(benchmark::State& state, const std::string& path) {
    std::vector<float> block(2 * chunk);
    for (auto _ : state) {
        SF_INFO info{};
        SNDFILE* const file = sf_open(path.c_str(), SFM_READ, &info);
        while (sf_readf_float(file, block.data(), chunk) > 0) benchmark::DoNotOptimize(block.data());
        sf_close(file);
    }
}
/// Reads the bytes of the file and decodes nothing.
void read_bytes(benchmark::State& state, const std::string& path) {
    std::vector<char> bytes(1 << 16);
    for (auto _ : state) {
        int const file = open(path.c_str(), O_RDONLY);
        while (read(file, bytes.data(), bytes.size()) > 0) benchmark::DoNotOptimize(bytes.data());
        close(file);
    }
}
void read_reader(benchmark::State& state, const std::string& path) {
    for (auto _ : state)
        for (auto const block : sj::read(path, {.chunk_frames = chunk}))
            benchmark::DoNotOptimize(block.samples().data());
}

void open_sndfile(benchmark::State& state, const std::string& path) {
    for (auto _ : state) {
        SF_INFO info{};
        SNDFILE* const file = sf_open(path.c_str(), SFM_READ, &info);
        benchmark::DoNotOptimize(file);
        sf_close(file);
    }
}
void open_reader(benchmark::State& state, const std::string& path) {
    for (auto _ : state) {
        sj::reader in{path, {.chunk_frames = chunk}};
        benchmark::DoNotOptimize(in);
    }
}

void write_sndfile(benchmark::State& state, int format, const std::vector<float>& x) {
    for (auto _ : state) {
        SF_INFO info{};
        info.samplerate = 44100;
        info.channels = 2;
        info.format = format;
        SNDFILE* const file = sf_open("/dev/null", SFM_WRITE, &info);
        sf_command(file, SFC_SET_CLIPPING, nullptr, SF_TRUE);
        for (std::size_t at = 0; at < x.size(); at += 2 * chunk)
            sf_writef_float(file, x.data() + at, static_cast<sf_count_t>(std::min(chunk, x.size() / 2 - at / 2)));
        sf_close(file);
    }
}
void write_writer(benchmark::State& state, sj::encoding encoding, const std::vector<float>& x) {
    for (auto _ : state) {
        sj::writer out{"/dev/null",
                       {.sample_rate = 44100, .channels = 2, .encoding = encoding, .container = sj::container::wav}};
        for (std::size_t at = 0; at < x.size(); at += 2 * chunk)
            out.write(std::span{x}.subspan(at, std::min(2 * chunk, x.size() - at)));
        out.close();
    }
}

std::string path_of(const std::string& name) { return folder + "/" + name; }

}   // namespace

int main(int count, char** arguments) {
    interleave(count, arguments);
    folder = (std::filesystem::temp_directory_path() / ("symphonic_files_" + std::to_string(getpid()))).string();
    std::filesystem::create_directory(folder);
    auto const x = tones(2'000'000);
    for (auto const& k : file_kinds) {
        for (auto const& [length, frames] :
             {std::pair{"long", std::size_t{2'000'000}}, std::pair{"short", std::size_t{400}}}) {
            sj::writer out{path_of(length + std::string{k.extension}),
                           {.sample_rate = 44100, .channels = 2, .encoding = k.encoding}};
            out.write(std::span{x}.first(2 * frames));
            out.close();
        }
        auto const long_file = path_of(std::string{"long"} + k.extension),
                   short_file = path_of(std::string{"short"} + k.extension);
        benchmark::RegisterBenchmark((std::string{"sndfile "} + k.name).c_str(), read_sndfile, long_file);
        benchmark::RegisterBenchmark((std::string{"bytes "} + k.name).c_str(), read_bytes, long_file);
        benchmark::RegisterBenchmark((std::string{"reader "} + k.name).c_str(), read_reader, long_file);
        benchmark::RegisterBenchmark((std::string{"open sndfile "} + k.name).c_str(), open_sndfile, short_file);
        benchmark::RegisterBenchmark((std::string{"open reader "} + k.name).c_str(), open_reader, short_file);
    }
    for (auto const& [name, format, encoding] :
         {std::tuple{"WAV PCM16", SF_FORMAT_WAV | SF_FORMAT_PCM_16, sj::encoding::pcm16},
          std::tuple{"WAV PCM24", SF_FORMAT_WAV | SF_FORMAT_PCM_24, sj::encoding::pcm24},
          std::tuple{"WAV float32", SF_FORMAT_WAV | SF_FORMAT_FLOAT, sj::encoding::float32}}) {
        benchmark::RegisterBenchmark((std::string{"write sndfile "} + name).c_str(), write_sndfile, format, x);
        benchmark::RegisterBenchmark((std::string{"write writer "} + name).c_str(), write_writer, encoding, x);
    }

    best_times time;
    benchmark::RunSpecifiedBenchmarks(&time);
    std::filesystem::remove_all(folder);

    std::printf("%s, kernels on %s\n\n", processor().c_str(), sj::name(sj::active_instruction_set()));
    std::printf(
        "| speed relative to sf_readf_float | reading | required | reading bytes only | ns a sample frame | opening a "
        "short file |\n"
        "|---|---|---|---|---|---|\n");
    for (auto const& k : file_kinds) {
        std::string const name = k.name;
        auto const sndfile = time.best["sndfile " + name + "/"], ours = time.best["reader " + name + "/"];
        std::printf("| %s | %.2f | %.2f | %.2f | %.2f | %.2f |\n", k.name, sndfile / ours, k.required,
                    sndfile / time.best["bytes " + name + "/"], ours / 2e6,
                    time.best["open sndfile " + name + "/"] / time.best["open reader " + name + "/"]);
    }
    std::printf("\n| speed relative to sf_writef_float with clipping, to /dev/null | writing |\n|---|---|\n");
    for (std::string const name : {"WAV PCM16", "WAV PCM24", "WAV float32"})
        std::printf("| %s | %.2f |\n", name.c_str(),
                    time.best["write sndfile " + name + "/"] / time.best["write writer " + name + "/"]);
}
