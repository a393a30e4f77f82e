// SPDX-License-Identifier: MIT
// Measures the throughput of prefetch relative to the same pipeline without it, the time of push_source::push, and the
// number of sample frames lost in a simulated minute of audio callbacks.
//   cmake -P cmake/benchmark.cmake flow
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <thread>

#include <unistd.h>

#include <symphonic/symphonic.hpp>

#include "report.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;

namespace {

std::filesystem::path flac, wav;

void make_recordings() {
    auto const folder = std::filesystem::temp_directory_path() / ("flow_" + std::to_string(getpid()));
    std::filesystem::create_directory(folder);
    flac = folder / "song.flac";
    wav = folder / "song.wav";
    auto const chord = [](std::int64_t n) {
        auto const t = static_cast<double>(n) / 44100;
        return static_cast<float>(0.2 * std::sin(2765 * t) + 0.2 * std::sin(3480 * t * (1 + t / 1000)) +
                                  0.05 * std::sin(1e6 * t * t));
    };
    for (auto const& path : {flac, wav})
        sj::generate(chord, 44100.0) | v::take_time(30.0) | sj::write(path, {.encoding = sj::encoding::pcm16});
}

constexpr auto prefetched = v::prefetch(8);

/// Takes about as long as decoding FLAC.
constexpr auto analysis = v::mono | v::stft({.size = 2048, .hop = 106}) | v::power;
void decode(benchmark::State& state) {
    for (auto _ : state)
        for (auto const b : sj::read(flac)) benchmark::DoNotOptimize(b.samples().data());
}
void analyse(benchmark::State& state) {
    auto const song = sj::read_all(flac);
    for (auto _ : state)
        for (auto const p : sj::from(song) | analysis) benchmark::DoNotOptimize(p.data());
}
template <class Path, class Pipeline> auto run(const Path& path, Pipeline pipeline) {
    return [&path, pipeline](benchmark::State& state) {
        for (auto _ : state)
            for (auto const e : sj::read(path) | pipeline) benchmark::DoNotOptimize(&e);
    };
}

void push(benchmark::State& state) {
    sj::push_source<float> live{48000.0, {.channels = 2, .capacity_frames = 1 << 16, .blocking = false}};
    std::vector<float> const callback(64, 0.25F);
    int i = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(live.push(callback));
        if (++i % 1024 == 0) {   // empties the ring buffer, not timed
            state.PauseTiming();
            while (live.next()) {}
            state.ResumeTiming();
        }
    }
}

/// Pushes a minute of audio at ten times real time while one thread computes spectra of it and another one keeps a core
/// busy. Returns the number of sample frames lost.
std::uint64_t frames_lost_in_a_minute() {
    constexpr int callbacks = 60 * 48000 / 32;
    sj::push_source<float> live{48000.0, {.channels = 2, .capacity_frames = 48000}};
    std::size_t frames = 0;
    std::thread analysis_thread{[&] {
        for (auto const p : live | v::mono | v::stft({.size = 2048, .hop = 512}) | v::power) frames += p.size() == 1025;
    }};
    std::atomic<bool> busy = true;
    std::thread load_thread{[&] {
        while (busy) {}
    }};
    std::vector<float> const samples(64, 0.25F);
    auto due = std::chrono::steady_clock::now();
    for (int i = 0; i < callbacks; ++i) {
        live.push(samples);
        due += std::chrono::microseconds(67);
        if (i % 16 == 0) std::this_thread::sleep_until(due);
    }
    live.close();
    analysis_thread.join();
    busy = false;
    load_thread.join();
    return live.overruns() + (frames == sj::frame_count(std::size_t{callbacks} * 32, 2048, 512) ? 0 : 1);
}

}   // namespace

int main(int count, char** arguments) {
    interleave(count, arguments);
    make_recordings();
    benchmark::RegisterBenchmark("decode", decode);
    benchmark::RegisterBenchmark("analyse", analyse);
    benchmark::RegisterBenchmark("both", run(flac, analysis))->UseRealTime();
    benchmark::RegisterBenchmark("both ahead", run(flac, prefetched | analysis))->UseRealTime();
    benchmark::RegisterBenchmark("light analysis", run(flac, v::mono | v::chunks(2048) | v::rms))->UseRealTime();
    benchmark::RegisterBenchmark("light analysis ahead", run(flac, prefetched | v::mono | v::chunks(2048) | v::rms))
        ->UseRealTime();
    benchmark::RegisterBenchmark("light decoding", run(wav, analysis))->UseRealTime();
    benchmark::RegisterBenchmark("light decoding ahead", run(wav, prefetched | analysis))->UseRealTime();
    benchmark::RegisterBenchmark("push", push);
    best_times times;
    benchmark::RunSpecifiedBenchmarks(&times);
    std::filesystem::remove_all(flac.parent_path());
    auto const best = [&](const std::string& name) {
        for (auto const& [key, time] : times.best)
            if (key == name + "/") return time;
        return times.best[name + "/real_time"];
    };
    std::printf("%s, best times\n", processor().c_str());
    std::printf("    30 s of FLAC: decoding %.1f ms, analysis %.1f ms\n", best("decode") / 1e6, best("analyse") / 1e6);
    for (auto const& [title, name, target] : {std::tuple{"decoding as slow as the analysis", "both", 1.8},
                                              std::tuple{"decoding and a light analysis", "light analysis", 0.95},
                                              std::tuple{"light decoding and an analysis", "light decoding", 0.95}})
        std::printf("    prefetch, %-38s %.2f x the throughput (target %.2f)\n", title,
                    best(name) / best(std::string{name} + " ahead"), target);
    std::printf("    push of 32 stereo frames %.1f ns (limit 150)\n", best("push"));
    std::printf("    sample frames lost in a minute of callbacks: %llu\n",
                static_cast<unsigned long long>(frames_lost_in_a_minute()));
}
