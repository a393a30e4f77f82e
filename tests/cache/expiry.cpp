// SPDX-License-Identifier: MIT
#include <chrono>
#include <utility>
#include <vector>

#include <symphonic/cache.hpp>

#include "support/cache_checks.hpp"
#include "support/catch.hpp"

namespace sj = symphonic;
using namespace std::chrono_literals;
using sj::removal;
using testing::counters;
using testing::counters_of;
using testing::keys_of;
using testing::removal_log;
using ints = sj::lru_cache<int, int>;
using removals = removal_log::calls;

TEST_CASE("an entry expires when its age reaches its time to live") {
    sj::manual_clock clock;
    removal_log log;
    ints c{{.ttl = 10s, .on_removal = log.listener(), .clock = clock}};
    clock.advance(5s);
    c.put(1, 1);
    clock.advance(10s - 1ns);
    CHECK(c.get(1));
    CHECK(c.contains(1));   // a hit does not prolong it
    clock.advance(1ns);
    CHECK(!c.contains(1));
    CHECK(c.size() == 1);
    CHECK(log.all.empty());   // no lookup has found it
    CHECK(c.get(1) == nullptr);
    CHECK(c.size() == 0);
    CHECK(log.all == removals{{1, 1, removal::expired}});
    CHECK(counters_of(c.stats()) == counters{1, 1, 0, 0, 0, 0, 1, 0, 0, 0});
    CHECK(c.get(1) == nullptr);
    CHECK(counters_of(c.stats()) == counters{1, 2, 0, 0, 0, 0, 1, 0, 0, 0});   // counted once
}

TEST_CASE("an entry may have its own time to live") {
    sj::manual_clock clock;
    for (bool const default_too : {false, true}) {
        ints c{{.ttl = default_too ? sj::time_to_live{10s} : sj::time_to_live{}, .clock = clock}};
        c.put(1, 1);
        c.put(2, 2, 5s);
        c.put(3, 3, 20s);
        c.put(4, 4, sj::time_to_live{});
        c.put(5, std::make_shared<const int>(5), 5s);
        c.get_or_compute(6, [] { return 6; }, 5s);
        c.get_or_compute(7, [] { return 7; });
        c.get_or_compute(4, [] { return 0; }, 1s);   // a hit: the time to live is not used
        clock.advance(5s);
        CHECK(keys_of(c) == std::vector{4, 7, 3, 1});
        clock.advance(5s);
        CHECK(keys_of(c) == (default_too ? std::vector{4, 3} : std::vector{4, 7, 3, 1}));
        clock.advance(10s);
        CHECK(keys_of(c) == (default_too ? std::vector{4} : std::vector{4, 7, 1}));
        CHECK(c.size() == 7);
        CHECK(c.get(4));
        CHECK(*c.get_or_compute(3, [] { return 30; }) == 30);
        c.put(4, 4, 1s);   // a new entry with a new age
        clock.advance(1s);
        CHECK(!c.get(4));
    }
}

TEST_CASE("a time to live of 0 or less is refused and changes nothing") {
    ints c;
    c.put(1, 1);
    CHECK_THROWS_AS(c.put(1, 2, 0s), sj::argument_error);
    CHECK_THROWS_AS(c.get_or_compute(2, [] { return 2; }, -1s), sj::argument_error);
    CHECK_THROWS_AS((ints{{.ttl = 0s}}), sj::argument_error);
    CHECK(*c.get(1) == 1);
    CHECK(c.size() == 1);
    CHECK(c.stats().misses == 0);
}

TEST_CASE("the age of an entry counts from the end of its load") {
    sj::manual_clock clock;
    ints c{{.ttl = 10s, .clock = clock}};
    c.get_or_compute(1, [&] { return clock.advance(60s), 1; });
    clock.advance(9s);
    CHECK(c.get(1));
    clock.advance(1s);
    CHECK(!c.get(1));
}

TEST_CASE("durations beyond 2^63 ns never end") {
    sj::manual_clock clock;
    ints c{{.ttl = std::chrono::hours::max(), .clock = clock}};
    c.put(1, 1);
    c.put(2, 2, std::chrono::duration<double>{9e9});
    clock.advance(std::chrono::duration<double>{8e9});
    c.put(3, 3, std::chrono::duration<double>{9e9});
    CHECK(c.contains(1));
    CHECK(c.contains(2));
    clock.advance(std::chrono::duration<double>{1.2e9});
    CHECK(c.contains(1));
    CHECK(!c.contains(2));
    CHECK(c.contains(3));
}

TEST_CASE("an entry without a time to live does not expire at the last moment of a clock") {
    sj::manual_clock clock;
    ints c{{.clock = clock}};
    c.put(1, 1, 1ns);   // from now on the cache reads its clock
    c.put(2, 2);
    clock.advance(std::chrono::nanoseconds::max() - 1ns);
    CHECK(!c.get(1));
    CHECK(c.get(2));
    clock.advance(1ns);
    CHECK(c.get(2));
    CHECK(c.remove_expired() == 0);
}

TEST_CASE("an expired entry counts as an entry until it is looked up, evicted or removed") {
    sj::manual_clock clock;
    removal_log log;
    ints c{{.max_entries = 3, .ttl = 10s, .on_removal = log.listener(), .clock = clock}};
    for (int i = 1; i <= 3; ++i) c.put(i, i);
    clock.advance(10s);
    CHECK(c.size() == 3);
    CHECK(c.stats().bytes == 3 * sizeof(int));
    c.put(4, 4);
    CHECK(std::exchange(log.all, {}) == removals{{1, 1, removal::evicted}});
    c.put(2, 20);
    CHECK(std::exchange(log.all, {}) == removals{{2, 2, removal::replaced}});
    CHECK(c.stats().expirations == 0);
    CHECK(*c.get_or_compute(3, [] { return 30; }) == 30);
    CHECK(c.stats().expirations == 1);
    CHECK(std::exchange(log.all, {}) == removals{{3, 3, removal::expired}});
    clock.advance(9s);
    c.put(4, 40);
    CHECK(std::exchange(log.all, {}) == removals{{4, 4, removal::replaced}});
    clock.advance(1s);
    CHECK(c.remove_expired() == 2);
    CHECK(c.remove_expired() == 0);
    CHECK(keys_of(c) == std::vector{4});
    CHECK(log.all.size() == 2);
    CHECK(c.stats().expirations == 3);
    CHECK(c.size() == 1);
}

TEST_CASE("remove_expired removes nothing if no entry has a time to live") {
    ints c;
    CHECK(c.remove_expired() == 0);
    c.put(1, 1);
    CHECK(c.remove_expired() == 0);
    CHECK(c.size() == 1);
}
