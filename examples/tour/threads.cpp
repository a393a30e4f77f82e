// SPDX-License-Identifier: MIT
// Files over several processors, one of them broken, and decoding in another thread.
#include <fstream>
#include <stdexcept>

#include <symphonic/io.hpp>
#include <symphonic/parallel.hpp>
#include <symphonic/views.hpp>

#include "features.hpp"
#include "tour.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
namespace fs = std::filesystem;

namespace tour {
namespace {

void survive_a_broken_file(const input& in, table& rows) {
    std::vector<fs::path> paths = sj::audio_files(in.recordings, {.sorted = true}) | sj::collect;
    auto const broken = in.scratch / "broken.flac";
    std::ofstream{broken} << "no recording";
    paths.insert(paths.begin() + static_cast<std::ptrdiff_t>(paths.size() / 2), broken);

    std::size_t naive = 0, library = 0, messages = 0;
    try {
        for (auto const& path : paths) naive += checksum(features_of(path)) >= 0;
    } catch (const sj::io_error&) {}
    for (auto const& r : paths | v::try_parallel(features_of)) ++(r.value ? library : messages);
    if (library + 1 != paths.size() || messages != 1) throw std::runtime_error("a broken file: expected one message");
    auto const of_all = " of " + std::to_string(paths.size()) + " results";
    rows.text("a broken file", "loop ends: " + std::to_string(naive) + of_all,
              "try_parallel: " + std::to_string(library) + of_all + ", 1 message",
              '+' + std::to_string(library - naive) + " results");
}

/// Returns the energy of all spectra of all recordings, by way of a stage between reading and analysis.
double energy_of_spectra(const input& in, auto const& decode) {
    double energy = 0;
    for (auto const& path : sj::audio_files(in.recordings))
        for (auto const power : sj::read(path) | decode | v::stft({.size = 4096, .hop = 128}) | v::power)
            energy += sj::energy(power);
    return energy;
}

}   // namespace

void use_threads(const input& in, table& rows) {
    rows.times("parallel files",
               {"a loop over the files",
                [&] {
                    double sum = 0;
                    for (auto const& path : sj::audio_files(in.recordings)) sum += checksum(features_of(path));
                    return sum;
                }},
               {"audio_files | parallel", [&] {
                    double sum = 0;
                    for (auto const& f : sj::audio_files(in.recordings) | v::parallel(features_of)) sum += checksum(f);
                    return sum;
                }});
    survive_a_broken_file(in, rows);
    rows.times("prefetch", {"decode and analyse in turn", [&] { return energy_of_spectra(in, v::mono); }},
               {"prefetch(4): decode ahead", [&] { return energy_of_spectra(in, v::mono | v::prefetch(4)); }},
               {.runs = 3});
}

}   // namespace tour
