// SPDX-License-Identifier: MIT
// A pool of buffers.
#include <symphonic/kernels.hpp>
#include <symphonic/memory.hpp>

#include "tour.hpp"

namespace sj = symphonic;

namespace tour {

void reuse_buffers(const input& in, table& rows) {
    // The energy of stereo blocks, mixed down to mono in a temporary buffer. Counting an allocation takes some 20 ns, a
    // small part of these times.
    constexpr std::size_t frames = 16384;
    auto const for_each_block = [&](auto const& f) {
        double energy = 0;
        for (std::size_t i = 0; i + 2 * frames <= in.signal.size(); i += 2 * frames)
            energy += f(std::span{in.signal}.subspan(i, 2 * frames));
        return energy;
    };
    sj::buffer_pool<float> pool{frames, 10};
    version const vectors{"a vector for each block", [&] {
                              return for_each_block([](std::span<const float> block) {
                                  std::vector<float> mono(frames);
                                  sj::downmix(block, 2, mono);
                                  return sj::energy(mono);
                              });
                          }};
    version const leases{"buffer_pool", [&] {
                             return for_each_block([&](std::span<const float> block) {
                                 auto mono = pool.acquire();
                                 sj::downmix(block, 2, mono);
                                 return sj::energy(mono);
                             });
                         }};
    rows.times("buffer pool", vectors, leases, {.runs = 20});
    rows.allocations("  its allocations", {"allocations", vectors.run}, {"allocations", leases.run});
}

}   // namespace tour
