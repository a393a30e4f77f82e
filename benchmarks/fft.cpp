// SPDX-License-Identifier: MIT
// Compares transforms with FFTW: short-time power spectra, complex spectra and single transforms. Prints ratios of the
// best times of one run:
//   cmake -P cmake/benchmark.cmake
// SYMPHONIC_ISA=avx2 limits the built-in engine to AVX2. FFTW detects the processor itself.
#include <cstdio>
#include <map>
#include <string>
#include <thread>

#include <symphonic/fft.hpp>

#include "fftw_peer.hpp"
#include "report.hpp"

namespace sj = symphonic;

namespace {

/// Overlapping frames of noise with a hop of size/4, in memory that fits the level 2 cache. Results are written to 64
/// rows in rotation, as for a consumer that reads each of them soon.
template <class T> struct workload {
    std::size_t size, hop, frames;
    std::vector<T> signal, window, power;
    std::vector<std::complex<T>> spectrum;
    sj::windowed_fft<T> transform;
    fftw_peer<T> fftw;

    explicit workload(std::size_t n)
        : size(n), hop(n / 4), frames(std::size_t{1} << 16), signal(frames),
          window(sj::make_window<T>(sj::window::hann, n)), power(64 * (n / 2 + 1)), spectrum(64 * (n / 2 + 1)),
          transform(sj::window::hann, n), fftw(n) {
        frames = (frames - n) / hop;
        std::uint32_t state = 7;
        for (T& s : signal) s = static_cast<T>(state = state * 1664525 + 1013904223) / T{2147483648} - 1;
    }
    static workload& of(std::int64_t n) {
        static std::map<std::int64_t, workload> all;
        return all.try_emplace(n, static_cast<std::size_t>(n)).first->second;
    }
    /// f(frame, index of its row) for each frame.
    template <class F> void for_each_frame(const F& f) {
        for (std::size_t i = 0; i < frames; ++i) f(signal.data() + i * hop, i % 64 * (size / 2 + 1));
    }
};

/// Measures f(workload, frame, index of its row) over all frames.
template <class T, class F> void measure_frames(benchmark::State& state, const F& f) {
    auto& w = workload<T>::of(state.range(0));
    for (auto _ : state) w.for_each_frame([&](T const* x, std::size_t row) { f(w, x, row); });
    benchmark::DoNotOptimize(w.power.data());
    benchmark::DoNotOptimize(w.spectrum.data());
}
template <class T> void our_power(benchmark::State& state) {
    measure_frames<T>(state, [](auto& w, T const* x, std::size_t row) {
        w.transform.power({x, w.size}, {w.power.data() + row, w.size / 2 + 1});
    });
}
template <class T> void fftw_power(benchmark::State& state) {
    measure_frames<T>(
        state, [](auto& w, T const* x, std::size_t row) { w.fftw.power(x, w.window.data(), w.power.data() + row); });
}
template <class T> void our_bins(benchmark::State& state) {
    measure_frames<T>(state, [](auto& w, T const* x, std::size_t row) {
        w.transform.forward({x, w.size}, {w.spectrum.data() + row, w.size / 2 + 1});
    });
}
template <class T> void fftw_bins(benchmark::State& state) {
    measure_frames<T>(
        state, [](auto& w, T const* x, std::size_t row) { w.fftw.bins(x, w.window.data(), w.spectrum.data() + row); });
}
template <class T> void our_transform(benchmark::State& state) {
    auto& w = workload<T>::of(state.range(0));
    sj::fft_plan<T> const plan{w.size};
    std::span<T const> const x{w.signal.data(), w.size};
    std::span const X{w.spectrum.data(), plan.bins()};
    for (auto _ : state) plan.forward(x, X);
}
template <class T> void fftw_transform(benchmark::State& state) {
    auto& w = workload<T>::of(state.range(0));
    for (auto _ : state) w.fftw.execute();
}
template <class T> void our_inverse(benchmark::State& state) {
    auto& w = workload<T>::of(state.range(0));
    sj::fft_plan<T> const plan{w.size};
    std::span<T> const x{w.signal.data(), w.size};
    std::span const X{w.spectrum.data(), plan.bins()};
    for (auto _ : state) plan.inverse(X, x);
}

/// Measures two threads with separate frames and transforms against one thread.
void measure_two_threads() {
    auto const frames_per_second = [](unsigned threads) {
        std::vector<std::thread> running;
        auto const begin = std::chrono::steady_clock::now();
        for (unsigned t = 0; t < threads; ++t)
            running.emplace_back([] {
                std::vector<float> x(1 << 16), power(1025);
                sj::windowed_fft<float> transform{sj::window::hann, 2048};
                for (int round = 0; round < 200; ++round)
                    for (std::size_t at = 0; at + 2048 <= x.size(); at += 512)
                        transform.power(std::span{x}.subspan(at, 2048), power);
            });
        for (auto& thread : running) thread.join();
        return threads / std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    };
    double one = 0, two = 0;
    for (int round = 0; round < 12; ++round) {
        one = std::max(one, frames_per_second(1));
        two = std::max(two, frames_per_second(2));
    }
    std::printf("stft power 2048/512 on two threads %5.2f x one thread (best of 12 runs each)\n", two / one);
}

}   // namespace

