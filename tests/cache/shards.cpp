// SPDX-License-Identifier: MIT
#include <chrono>
#include <tuple>
#include <vector>

#include <symphonic/cache.hpp>

#include "support/cache_checks.hpp"
#include "support/catch.hpp"

namespace sj = symphonic;
using namespace std::chrono_literals;
using ints = sj::lru_cache<int, int>;

TEST_CASE("shards divide the limits among them") {
    for (auto const& [limit, shards, expected] : std::vector<std::tuple<std::size_t, unsigned, std::size_t>>{
             {100, 4, 100}, {7, 4, 7}, {3, 8, 3}, {1, 5, 1}, {0, 4, 0}, {64, 1, 64}}) {
        sj::lru_cache<int, int> c{{.max_entries = limit, .shards = shards}};
        for (int i = 0; i < 3000; ++i) CHECK(c.put(i, i) == (limit != 0));   // every shard has room for an entry
        CHECK(c.size() == expected);
        CHECK(c.items().size() == expected);
        int found = 0;
        for (int i = 0; i < 3000; ++i) found += c.get(i) != nullptr;
        CHECK(found == static_cast<int>(expected));
        CHECK(c.stats().hits == expected);
        CHECK(c.stats().misses == 3000 - expected);
    }
    CHECK_THROWS_AS((ints{{.shards = 0}}), sj::argument_error);
    ints unbounded{{.shards = 16}};
    for (int i = 0; i < 3000; ++i) unbounded.put(i, i);
    CHECK(unbounded.size() == 3000);
    ints bytes{
        {.max_bytes = 403, .shards = 4, .weigher = [](int, int value) { return static_cast<std::size_t>(value); }}};
    for (int i = 0; i < 3000; ++i) bytes.put(i, 101);   // only the first three shards have 101 bytes
    CHECK(bytes.size() == 3);
    CHECK(bytes.stats().bytes == 303);
    for (int i = 0; i < 3000; ++i) bytes.put(i, 100);
    CHECK(bytes.size() == 4);
    for (int i = 0; i < 3000; ++i) CHECK(!bytes.put(i, 102));
}

TEST_CASE("operations on all entries reach all shards") {
    sj::manual_clock clock;
    int removed = 0;
    ints c{{.max_entries = 1000, .ttl = 5s, .shards = 7, .on_removal = [&](auto&&...) { ++removed; }, .clock = clock}};
    auto const fill = [&] {
        for (int i = 0; i < 5000; ++i) c.put(i, i);
        removed = 0;
    };
    fill();
    c.resize(15);
    CHECK(c.size() == 15);
    CHECK(removed == 985);
    c.resize(1000);
    fill();
    CHECK(c.size() == 1000);
    c.resize_bytes(7 * 5 * sizeof(int));
    CHECK(c.size() == 35);
    CHECK(removed == 965);
    CHECK(c.stats().bytes == 35 * sizeof(int));
    c.resize_bytes(sj::unlimited);
    fill();
    clock.advance(5s);
    CHECK(c.items().empty());
    CHECK(c.remove_expired() == 1000);
    CHECK(c.size() == 0);
    CHECK(removed == 1000);
    fill();
    c.clear();
    CHECK(c.size() == 0);
    CHECK(removed == 1000);
    fill();
    int erased = 0;
    for (int i = 0; i < 5000; ++i) erased += c.erase(i);
    CHECK(erased == 1000);
    CHECK(c.size() == 0);
}
