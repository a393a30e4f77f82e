// SPDX-License-Identifier: MIT
// Gain of a signal in buffers of a pool, as in an audio callback.
#include <algorithm>

#include <symphonic/kernels.hpp>
#include <symphonic/memory.hpp>

int main() {
    namespace sj = symphonic;
    sj::buffer_pool<float> pool{512, 2};
    auto buffer = pool.acquire();
    std::ranges::fill(buffer, 0.5F);
    sj::gain(buffer, 0.5);
    return sj::peak(buffer) == 0.25 && pool.stats().in_use == 1 ? 0 : 1;
}
