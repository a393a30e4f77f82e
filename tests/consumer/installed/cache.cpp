// SPDX-License-Identifier: MIT
// The component cache: the second lookup of a signal with the same contents is a hit.
#include <vector>

#include <symphonic/cache.hpp>
#include <symphonic/energy.hpp>

int main() {
    namespace sj = symphonic;
    sj::lru_cache<sj::content_key, double> energies{{.max_entries = 8}};
    for (std::vector<float> const& x : {std::vector(100, 0.5F), std::vector(100, 0.5F)})
        if (*energies.get_or_compute(sj::content_hash(x), [&] { return sj::energy(x); }) != 25) return 1;
    return energies.stats().hits == 1 ? 0 : 1;
}
