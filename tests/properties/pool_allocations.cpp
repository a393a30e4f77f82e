// SPDX-License-Identifier: MIT
// After construction a buffer_pool does not allocate: not to acquire, wait or release, in any thread. This program replaces
// operator new by one that counts.
#include <array>
#include <chrono>
#include <cstdio>
#include <optional>
#include <source_location>
#include <thread>
#include <vector>

#include <symphonic/memory/pool_resource.hpp>
#include <symphonic/profile/count_allocations.hpp>
#include <symphonic/profile/memory_usage.hpp>

#include "support/program_checks.hpp"

namespace sj = symphonic;
using namespace std::chrono_literals;

namespace {

using testing::check;

void expect_allocations(std::size_t expected, auto f, std::source_location at = std::source_location::current()) {
    auto const count = sj::measure_memory(f).allocations;
    if (count != expected) std::printf("%zu allocations, expected %zu\n", count, expected);
    check(count == expected, at);
}

void use_all_functions(sj::buffer_pool<float>& pool) {
    for (int i = 0; i < 100; ++i) {
        auto a = pool.acquire(), b = pool.try_acquire(), c = pool.acquire_for(1s), d = pool.acquire_zeroed();
        check(a && b && c && d);
        b = std::move(a);
        c = {};
    }
}

}   // namespace

int main() {
    expect_allocations(1, [] { sj::buffer_pool<float> const one_block{100, 10}; });
    for (std::size_t const count : {4U, 62U, 1000U}) {
        sj::buffer_pool<float> pool{100, count};
        expect_allocations(0, [&] { use_all_functions(pool); });
        std::thread{[&] {   // first use in a thread
            expect_allocations(0, [&] { use_all_functions(pool); });
        }}
            .join();
        check(pool.stats().temporaries == 0);
    }
    {   // an exhausted pool
        sj::buffer_pool<float> pool{100, 1};
        auto held = pool.acquire();
        expect_allocations(0, [&] { check(!pool.try_acquire() && !pool.acquire_for(1ms)); });
        check(pool.stats().waits == 1);
        expect_allocations(1, [&] { static_cast<void>(pool.acquire()); });   // temporary
        expect_allocations(0, [&] { held = {}; });
    }
    {   // a buffer that another thread releases
        sj::buffer_pool<float> pool{100, 1, {.exhaustion = sj::exhaustion::block}};
        auto held = pool.acquire();
        std::thread other{[&] {
            while (pool.stats().waits == 0) std::this_thread::yield();
            held = {};
        }};
        expect_allocations(0, [&] { check(static_cast<bool>(pool.acquire())); });
        other.join();
    }
    {   // leases that outlive the pool
        std::optional<sj::buffer_pool<float>> pool{std::in_place, 100U, 4U};
        std::array<sj::lease<float>, 3> leases{pool->acquire(), pool->acquire(), pool->acquire()};
        expect_allocations(0, [&] {
            pool.reset();
            for (auto& l : leases) l = {};
        });
    }
    {   // containers on a pool
        sj::buffer_pool<float> pool{100, 4};
        sj::pool_resource resource{pool, std::pmr::null_memory_resource()};
        expect_allocations(0, [&] { std::pmr::vector<float> const values(100, &resource); });
    }
    return testing::exit_status();
}
