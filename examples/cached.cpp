// SPDX-License-Identifier: MIT
// Caches spectra by the samples of a frame, and features of recordings by the content of the file or by its path with a
// time to live. Prints the times with and without the cache.
//   cached [FILE...]      default: 100 recordings that the program generates
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include <unistd.h>

#include <symphonic/symphonic.hpp>

namespace sj = symphonic;
namespace v = symphonic::views;
using namespace std::chrono_literals;

namespace {

double seconds(auto const& f) {
    auto const start = std::chrono::steady_clock::now();
    f();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}
/// Prints the times of a first run, which computes, and a second, which finds the results in the cache.
void report(char const* what, auto const& f, auto const& cache) {
    double const first = seconds(f), again = seconds(f);
    auto const s = cache.stats();
    std::printf("%-36s %8.2f ms, again %7.3f ms: %.0f times as fast (%zu recordings, %zu KiB)\n", what, 1e3 * first,
                1e3 * again, first / again, s.entries, s.bytes / 1024);
}

// --- spectra by the samples of a frame ----------------------------------------------------------------------------------

/// All parameters on which a spectrum depends must be part of its key. If frames were padded to 4096 samples, it would be
/// sj::content_hash(frame, 4096).
class cached_spectra {
public:
    using spectrum = std::vector<std::complex<float>>;

    std::shared_ptr<const spectrum> operator()(std::span<const float> frame) {
        return cache_.get_or_compute(sj::content_hash(frame), [&] { return sj::rfft(frame); });
    }
    [[nodiscard]] const auto& cache() const { return cache_; }

private:
    sj::lru_cache<sj::content_key, spectrum> cache_{{.max_bytes = 64 << 20}};
};

// --- features of a recording --------------------------------------------------------------------------------------------

struct features {
    sj::signal_summary level{};
    std::vector<double> spectrum{};   // mean power of each bin
};

features features_of(const std::filesystem::path& path) {
    features f;
    sj::signal_accumulator level;
    std::size_t frames = 0;
    auto const add_to_level = v::tee([&](auto block) { level.push(block.samples()); });
    for (auto const power : sj::read(path) | v::mono | add_to_level | v::stft({.size = 2048, .hop = 512}) | v::power) {
        f.spectrum.resize(power.size());
        for (std::size_t k = 0; k < power.size(); ++k) f.spectrum[k] += static_cast<double>(power[k]);
        ++frames;
    }
    for (auto& p : f.spectrum) p /= static_cast<double>(frames);
    f.level = level.result();
    return f;
}

std::vector<std::filesystem::path> make_recordings(const std::filesystem::path& folder) {
    std::filesystem::create_directory(folder);
    std::vector<std::filesystem::path> paths;
    for (int i = 0; i < 100; ++i) {
        auto const tone = [i](std::int64_t n) {
            auto const t = static_cast<double>(n) / 22050;
            return static_cast<float>(0.5 * std::sin((300 + 20 * i) * t) * std::exp(-t));
        };
        paths.push_back(folder / (std::to_string(i) + ".flac"));
        sj::generate(tone, 22050.0) | v::take_time(2.0) | sj::write(paths.back());
    }
    return paths;
}

}   // namespace

int main(int count, char** arguments) try {
    // A loop of samples that is analysed 200 times: its frames repeat.
    std::vector<float> loop(1 << 15);
    for (std::size_t i = 0; i < loop.size(); ++i) loop[i] = std::sin(0.0001F * static_cast<float>(i * i % 9973));
    cached_spectra spectra;
    auto const all_frames = [&] {
        for (int bar = 0; bar < 200; ++bar)
            for (auto const frame : sj::from(loop, 44100.0) | v::frames(2048, 512)) spectra(frame);
    };
    double const computed = seconds([&] {
        for (int bar = 0; bar < 200; ++bar)
            for (auto const frame : sj::from(loop, 44100.0) | v::frames(2048, 512)) (void)sj::rfft(frame);
    });
    double const looked_up = seconds(all_frames);
    std::printf("%-36s %8.2f ms, cached %6.2f ms: %.1f times as fast (%.0f %% hits)\n", "spectra of a loop",
                1e3 * computed, 1e3 * looked_up, computed / looked_up, 100 * spectra.cache().stats().hit_ratio());

    auto const folder = std::filesystem::temp_directory_path() / ("cached_" + std::to_string(getpid()));
    std::vector<std::filesystem::path> paths(arguments + 1, arguments + count);
    if (paths.empty()) paths = make_recordings(folder);

    // The key is the content of the file, which is read but not decoded: a changed file is analysed again, a renamed
    // one is not.
    auto const bytes_of = [](const sj::content_key&, const features& f) {
        return sizeof f + f.spectrum.size() * sizeof f.spectrum[0];
    };
    sj::lru_cache<sj::content_key, features> by_content{{.max_bytes = 64 << 20, .weigher = bytes_of}};
    report(
        "features by content of the file",
        [&] {
            for (auto const& path : paths)
                by_content.get_or_compute(sj::content_hash_file(path, 2048, 512), [&] { return features_of(path); });
        },
        by_content);

    // The key is the path: the file is not read again before the entry expires.
    sj::lru_cache<std::string, features> by_name{{.max_entries = 100, .ttl = 600s}};
    report(
        "features by name, for ten minutes",
        [&] {
            for (auto const& path : paths) by_name.get_or_compute(path.native(), [&] { return features_of(path); });
        },
        by_name);

    // memoize() makes the cache and the key.
    auto const loudest = sj::memoize(
        [](std::string path, int size) {
            auto levels = sj::read(path) | v::mono | v::chunks(static_cast<std::size_t>(size)) | v::rms;
            return sj::reduce(std::move(levels), 0.0,
                              [](double highest, double level) { return std::max(highest, level); });
        },
        {.max_entries = 1000});
    report(
        "loudest of 1024 samples, memoized",
        [&] {
            for (auto const& path : paths) loudest(path.native(), 1024);
        },
        loudest.cache());

    if (count == 1) std::filesystem::remove_all(folder);
} catch (const std::exception& e) {
    std::fprintf(stderr, "cached: %s\n", e.what());
    return 1;
}
