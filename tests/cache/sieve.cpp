// SPDX-License-Identifier: MIT
#include <string>
#include <string_view>

#include <symphonic/cache/lru_cache.hpp>
#include <symphonic/cache/sieve.hpp>

#include "support/cache_checks.hpp"
#include "support/catch.hpp"

namespace sj = symphonic;

namespace {

using testing::get, testing::order, testing::put;

using sieve = sj::lru_cache<char, int, sj::sieve>;

}   // namespace

TEST_CASE("sieve evicts the first entry without a mark and clears marks on the way") {
    sieve c{{.max_entries = 3}};
    put(c, "abc");
    get(c, "a");
    CHECK(order(c) == "cba");   // a hit does not change the order
    put(c, "d");                // the hand clears the mark of a and evicts b
    CHECK(order(c) == "dca");
    put(c, "e");   // the hand evicts c
    CHECK(order(c) == "eda");
    put(c, "f");   // the hand evicts d; it is past a
    CHECK(order(c) == "fea");
    get(c, "ef");
    put(c, "g");   // the hand clears the marks of e and f, starts again at a and evicts it
    CHECK(order(c) == "gfe");
    put(c, "h");
    CHECK(order(c) == "hgf");
}

TEST_CASE("sieve evicts the oldest entry if all have marks") {
    sieve c{{.max_entries = 3}};
    put(c, "abc");
    get(c, "abc");
    put(c, "d");
    CHECK(order(c) == "dcb");
    put(c, "e");   // the marks are cleared: evicts b
    CHECK(order(c) == "edc");
}

TEST_CASE("sieve moves the hand to the next newer entry if its entry is erased") {
    sieve c{{.max_entries = 4}};
    put(c, "abcd");
    get(c, "a");
    put(c, "e");   // evicts b, the hand is at c
    CHECK(order(c) == "edca");
    c.erase('c');   // the hand is at d
    put(c, "f");
    CHECK(order(c) == "feda");
    put(c, "g");
    CHECK(order(c) == "gfea");
    c.erase('a');   // the hand is at e
    put(c, "h");
    CHECK(order(c) == "hgfe");
    put(c, "i");
    CHECK(order(c) == "ihgf");
    c.clear();
    put(c, "klmnop");
    CHECK(order(c) == "ponm");
}

TEST_CASE("a new entry has no mark, also in a slot that is used again") {
    sieve c{{.max_entries = 2}};
    put(c, "a");
    get(c, "a");
    c.erase('a');
    put(c, "bcd");
    CHECK(order(c) == "dc");
    put(c, "c");   // a replaced entry is new
    CHECK(order(c) == "cd");
}

TEST_CASE("sieve keeps keys that are asked for again among keys that are put once, lru does not") {
    auto const hits_of = [](auto c) {
        int hits = 0;
        for (int round = 0; round < 50; ++round) {
            for (int hot = 0; hot < 5; ++hot) {
                hits += c.get(hot) ? 1 : (c.put(hot, hot), 0);
                c.get(hot);
            }
            for (int i = 0; i < 20; ++i) c.put(1000 + 20 * round + i, i);
        }
        return hits;
    };
    CHECK(hits_of(sj::lru_cache<int, int>{{.max_entries = 10}}) == 0);
    CHECK(hits_of(sj::lru_cache<int, int, sj::sieve>{{.max_entries = 10}}) > 100);
}

TEST_CASE("sieve keeps max_entries and max_bytes in several shards") {
    sj::lru_cache<int, int, sj::sieve> c{
        {.max_entries = 40, .max_bytes = 1000, .shards = 4, .weigher = [](int key, int) {
             return static_cast<std::size_t>(key % 50);
         }}};
    for (int i = 0; i < 5000; ++i) {
        c.put(i, i);
        c.get(i - i % 7);
        auto const stats = c.stats();
        REQUIRE(stats.entries <= 40);
        REQUIRE(stats.bytes <= 1000);
    }
    std::size_t bytes = 0;
    for (auto const& item : c.items()) bytes += static_cast<std::size_t>(item.key % 50);
    CHECK(bytes == c.stats().bytes);
}
