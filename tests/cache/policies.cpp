// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>
#include <vector>

#include <symphonic/cache.hpp>

#include "support/catch.hpp"

namespace sj = symphonic;

namespace {

std::string keys(const auto& cache) {
    std::string all;
    for (auto const& item : cache.items()) all += item.key;
    return all;
}
void put(auto& cache, std::string_view all) {
    for (char const key : all) cache.put(key, key);
}
void get(auto& cache, std::string_view all) {
    for (char const key : all) cache.get(key);
}

/// Of a user's: first in, first out.
class fifo {
public:
    void reserve(std::uint32_t most) { slots_.reserve(most); }
    void insert(std::uint32_t slot) noexcept { slots_.push_back(slot); }
    void touch(std::uint32_t) noexcept {}
    void erase(std::uint32_t slot) noexcept { slots_.erase(at(slot)); }
    std::uint32_t victim() noexcept { return slots_.front(); }
    std::uint32_t first() const noexcept { return slots_.empty() ? 0 : slots_.back(); }
    std::uint32_t next(std::uint32_t slot) const noexcept {
        auto const place = at(slot);
        return place == slots_.begin() ? 0 : place[-1];
    }

private:
    std::vector<std::uint32_t>::const_iterator at(std::uint32_t slot) const {
        return std::find(slots_.begin(), slots_.end(), slot);
    }
    std::vector<std::uint32_t> slots_{};
};

using lru = sj::lru_cache<char, int>;
using sieve = sj::lru_cache<char, int, sj::sieve>;

}   // namespace

TEST_CASE("lru: what was not used for the longest time goes first") {
    lru c{{.max_entries = 3}};
    put(c, "abc");
    get(c, "ac");
    put(c, "d");
    CHECK(keys(c) == "dca");
    put(c, "a");
    put(c, "e");
    CHECK(keys(c) == "ead");
}

TEST_CASE("sieve: the hand takes marks away, and stops where there is none") {
    sieve c{{.max_entries = 3}};
    put(c, "abc");
    get(c, "a");
    CHECK(keys(c) == "cba");   // a hit moves nothing
    put(c, "d");               // the hand spares a, and takes b
    CHECK(keys(c) == "dca");
    put(c, "e");   // it stands at c
    CHECK(keys(c) == "eda");
    put(c, "f");   // then at d; a waits until it comes round
    CHECK(keys(c) == "fea");
    get(c, "ef");
    put(c, "g");   // past e and f, and round to a, whose mark is gone
    CHECK(keys(c) == "gfe");
    put(c, "h");
    CHECK(keys(c) == "hgf");
}

TEST_CASE("sieve: where all are marked the oldest goes") {
    sieve c{{.max_entries = 3}};
    put(c, "abc");
    get(c, "abc");
    put(c, "d");
    CHECK(keys(c) == "dcb");
    put(c, "e");   // the marks are gone: b
    CHECK(keys(c) == "edc");
}

TEST_CASE("sieve: what leaves under the hand hands it on to the next newer one") {
    sieve c{{.max_entries = 4}};
    put(c, "abcd");
    get(c, "a");
    put(c, "e");   // takes b, stands at c
    CHECK(keys(c) == "edca");
    c.erase('c');   // stands at d
    put(c, "f");
    CHECK(keys(c) == "feda");
    put(c, "g");
    CHECK(keys(c) == "gfea");
    c.erase('a');   // not under the hand, which stands at e
    put(c, "h");
    CHECK(keys(c) == "hgfe");
    put(c, "i");
    CHECK(keys(c) == "ihgf");
    c.clear();
    put(c, "klmnop");
    CHECK(keys(c) == "ponm");
}

TEST_CASE("sieve: a place that is used again is not marked") {
    sieve c{{.max_entries = 2}};
    put(c, "a");
    get(c, "a");
    c.erase('a');
    put(c, "bcd");
    CHECK(keys(c) == "dc");
    put(c, "c");   // replaced: as new
    CHECK(keys(c) == "cd");
}

TEST_CASE("sieve keeps what is asked for again where others pass by once, lru does not") {
    auto const hits = [](auto c) {
        int found = 0;
        for (int round = 0; round < 50; ++round) {
            for (int hot = 0; hot < 5; ++hot) {
                found += c.get(hot) ? 1 : (c.put(hot, hot), 0);
                c.get(hot);
            }
            for (int i = 0; i < 20; ++i) c.put(1000 + 20 * round + i, i);
        }
        return found;
    };
    CHECK(hits(sj::lru_cache<int, int>{{.max_entries = 10}}) == 0);
    CHECK(hits(sj::lru_cache<int, int, sj::sieve>{{.max_entries = 10}}) > 100);
}

TEST_CASE("sieve within bytes, and by several shards") {
    sj::lru_cache<int, int, sj::sieve> c{
        {.max_entries = 40, .max_bytes = 1000, .shards = 4, .weigher = [](int key, int) {
             return static_cast<std::size_t>(key % 50);
         }}};
    for (int i = 0; i < 5000; ++i) {
        c.put(i, i);
        c.get(i - i % 7);
        auto const stats = c.stats();
        REQUIRE((stats.entries <= 40 && stats.bytes <= 1000));
    }
    std::size_t bytes = 0;
    for (auto const& item : c.items()) bytes += static_cast<std::size_t>(item.key % 50);
    CHECK(bytes == c.stats().bytes);
}

TEST_CASE("a policy of one's own") {
    sj::lru_cache<char, int, fifo> c{{.max_entries = 3}};
    put(c, "abc");
    get(c, "aaa");
    put(c, "d");
    CHECK(keys(c) == "dcb");
    c.erase('c');
    put(c, "ef");
    CHECK(keys(c) == "fed");
    for (int i = 0; i < 100; ++i) c.put(static_cast<char>(i), i);
    CHECK((c.size() == 3 && *c.get('\x63') == 99 && c.get('\x61') && !c.get('\x60')));
    c.resize(sj::unlimited);
    for (int i = 0; i < 100; ++i) c.put(static_cast<char>(i), i);
    CHECK((c.size() == 100 && c.items().size() == 100));
}
