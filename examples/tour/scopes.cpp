// SPDX-License-Identifier: MIT
// Resources that a scope releases.
#include <stdexcept>

#include <sndfile.h>

#include <symphonic/io.hpp>
#include <symphonic/kernels/energy.hpp>

#include "tour.hpp"

namespace sj = symphonic;

namespace tour {
namespace {

/// Returns the energy of the first block. Closes the file on each path by hand, as C does.
[[nodiscard]] double energy_of_first_block(const std::filesystem::path& path) {
    SF_INFO info{};
    SNDFILE* const file = sf_open(path.c_str(), SFM_READ, &info);
    if (file == nullptr) throw std::runtime_error(path.native() + ": " + sf_strerror(nullptr));
    double energy = 0;
    try {
        std::vector<float> block(static_cast<std::size_t>(8192 * info.channels));
        auto const frames = sf_readf_float(file, block.data(), 8192);
        energy = sj::energy(std::span{block}.first(static_cast<std::size_t>(frames * info.channels)));
    } catch (...) {
        sf_close(file);
        throw;
    }
    sf_close(file);
    return energy;
}

[[nodiscard]] double repeat(int times, auto const& f) {
    double sum = 0;
    for (int i = 0; i < times; ++i) sum += f();
    return sum;
}

}   // namespace

void release_by_scope(const input& in, table& rows) {
    rows.times(
        "scoped resources",
        {"sf_close on each path", [&] { return repeat(100, [&] { return energy_of_first_block(in.longest); }); }},
        {"reader in a scope",
         [&] {
             return repeat(100, [&] {
                 sj::reader file{in.longest};
                 return file.next() ? sj::energy(file.get().samples()) : 0;
             });
         }},
        {.note = "; no leak"});
}

}   // namespace tour
