// SPDX-License-Identifier: MIT
// Compares pipelines with loops written by hand over the same kernels and the same reader.
//   cmake -P cmake/benchmark.cmake pipelines
//   pipelines                            prints the ratios of the best times in one run
//   pipelines names                      prints the names of the comparisons
//   pipelines NAME hand|pipeline COUNT   runs one of them COUNT times, for counting instructions
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <functional>
#include <random>
#include <vector>

#include <unistd.h>

#include <symphonic/symphonic.hpp>

#include "report.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;

namespace {

const std::vector<float>& noise() {
    static auto const samples = [] {
        std::mt19937 engine{7};
        std::vector<float> x(std::size_t{1} << 18);
        for (float& s : x) s = static_cast<float>(engine()) / 2147483648.0F - 1;
        return x;
    }();
    return samples;
}

/// A stereo WAV file of the noise, twice as long, with 16 bits per sample. Removed at exit.
class recording {
public:
    recording() : path_(std::filesystem::temp_directory_path() / ("pipelines_" + std::to_string(getpid()) + ".wav")) {
        sj::writer out{path_, {.sample_rate = 44100, .channels = 2, .encoding = sj::encoding::pcm16}};
        for (int i = 0; i < 4; ++i) out.write(noise());
        out.close();
    }
    ~recording() {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
    recording(const recording&) = delete;
    recording& operator=(const recording&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};
const std::filesystem::path& song() {
    static recording const file;
    return file.path();
}

/// Calls f(frame) for each frame of the file, mixed down to one channel. Moves the remaining samples to the front of
/// the buffer and appends the next block.
void frames_by_hand(std::size_t size, std::size_t hop, const auto& f) {
    sj::reader in{song()};
    std::vector<float> samples(size + in.format().max_block);
    std::size_t held = 0;
    while (in.next()) {
        auto const block = in.get();
        sj::downmix(block.samples(), 2, std::span{samples}.subspan(held, block.frames()));
        held += block.frames();
        std::size_t begin = 0;
        for (; begin + size <= held; begin += hop) f(std::span<const float>{samples}.subspan(begin, size));
        held -= begin;
        std::memmove(samples.data(), samples.data() + begin, held * sizeof(float));
    }
}

double file_rms_by_hand() {
    double sum = 0;
    frames_by_hand(2048, 512, [&](auto frame) { sum += sj::rms(frame); });
    return sum;
}
double file_rms() {
    double sum = 0;
    for (double const level : sj::read(song()) | v::mono | v::frames(2048, 512) | v::rms) sum += level;
    return sum;
}

double file_power_by_hand() {
    sj::windowed_fft<float> transform{sj::window::hann, 2048};
    std::vector<float> power(transform.bins());
    double sum = 0;
    frames_by_hand(2048, 512, [&](auto frame) {
        transform.power(frame, power);
        sum += sj::sum(power);
    });
    return sum;
}
double file_power() {
    double sum = 0;
    for (auto const power : sj::read(song()) | v::mono | v::stft({.size = 2048, .hop = 512}) | v::power)
        sum += sj::sum(power);
    return sum;
}

double rms_by_hand() {
    auto const all = std::span{noise()};
    double sum = 0;
    for (std::size_t i = 0; i + 2048 <= all.size(); i += 2048) sum += sj::rms(all.subspan(i, 2048));
    return sum;
}
double rms() {
    double sum = 0;
    for (double const level : sj::from(noise(), 44100.0) | v::frames(2048, 2048) | v::rms) sum += level;
    return sum;
}

constexpr auto first_of = [](std::span<const float> frame) { return frame[0]; };
double map_by_hand() {
    auto const all = std::span{noise()};
    double sum = 0;
    for (std::size_t i = 0; i + 256 <= all.size(); i += 64) sum += first_of(all.subspan(i, 256));
    return sum;
}
double map() {
    double sum = 0;
    for (float const first : sj::from(noise(), 44100.0) | v::frames(256, 64) | v::map(first_of)) sum += first;
    return sum;
}

double rms_in_chunks(std::size_t chunk) {
    double sum = 0;
    for (double const level : sj::from(noise(), 44100.0, {.chunk_frames = chunk}) | v::frames(2048, 512) | v::rms)
        sum += level;
    return sum;
}

struct comparison {
    char const* name;
    char const* title;
    double (*hand)();
    double (*pipeline)();
    double limit;   ///< largest accepted ratio of the times
    std::size_t frames;
};
constexpr comparison comparisons[] = {
    {"file_rms", "read | mono | frames(2048, 512) | rms", file_rms_by_hand, file_rms, 1.03, 1021},
    {"file_power", "read | mono | stft(2048, 512) | power, summed", file_power_by_hand, file_power, 1.03, 1021},
    {"rms", "from(span) | frames(2048, 2048) | rms", rms_by_hand, rms, 1.05, 128},
    {"map", "from(span) | frames(256, 64) | map(f)", map_by_hand, map, 2, 4093},
    {"chunks", "from(span) | frames(2048, 512) | rms, blocks of 64 against 8192", [] { return rms_in_chunks(8192); },
     [] { return rms_in_chunks(64); }, 1.5, 509},
};

void measure(benchmark::State& state, double (*run)()) {
    for (auto _ : state) benchmark::DoNotOptimize(run());
}

/// Runs one side of a comparison `count` times. Called by cmake/count_instructions.cmake.
int run_one(char const* name, const std::string& which, int count) {
    for (auto const& c : comparisons)
        for (int i = 0; c.name == std::string{name} && i < count; ++i)
            benchmark::DoNotOptimize(which == "hand" ? c.hand() : c.pipeline());
    return 0;
}

}   // namespace

int main(int count, char** arguments) {
    if (count == 4) return run_one(arguments[1], arguments[2], std::atoi(arguments[3]));
    if (count == 2 && arguments[1] == std::string{"names"}) {
        for (auto const& c : comparisons) std::printf("%s\n", c.name);
        return 0;
    }
    interleave(count, arguments);
    for (auto const& c : comparisons) {
        if (c.hand() != c.pipeline()) return std::printf("%s: the results of loop and pipeline differ\n", c.name), 1;
        benchmark::RegisterBenchmark((std::string{"hand "} + c.name).c_str(), measure, c.hand);
        benchmark::RegisterBenchmark((std::string{"pipeline "} + c.name).c_str(), measure, c.pipeline);
    }
    best_times times;
    benchmark::RunSpecifiedBenchmarks(&times);
    std::printf("%s\ntime of pipelines relative to loops written by hand, best times\n", processor().c_str());
    for (auto const& c : comparisons) {
        auto const hand = times.best[std::string{"hand "} + c.name + "/"],
                   pipeline = times.best[std::string{"pipeline "} + c.name + "/"];
        auto const frames = static_cast<double>(c.frames);
        std::printf("    %-64s %5.3f (limit %.2f), %.1f ns per frame, %+.1f\n", c.title, pipeline / hand, c.limit,
                    pipeline / frames, (pipeline - hand) / frames);
    }
}
