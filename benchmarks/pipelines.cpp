// SPDX-License-Identifier: MIT
// What a pipeline costs beyond the loop that one would write by hand over the same kernels, over memory.
//   cmake -B build/benchmarks -DCMAKE_BUILD_TYPE=Release && cmake --build build/benchmarks --target pipelines
//   build/benchmarks/benchmarks/pipelines --benchmark_enable_random_interleaving --benchmark_repetitions=9
#include <random>
#include <vector>

#include <benchmark/benchmark.h>

#include <symphonic/kernels.hpp>
#include <symphonic/views.hpp>

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

void rms_by_hand(benchmark::State& state) {
    auto const size = static_cast<std::size_t>(state.range(0)), hop = static_cast<std::size_t>(state.range(1));
    auto const all = std::span{noise()};
    for (auto _ : state) {
        double sum = 0;
        for (std::size_t at = 0; at + size <= all.size(); at += hop) sum += sj::rms(all.subspan(at, size));
        benchmark::DoNotOptimize(sum);
    }
}
void rms_pipeline(benchmark::State& state) {
    auto const size = static_cast<std::size_t>(state.range(0)), hop = static_cast<std::size_t>(state.range(1));
    auto const chunk = static_cast<std::size_t>(state.range(2));
    for (auto _ : state) {
        double sum = 0;
        for (double level : sj::from(noise(), 44100.0, {.chunk_frames = chunk}) | v::frames(size, hop) | v::rms)
            sum += level;
        benchmark::DoNotOptimize(sum);
    }
}

void power_by_hand(benchmark::State& state) {
    auto const all = std::span{noise()};
    sj::windowed_fft<float> transform{sj::window::hann, 2048};
    std::vector<float> power(transform.bins());
    for (auto _ : state) {
        for (std::size_t at = 0; at + 2048 <= all.size(); at += 512) transform.power(all.subspan(at, 2048), power);
        benchmark::DoNotOptimize(power.data());
    }
}
void power_pipeline(benchmark::State& state) {
    for (auto _ : state)
        for (auto const power : sj::from(noise(), 44100.0) | v::stft({.size = 2048, .hop = 512}) | v::power)
            benchmark::DoNotOptimize(power.data());
}

BENCHMARK(rms_by_hand)->Args({2048, 2048})->Args({2048, 512})->Args({256, 64});
BENCHMARK(rms_pipeline)
    ->Args({2048, 2048, 8192})
    ->Args({2048, 512, 8192})
    ->Args({2048, 512, 64})
    ->Args({256, 64, 8192});
BENCHMARK(power_by_hand);
BENCHMARK(power_pipeline);

}   // namespace
