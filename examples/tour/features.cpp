// SPDX-License-Identifier: MIT
#include "features.hpp"

#include <symphonic/io.hpp>
#include <symphonic/views.hpp>

namespace sj = symphonic;
namespace v = symphonic::views;

namespace tour {

features features_of(const std::filesystem::path& path) {
    features f{.energy = 0, .spectrum = std::vector<double>(1025)};
    auto const add_energy = v::tee([&](auto block) { f.energy += sj::energy(block.samples()); });
    for (auto const power : sj::read(path) | add_energy | v::mono | v::stft({.size = 2048, .hop = 512}) | v::power)
        for (std::size_t k = 0; k < power.size(); ++k) f.spectrum[k] += static_cast<double>(power[k]);
    return f;
}

double checksum(const features& f) { return f.energy + sj::energy(f.spectrum); }

}   // namespace tour
