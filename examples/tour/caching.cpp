// SPDX-License-Identifier: MIT
// Caches by content and by name.
#include <chrono>
#include <stdexcept>

#include <symphonic/cache.hpp>
#include <symphonic/fft.hpp>
#include <symphonic/io.hpp>
#include <symphonic/kernels.hpp>

#include "features.hpp"
#include "tour.hpp"

namespace sj = symphonic;
using namespace std::chrono_literals;

namespace tour {
namespace {

double energy_of(std::span<const std::complex<float>> bins) { return static_cast<double>(std::norm(bins[1])); }

/// Calls f(frame) for the frames of a loop of 2^15 samples that is played 20 times.
double for_each_frame(std::span<const float> loop, auto const& f) {
    double energy = 0;
    for (int bar = 0; bar < 20; ++bar)
        for (std::size_t i = 0; i + 2048 <= loop.size(); i += 512) energy += f(loop.subspan(i, 2048));
    return energy;
}
double for_each_recording(const input& in, auto const& f) {
    double sum = 0;
    for (auto const& path : sj::audio_files(in.recordings)) sum += checksum(f(path));
    return sum;
}

}   // namespace

void cache_results(const input& in, table& rows) {
    auto const loop = std::span{in.signal}.first(1 << 15);
    rows.times("cache by samples",
               {"rfft of each frame of a loop",
                [&] { return for_each_frame(loop, [](auto frame) { return energy_of(sj::rfft(frame)); }); }},
               {"lru_cache, content_hash", [&] {
                    sj::lru_cache<sj::content_key, std::vector<std::complex<float>>> spectra{{.max_entries = 128}};
                    return for_each_frame(loop, [&](auto frame) {
                        return energy_of(
                            *spectra.get_or_compute(sj::content_hash(frame, 2048), [&] { return sj::rfft(frame); }));
                    });
                }});

    // The second analysis of recordings that did not change. Of the runs the best counts: it finds all in the cache.
    version const again{"analyse again", [&] { return for_each_recording(in, features_of); }};
    sj::lru_cache<sj::content_key, features> by_content{{.max_entries = 1000}};
    rows.times("cache by file content", again,
               {"content_hash_file, not decoded",
                [&] {
                    return for_each_recording(in, [&](auto const& path) {
                        auto const key = sj::content_hash_file(path, "features", 2048, 512);
                        return *by_content.get_or_compute(key, [&] { return features_of(path); });
                    });
                }},
               {.runs = 3});

    sj::manual_clock clock;   // a program leaves out .clock
    sj::lru_cache<std::string, features> by_name{{.max_entries = 100, .ttl = 600s, .clock = clock}};
    version const cached{"lru_cache by name, .ttl = 600s", [&] {
                             return for_each_recording(in, [&](auto const& path) {
                                 return *by_name.get_or_compute(path.native(), [&] { return features_of(path); });
                             });
                         }};
    rows.times("cache with a ttl", again, cached, {.runs = 3});
    auto const loads = by_name.stats().loads;
    clock.advance(600s);
    require_equal("cache with a ttl", again.run(), cached.run());
    if (by_name.stats().loads != 2 * loads) throw std::runtime_error("the entries did not expire");
}

}   // namespace tour
