// SPDX-License-Identifier: MIT
// Times, the hottest stage, memory.
#include <chrono>
#include <cstdio>
#include <stdexcept>

#include <sys/resource.h>

#include <symphonic/io.hpp>
#include <symphonic/profile.hpp>
#include <symphonic/views.hpp>

#include "tour.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;

namespace tour {
namespace {

/// The time of each call of a function, 4096 calls. The gain is the table of the profile: p99, nesting, threads.
void time_calls(const input& in, table& rows) {
    auto const energies = [&](auto const& energy) {
        double sum = 0;
        for (std::size_t i = 0; i < in.signal.size(); i += 256) sum += energy(std::span{in.signal}.subspan(i, 256));
        return sum;
    };
    auto const energy = [](std::span<const float> x) { return sj::energy(x); };
    std::chrono::nanoseconds total{};
    sj::profile prof;
    rows.times("timing calls",
               {"two clock reads by hand",
                [&] {
                    return energies([&](auto x) {
                        auto const start = std::chrono::steady_clock::now();
                        auto const result = energy(x);
                        total += std::chrono::steady_clock::now() - start;
                        return result;
                    });
                }},
               {"timed(prof, name, f)", [&] { return energies(sj::timed(prof, "energy", energy)); }},
               {.note = "; p99, threads"});
}

/// Which stage of a pipeline takes the time.
void find_the_hottest_stage(const input& in, table& rows) {
    auto const analyse = [&](auto const& pipeline) {
        double energy = 0;
        for (auto const& path : sj::audio_files(in.recordings))
            for (auto const power : sj::read(path) | pipeline) energy += sj::energy(power);
        return energy;
    };
    auto const spectra = v::mono | v::stft({.size = 2048, .hop = 512}) | v::power;
    double naive = 0, library = 0;
    auto const whole = seconds([&] { naive = analyse(spectra); });
    sj::profile prof;
    library = analyse(v::timed(prof, "decode") | spectra | v::timed(prof, "spectra"));
    require_equal("profile", naive, library);

    auto const entries = prof.entries();
    double sum = 0;
    for (auto const& entry : entries) sum += entry.self;
    char share[16];
    std::snprintf(share, sizeof share, ", %.0f %%", 100 * entries.at(0).self / sum);
    rows.text("profile", "one time for all: " + time_text(whole),
              "v::timed, hottest: " + std::string{entries[0].name} + share, "finds the cause");
}

/// The memory of one function, after others that took more.
void measure_peak(table& rows) {
    auto const energy_of_ones = [] { return sj::energy(std::vector<float>(1 << 20, 1.0F)); };
    auto const peak_of_process = [] {
        rusage usage{};
        ::getrusage(RUSAGE_SELF, &usage);
        return static_cast<std::size_t>(usage.ru_maxrss) * 1024;
    };
    auto const before = peak_of_process();
    double const naive = energy_of_ones();
    auto const growth = peak_of_process() - before;
    double library = 0;
    auto const used = sj::measure_memory([&] { library = energy_of_ones(); });
    require_equal("memory of a function", naive, library);
    if (used.peak != std::size_t{4} << 20) throw std::runtime_error("memory of a function: expected 4 MiB");
    rows.text("memory of a function", "growth of ru_maxrss: " + bytes_text(growth),
              "measure_memory: " + bytes_text(used.peak), "exact");
}

}   // namespace

void measure(const input& in, table& rows) {
    time_calls(in, rows);
    find_the_hottest_stage(in, rows);
    measure_peak(rows);
}

}   // namespace tour
