// SPDX-License-Identifier: MIT
#include <chrono>
#include <cmath>
#include <vector>

#include <symphonic/cache.hpp>

#include "support/cache_checks.hpp"
#include "support/catch.hpp"

namespace sj = symphonic;
using namespace std::chrono_literals;
using testing::counters;
using testing::counters_of;
using ints = sj::lru_cache<int, int>;

TEST_CASE("each event adds 1 to its counters") {
    sj::manual_clock clock;
    ints c{{.max_entries = 2,
            .max_bytes = 100,
            .weigher = [](int, int value) { return static_cast<std::size_t>(value); },
            .clock = clock}};
    counters expected{};
    auto const counts = [&](std::vector<std::size_t> which, std::uint64_t entries, std::uint64_t bytes) {
        for (auto const w : which) ++expected[w];
        expected[8] = entries;
        expected[9] = bytes;
        CHECK(counters_of(c.stats()) == expected);
    };
    enum : std::size_t { hit, miss, load, load_failure, join, eviction, expiration, refused };
    CHECK(std::isnan(c.stats().hit_ratio()));
    c.get(1);
    counts({miss}, 0, 0);
    CHECK(c.stats().hit_ratio() == 0);
    c.put(1, 10, 10s);
    counts({}, 1, 10);
    c.get(1);
    counts({hit}, 1, 10);
    CHECK(c.stats().hit_ratio() == 0.5);
    c.put(1, 11, 10s);
    counts({}, 1, 11);
    c.get_or_compute(1, [] { return 0; });
    counts({hit}, 1, 11);
    clock.advance(10s);
    c.get(1);
    counts({miss, expiration}, 0, 0);
    c.get_or_compute(2, [] { return 20; }, 10s);
    counts({miss, load}, 1, 20);
    CHECK_THROWS_AS(c.get_or_compute(3, []() -> int { throw 5; }), int);
    counts({miss, load, load_failure}, 1, 20);
    clock.advance(10s);
    c.get_or_compute(2, [] { return 21; });
    counts({miss, load, expiration}, 1, 21);
    c.put(4, 40);
    counts({}, 2, 61);
    c.put(5, 50);   // exceeds max_entries
    counts({eviction}, 2, 90);
    c.put(4, 60);   // exceeds max_bytes
    counts({eviction}, 1, 60);
    c.get_or_compute(6, [] { return 100; });
    counts({miss, load, eviction}, 1, 100);
    c.put(7, 101);
    counts({refused}, 1, 100);
    c.put(6, 101);
    counts({refused}, 0, 0);
    c.get_or_compute(6, [] { return 101; });
    counts({miss, load, refused}, 0, 0);
    c.erase(6);
    counts({}, 0, 0);
    c.put(1, 1);
    c.erase(1);
    c.put(1, 1);
    c.clear();
    counts({}, 0, 0);
    c.put(1, 1, 1s);
    c.put(2, 2);
    clock.advance(1s);
    CHECK(!c.contains(1));
    counts({}, 2, 3);
    c.remove_expired();
    counts({expiration}, 1, 2);
    c.resize(0);
    counts({eviction}, 0, 0);
    CHECK_THROWS_AS(c.get_or_compute(8, [&] { return *c.get_or_compute(8, [] { return 1; }); }), sj::recursive_load);
    counts({miss, load, miss, load_failure, join}, 0, 0);
}
