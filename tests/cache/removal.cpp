// SPDX-License-Identifier: MIT
#include <chrono>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <symphonic/cache.hpp>

#include "support/cache_checks.hpp"
#include "support/catch.hpp"

namespace sj = symphonic;
using namespace std::chrono_literals;
using sj::removal;
using testing::removal_log;
using ints = sj::lru_cache<int, int>;
using removals = removal_log::calls;

TEST_CASE("a listener is called for each removed entry with the cause") {
    removal_log log;
    sj::manual_clock clock;
    {
        ints c{{.max_entries = 2, .on_removal = log.listener(), .clock = clock}};
        auto const last = [&] { return std::exchange(log.all, {}); };
        c.put(1, 10);
        CHECK(last().empty());
        c.put(1, 11);
        CHECK(last() == removals{{1, 10, removal::replaced}});
        c.put(2, 20);
        c.put(3, 30, 1s);
        CHECK(last() == removals{{1, 11, removal::evicted}});
        c.get_or_compute(4, [] { return 40; });
        CHECK(last() == removals{{2, 20, removal::evicted}});
        clock.advance(1s);
        c.get(3);
        CHECK(last() == removals{{3, 30, removal::expired}});
        c.erase(4);
        CHECK(last() == removals{{4, 40, removal::erased}});
        c.put(5, 50);
        c.clear();
        CHECK(last() == removals{{5, 50, removal::cleared}});
        c.put(6, 60);
    }
    CHECK(log.all.empty());   // not when the cache is destroyed
}

TEST_CASE("a listener is called for the replaced entry before the evicted ones") {
    removal_log log;
    ints c{{.max_bytes = 10,
            .weigher = [](int, int value) { return static_cast<std::size_t>(value); },
            .on_removal = log.listener()}};
    c.put(1, 4);
    c.put(2, 4);
    c.put(2, 7);
    CHECK(log.all == removals{{2, 4, removal::replaced}, {1, 4, removal::evicted}});
}

TEST_CASE("a listener is called in the order of the removals") {
    removal_log log;
    ints c{{.on_removal = log.listener()}};
    for (int i = 1; i <= 6; ++i) c.put(i, i);
    c.resize(2);
    CHECK(std::exchange(log.all, {}) ==
          removals{
              {1, 1, removal::evicted}, {2, 2, removal::evicted}, {3, 3, removal::evicted}, {4, 4, removal::evicted}});
    c.clear();
    CHECK(log.all == removals{{6, 6, removal::cleared}, {5, 5, removal::cleared}});
}

TEST_CASE("a listener is called after the entry was removed") {
    ints* cache = nullptr;
    std::vector<std::size_t> sizes;
    ints c{{.max_entries = 1, .on_removal = [&](int key, const ints::pointer&, removal) {
                if (cache->contains(key)) sizes.push_back(1000);
                sizes.push_back(cache->size());
            }}};
    cache = &c;
    c.put(1, 1);
    c.put(2, 2);
    c.erase(2);
    CHECK(sizes == std::vector<std::size_t>{1, 0});
}

TEST_CASE("the results of listeners are ignored and those of weighers converted") {
    int calls = 0;
    ints c{
        {.max_entries = 1, .weigher = [](int, int) { return 'a'; }, .on_removal = [&](auto&&...) { return ++calls; }}};
    c.put(1, 1);
    c.put(2, 2);
    CHECK(calls == 1);
    CHECK(c.stats().bytes == 'a');
}

TEST_CASE("listeners, weighers, loaders and destructors of values may use the cache") {
    struct cache_user {
        sj::lru_cache<int, cache_user>* cache;
        int* lookups;
        cache_user(sj::lru_cache<int, cache_user>* c, int* l) : cache(c), lookups(l) {}
        cache_user(cache_user&& other) noexcept : cache(std::exchange(other.cache, nullptr)), lookups(other.lookups) {}
        cache_user& operator=(cache_user&&) = delete;
        ~cache_user() {
            if (cache == nullptr) return;
            ++*lookups;
            cache->get(1);
            cache->erase(-1);
            static_cast<void>(cache->items());
        }
    };
    using cache = sj::lru_cache<int, cache_user>;
    sj::manual_clock clock;
    cache* self = nullptr;
    int made = 0, lookups = 0, weighed = 0, notified = 0;
    cache c{{.max_entries = 2,
             .weigher =
                 [&](int, const cache_user&) {
                     ++weighed;
                     self->get(1);
                     return self->size();
                 },
             .on_removal =
                 [&](int key, const cache::pointer&, removal) {
                     ++notified;
                     if (key < 100) self->put(key + 100, cache_user{nullptr, &lookups});
                     self->erase(key + 100);
                 },
             .clock = clock}};
    self = &c;
    auto const value = [&] { return ++made, cache_user{&c, &lookups}; };
    for (int i = 1; i <= 3; ++i) c.put(i, value());
    CHECK(lookups > 0);
    CHECK(notified > 0);
    c.put(3, value());
    c.erase(3);
    c.get_or_compute(4, [&] {
        c.get(2);
        c.put(5, value());
        c.get_or_compute(6, value);
        c.resize(3);
        return value();
    });
    c.put(7, value(), 1s);
    clock.advance(1s);
    c.get(7);
    c.put(8, value(), 1s);
    clock.advance(1s);
    c.remove_expired();
    c.resize(1);
    c.resize(3);
    for (int i = 10; i < 12; ++i) c.put(i, value());
    c.resize_bytes(0);
    c.resize_bytes(sj::unlimited);
    for (int i = 10; i < 13; ++i) c.put(i, value());
    while (c.size() != 0) c.clear();   // the listener puts entries
    CHECK(lookups == made);
    CHECK(weighed > made);
    CHECK(notified > made);   // the destructor of every value has used the cache
}

namespace {

/// Calls use_cache when it is copied, hashed or destroyed.
struct cache_using_key {
    static inline std::function<void()> use_cache = [] {};
    int id;
    explicit cache_using_key(int i) : id(i) {}
    cache_using_key(const cache_using_key& other) : id(other.id) { use_cache(); }
    cache_using_key(cache_using_key&& other) noexcept : id(std::exchange(other.id, -1)) {}
    cache_using_key& operator=(const cache_using_key&) = delete;
    ~cache_using_key() {
        if (id >= 0) use_cache();
    }
    bool operator==(const cache_using_key& other) const { return id == other.id; }
};
struct cache_using_key_hash {
    std::size_t operator()(const cache_using_key& k) const {
        return cache_using_key::use_cache(), static_cast<std::size_t>(k.id);
    }
};

}   // namespace

TEST_CASE("the copy, the hash and the destructor of a key may use the cache") {
    sj::lru_cache<cache_using_key, int, sj::lru, cache_using_key_hash> c{{.max_entries = 2}};
    std::size_t calls = 0, sizes = 0;
    cache_using_key::use_cache = [&] {
        ++calls;
        sizes += c.size();
    };
    cache_using_key const one{1};
    for (int i = 0; i < 4; ++i) c.put(cache_using_key{i}, i);
    c.put(one, 10);
    c.get_or_compute(cache_using_key{5}, [] { return 5; });
    c.get_or_compute(one, [] { return 1; });
    CHECK_THROWS_AS(c.get_or_compute(cache_using_key{6}, []() -> int { throw 6; }), int);
    CHECK(c.erase(one));
    CHECK(!c.erase(one));
    CHECK(c.get(cache_using_key{5}));
    CHECK(!c.get(one));
    c.resize(1);
    c.clear();
    cache_using_key::use_cache = [] {};
    CHECK(calls > 20);
    CHECK(sizes > 20);
}
