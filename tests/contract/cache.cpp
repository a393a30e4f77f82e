// SPDX-License-Identifier: MIT
// The names, options and meanings that users compile against: the LRU cache with a time to live and a byte budget, single
// flight, content hashes and memoize.
#include <atomic>
#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <symphonic/cache.hpp>

#include "support/catch.hpp"

namespace sj = symphonic;
using namespace std::chrono_literals;

namespace {

using string_cache = sj::lru_cache<std::string, int>;
using int_cache = sj::lru_cache<int, int>;
using signal_cache = sj::lru_cache<int, std::vector<float>>;

}   // namespace

TEST_CASE("get returns a pointer to the stored value") {
    string_cache c{{.max_entries = 2}};
    c.put("a", 1);
    REQUIRE(c.get("a"));
    CHECK(*c.get("a") == 1);
}

TEST_CASE("a full cache evicts the least recently used entry") {
    string_cache c{{.max_entries = 2}};
    c.put("a", 1);
    c.put("b", 2);
    CHECK(c.get("a"));   // now b is the least recently used
    c.put("c", 3);
    CHECK(!c.get("b"));
    CHECK(c.get("a"));
    CHECK(c.get("c"));
    CHECK(c.size() == 2U);
}

TEST_CASE("stats counts hits and misses and evictions") {
    string_cache c{{.max_entries = 2}};
    c.put("a", 1);
    c.put("b", 2);
    for (auto const* key : {"a", "a"}) CHECK(c.get(key));
    c.put("c", 3);
    CHECK(!c.get("b"));
    for (auto const* key : {"a", "c"}) CHECK(c.get(key));
    CHECK(c.stats().evictions == 1U);
    CHECK(c.stats().misses == 1U);
    CHECK(c.stats().hits == 4U);
}

TEST_CASE("erase removes an entry") {
    string_cache c{{.max_entries = 2}};
    c.put("a", 1);
    c.erase("a");
    CHECK(!c.get("a"));
}

TEST_CASE("an entry expires after its time to live and a hit does not prolong it") {
    sj::manual_clock clock;
    int_cache t{{.max_entries = 8, .ttl = 10s, .clock = clock}};
    t.put(1, 1);
    clock.advance(9s);
    CHECK(t.get(1));
    clock.advance(2s);
    CHECK(!t.get(1));
    CHECK(t.stats().expirations == 1U);
}

TEST_CASE("a cache with a byte budget evicts old entries until the new one fits") {
    signal_cache w{{.max_bytes = 4096}};
    w.put(1, std::vector<float>(500));
    w.put(2, std::vector<float>(500));
    w.put(3, std::vector<float>(100));
    CHECK(!w.get(1));
    CHECK(w.get(2));
    CHECK(w.get(3));
}

TEST_CASE("a value stays valid for its reader after clear") {
    signal_cache w{{.max_bytes = 4096}};
    w.put(2, std::vector<float>(500));
    auto const kept = w.get(2);
    w.clear();
    CHECK(!w.get(2));
    REQUIRE(kept);
    CHECK(kept->size() == 500U);
}

TEST_CASE("get_or_compute loads each key once for all threads") {
    int_cache f{{.max_entries = 100}};
    std::atomic<int> loads = 0, wrong = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] {
            for (int k = 0; k < 50; ++k) {
                auto const value = f.get_or_compute(k, [&] {
                    ++loads;
                    std::this_thread::sleep_for(1ms);
                    return k * k;
                });
                if (*value != k * k) ++wrong;
            }
        });
    for (auto& t : threads) t.join();
    CHECK(wrong == 0);
    CHECK(loads == 50);
    CHECK(f.stats().loads == 50U);
}

TEST_CASE("get_or_compute passes on an exception of the loader and does not cache it") {
    int_cache f{{.max_entries = 100}};
    CHECK_THROWS_AS(f.get_or_compute(1000, [&]() -> int { throw std::runtime_error{"no"}; }), std::runtime_error);
    CHECK(*f.get_or_compute(1000, [] { return 5; }) == 5);
}

TEST_CASE("content_hash depends on the samples and on the parameters") {
    std::vector<float> const x{1, 2, 3}, y{1, 2, 4};
    CHECK(sj::content_hash(x) == sj::content_hash(std::vector<float>{1, 2, 3}));
    CHECK(sj::content_hash(x) != sj::content_hash(y));
    CHECK(sj::content_hash(x, 512) != sj::content_hash(x, 1024));
    CHECK(sj::content_hash(x, 10ms) != sj::content_hash(x, 10s));
}

TEST_CASE("memoize calls the function once for equal arguments") {
    int calls = 0;
    auto square = sj::memoize(
        [&](int n) {
            ++calls;
            return n * n;
        },
        {.max_entries = 4});
    CHECK(square(3) == 9);
    CHECK(square(3) == 9);
    CHECK(calls == 1);
}
