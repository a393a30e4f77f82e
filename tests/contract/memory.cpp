// SPDX-License-Identifier: MIT
// The names, options and meanings that users compile against: the pool of sample buffers.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <thread>
#include <utility>

#include <symphonic/memory.hpp>

#include "support/catch.hpp"

namespace sj = symphonic;
using namespace std::chrono_literals;

TEST_CASE("acquire returns a buffer of the size of the pool on a 64 byte boundary") {
    sj::buffer_pool<float> pool{4096, 2};
    auto const a = pool.acquire();
    CHECK(a.size() == 4096U);
    CHECK(reinterpret_cast<std::uintptr_t>(a.data()) % 64 == 0);
}

TEST_CASE("stats reports the capacity and the buffers in use") {
    sj::buffer_pool<float> pool{4096, 2};
    auto const a = pool.acquire();
    auto b = pool.acquire();
    CHECK(pool.stats().in_use == 2U);
    CHECK(pool.stats().capacity == 2U);
    { auto const returned = std::move(b); }   // the destructor of a lease returns its buffer
    CHECK(pool.stats().in_use == 1U);
}

TEST_CASE("an exhausted pool lends temporary buffers by default") {
    sj::buffer_pool<float> pool{4096, 2};
    auto const a = pool.acquire();
    auto b = pool.acquire();
    auto const temporary = pool.acquire();
    CHECK(temporary.size() == 4096U);
    CHECK(pool.stats().temporaries == 1U);
    CHECK(!pool.try_acquire());
    float const* const memory = b.data();
    b = {};
    CHECK(pool.stats().in_use == 1U);   // the temporary buffer does not count
    auto const next = pool.acquire();
    CHECK(next.data() == memory);
}

TEST_CASE("try_acquire on an exhausted pool returns an empty lease instead of allocating") {
    sj::buffer_pool<float> pool{4096, 2};
    auto const a = pool.acquire();
    auto const b = pool.acquire();
    CHECK(!pool.try_acquire());
    CHECK(pool.stats().temporaries == 0U);
}

TEST_CASE("acquire reuses the memory of a returned buffer") {
    sj::buffer_pool<float> pool{4096, 2};
    auto const a = pool.acquire();
    auto b = pool.acquire();
    float const* const memory = b.data();
    b = {};
    auto const d = pool.acquire();
    CHECK(d.data() == memory);
}

TEST_CASE("acquire_zeroed clears a reused buffer") {
    sj::buffer_pool<float> pool{4096, 1};
    auto used = pool.acquire();
    used[0] = 7.F;
    used = {};
    auto const zeroed = pool.acquire_zeroed();
    CHECK(std::ranges::all_of(zeroed, [](float sample) { return sample == 0.F; }));
}

TEST_CASE("acquire_for on an exhausted pool returns an empty lease after the wait") {
    sj::buffer_pool<float> pool{4096, 1};
    auto const a = pool.acquire();
    auto const begin = std::chrono::steady_clock::now();
    CHECK(!pool.acquire_for(1ms));
    CHECK(std::chrono::steady_clock::now() - begin >= 1ms);
}

TEST_CASE("a lease outlives its pool") {
    std::optional<sj::buffer_pool<float>> pool{std::in_place, 4096, 1};
    auto a = pool->acquire();
    auto temporary = pool->acquire();
    pool.reset();
    a[0] = temporary[0] = 1.F;
    CHECK(a[0] == 1.F);
    CHECK(temporary[0] == 1.F);
}

TEST_CASE("acquire with exhaustion::block waits until another thread returns a buffer") {
    sj::buffer_pool<double> small{16, 1, {.exhaustion = sj::exhaustion::block}};
    auto held = small.acquire();
    std::atomic<bool> returned = false;
    std::thread t{[&] {
        std::this_thread::sleep_for(10ms);
        returned = true;
        held = {};
    }};
    auto const waited = small.acquire();
    bool const in_order = returned;
    t.join();
    CHECK(waited.size() == 16U);
    CHECK(in_order);
}

TEST_CASE("a buffer_pool of buffers of size 0 throws argument_error") {
    CHECK_THROWS_AS(sj::buffer_pool<float>(0, 1), sj::argument_error);
}
