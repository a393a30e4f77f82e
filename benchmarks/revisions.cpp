// SPDX-License-Identifier: MIT
// Workloads that cmake/compare_revisions.cmake compiles against two revisions of the library. Uses stable names only.
//   revisions            prints the names of the workloads
//   revisions time       prints the time of each workload in nanoseconds a run, the best of several
//   revisions NAME COUNT runs one workload COUNT times, for counting its instructions
#include <algorithm>
#include <chrono>
#include <complex>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include <unistd.h>

#include <symphonic/symphonic.hpp>

namespace sj = symphonic;
namespace v = symphonic::views;

namespace {

volatile double result;   // keeps the compiler from removing a workload

std::vector<float> noise(std::size_t n) {
    std::vector<float> x(n);
    std::uint32_t state = 1;
    for (float& s : x) {
        state = state * 1664525 + 1013904223;
        s = static_cast<float>(state) / 2147483648.0F - 1;
    }
    return x;
}
const std::vector<float> signal = noise(std::size_t{1} << 20);

/// A stereo WAV file of 16-bit samples, removed at exit.
struct recording {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("revisions_" + std::to_string(getpid()) + ".wav");
    recording() {
        sj::writer out{path, {.sample_rate = 44100, .channels = 2, .encoding = sj::encoding::pcm16}};
        out.write(signal);
        out.close();
    }
    ~recording() {
        std::error_code ignored;
        std::filesystem::remove(path, ignored);
    }
};

void energy(std::size_t n) {
    double sum = 0;
    for (std::size_t i = 0; i < (std::size_t{1} << 21) / n; ++i) sum += sj::energy(std::span{signal}.first(n));
    result = sum;
}
void stft() {
    double sum = 0;
    for (auto const p : sj::from(signal, 44100.0) | v::stft({.size = 2048, .hop = 512}) | v::power) sum += p[9];
    result = sum;
}
void spectra() {
    double sum = 0;
    for (auto const x : sj::from(signal, 44100.0) | v::stft({.size = 2048, .hop = 512})) sum += x[9].real();
    result = sum;
}
void resynthesis() {
    double sum = 0;
    sj::stft_options const options{.size = 1024, .hop = 256, .padding = sj::padding::zero};
    for (auto const b : sj::from(signal, 44100.0) | v::stft(options) | v::istft(options)) sum += b.samples()[0];
    result = sum;
}
void fft(std::size_t n) {
    sj::fft_plan<float> const plan{n};
    std::vector<std::complex<float>> bins(n / 2 + 1);
    double sum = 0;
    for (std::size_t at = 0; at + n <= signal.size(); at += n) {
        plan.forward(std::span{signal}.subspan(at, n), bins);
        sum += bins[1].real();
    }
    result = sum;
}
void read_pcm16(const recording& file) {
    double sum = 0;
    for (auto const b : sj::read(file.path)) sum += b.samples()[0];
    result = sum;
}
void file_rms(const recording& file) {
    double sum = 0;
    for (double const level : sj::read(file.path) | v::mono | v::frames(2048, 512) | v::rms) sum += level;
    result = sum;
}
void file_power(const recording& file) {
    double sum = 0;
    for (auto const p : sj::read(file.path) | v::mono | v::stft({.size = 2048, .hop = 512}) | v::power) sum += p[9];
    result = sum;
}
void small_blocks() {
    double sum = 0;
    for (double const level : sj::from(signal, 44100.0, {.chunk_frames = 64}) | v::frames(2048, 512) | v::rms)
        sum += level;
    result = sum;
}
void map() {
    double sum = 0;
    for (float const first : sj::from(signal, 44100.0) | v::frames(256, 64) | v::map([](auto f) { return f[0]; }))
        sum += first;
    result = sum;
}
void convolve() {
    std::vector<float> const taps = noise(512);
    double sum = 0;
    for (auto const b : sj::from(signal, 44100.0) | v::convolve(taps)) sum += b.samples()[0];
    result = sum;
}
void pool() {
    sj::buffer_pool<float> buffers{4096, 10};
    double sum = 0;
    for (int i = 0; i < 100000; ++i) sum += static_cast<double>(buffers.acquire().size());
    result = sum;
}
void cache() {
    sj::lru_cache<int, int> recent{{.max_entries = 1000}};
    double sum = 0;
    std::uint32_t state = 1;
    for (int i = 0; i < 100000; ++i) {
        state = state * 1664525 + 1013904223;
        int const key = static_cast<int>(state >> 21);
        if (auto const hit = recent.get(key)) sum += *hit;
        else recent.put(key, key);
    }
    result = sum;
}
void hash() {
    double sum = 0;
    for (std::size_t at = 0; at + 2048 <= signal.size(); at += 2048)
        sum += static_cast<double>(sj::content_hash(std::span{signal}.subspan(at, 2048)).low & 1);
    result = sum;
}

const recording& file() {
    static recording const made;
    return made;
}
struct workload {
    char const* name;
    void (*run)();
};
constexpr workload workloads[] = {
    {"energy_1Ki", [] { energy(1024); }},
    {"energy_64Ki", [] { energy(65536); }},
    {"energy_1Mi", [] { energy(1 << 20); }},
    {"stft_power", stft},
    {"stft", spectra},
    {"stft_istft", resynthesis},
    {"fft_2048", [] { fft(2048); }},
    {"fft_1000", [] { fft(1000); }},
    {"read_pcm16", [] { read_pcm16(file()); }},
    {"file_rms", [] { file_rms(file()); }},
    {"file_power", [] { file_power(file()); }},
    {"small_blocks", small_blocks},
    {"map", map},
    {"convolve", convolve},
    {"pool", pool},
    {"cache", cache},
    {"content_hash", hash},
};

double best_nanoseconds(void (*run)()) {
    using clock = std::chrono::steady_clock;
    run();
    double best = 1e300;
    for (auto const end = clock::now() + std::chrono::milliseconds{150}; clock::now() < end;) {
        auto const begin = clock::now();
        run();
        best = std::min(best, std::chrono::duration<double, std::nano>(clock::now() - begin).count());
    }
    return best;
}

}   // namespace

int main(int count, char** arguments) {
    std::string const first = count > 1 ? arguments[1] : "";
    for (auto const& w : workloads) {
        if (count == 1) std::printf("%s\n", w.name);
        else if (first == "time") std::printf("%s %.0f\n", w.name, best_nanoseconds(w.run));
        else if (first == w.name)
            for (int i = 0; i < std::atoi(arguments[2]); ++i) w.run();
    }
}