int main(int count, char** arguments) {
    interleave(count, arguments);
    std::vector<std::size_t> const stft{256, 512, 1024, 2048, 4096}, mixed{1000, 1536, 1920, 4410},
        single{256, 512, 1024, 2048, 4096, 8192};
    auto const add = [](char const* name, void (*f)(benchmark::State&), const std::vector<std::size_t>& sizes) {
        for (auto n : sizes) benchmark::RegisterBenchmark(name, f)->Arg(static_cast<std::int64_t>(n));
    };
    add("our_power", our_power<float>, stft);
    add("fftw_power", fftw_power<float>, stft);
    add("our_power", our_power<float>, mixed);
    add("fftw_power", fftw_power<float>, mixed);
    add("our_bins", our_bins<float>, {2048});
    add("fftw_bins", fftw_bins<float>, {2048});
    add("our_transform", our_transform<float>, single);
    add("our_transform", our_transform<float>, mixed);
    add("our_inverse", our_inverse<float>, single);
    add("fftw_transform", fftw_transform<float>, single);
    add("fftw_transform", fftw_transform<float>, mixed);
    add("our_double", our_power<double>, {512, 2048});
    add("fftw_double", fftw_power<double>, {512, 2048});
    best_times times;
    benchmark::RunSpecifiedBenchmarks(&times);

    std::printf("%s, built-in engine on %s\nspeed relative to FFTW (FFTW_MEASURE, one plan executed for each frame)\n",
                processor().c_str(), sj::name(sj::active_instruction_set()));
    auto const row = [&](char const* what, char const* ours, char const* theirs, std::size_t n,
                         std::size_t transforms) {
        auto const a = times(ours, n) / static_cast<double>(transforms);
        auto const b = times(theirs, n) / static_cast<double>(transforms);
        std::printf("%-26s %6zu  %5.2f   (%.0f ns against %.0f)\n", what, n, b / a, a, b);
    };
    auto const of_frames = [&](char const* what, char const* ours, char const* theirs, std::size_t n) {
        row(what, ours, theirs, n, workload<float>::of(static_cast<std::int64_t>(n)).frames);
    };
    for (auto n : stft) of_frames("stft power, hop n/4", "our_power", "fftw_power", n);
    for (auto n : mixed) of_frames("stft power, hop n/4", "our_power", "fftw_power", n);
    of_frames("stft complex, hop n/4", "our_bins", "fftw_bins", 2048);
    for (auto n : {512U, 2048U}) of_frames("stft power, double", "our_double", "fftw_double", n);
    for (auto n : single) row("real transform", "our_transform", "fftw_transform", n, 1);
    for (auto n : mixed) row("real transform", "our_transform", "fftw_transform", n, 1);
    for (auto n : single) row("inverse, FFTW forward", "our_inverse", "fftw_transform", n, 1);
    measure_two_threads();
}
