// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <functional>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include <symphonic/cache.hpp>

#include "support/catch.hpp"

namespace sj = symphonic;
using namespace std::chrono_literals;
using sj::removal;
using strings = sj::lru_cache<std::string, int>;
using ints = sj::lru_cache<int, int>;

namespace {

template <class Cache> auto keys(const Cache& cache) {
    std::vector<typename Cache::key_type> all;
    for (auto const& item : cache.items()) all.push_back(item.key);
    return all;
}

/// hits, misses, loads, load_failures, joins, evictions, expirations, refused, entries, bytes.
using numbers = std::array<std::uint64_t, 10>;
numbers counted(const auto& cache) {
    sj::cache_stats const s = cache.stats();
    return {s.hits,      s.misses,      s.loads,   s.load_failures, s.joins,
            s.evictions, s.expirations, s.refused, s.entries,       s.bytes};
}

/// What a listener was told.
template <class Key, class Value> struct removals {
    std::vector<std::tuple<Key, Value, removal>> all{};
    auto listener() {
        return [this](const Key& key, const std::shared_ptr<const Value>& value, removal cause) {
            all.emplace_back(key, *value, cause);
        };
    }
};
using told = std::vector<std::tuple<int, int, removal>>;

struct constant_hash {
    std::size_t operator()(int) const { return 42; }
};

}   // namespace

TEST_CASE("what was put is got, until something pushes it out") {
    strings c{{.max_entries = 2}};
    CHECK((c.get("a") == nullptr && c.size() == 0));
    CHECK((c.put("a", 1) && c.put("b", 2)));
    CHECK((*c.get("a") == 1 && *c.get("b") == 2 && *c.get("a") == 1));
    CHECK(c.put("c", 3));   // b waits longest
    CHECK((c.get("b") == nullptr && *c.get("a") == 1 && *c.get("c") == 3 && c.size() == 2));
}

TEST_CASE("get, get_or_compute and put make an entry the hottest, contains does not") {
    ints c{{.max_entries = 4}};
    for (int i = 1; i <= 4; ++i) c.put(i, i);
    CHECK(keys(c) == std::vector{4, 3, 2, 1});
    c.get(2);
    CHECK(keys(c) == std::vector{2, 4, 3, 1});
    c.get(2);
    c.get_or_compute(1, [] { return 0; });
    CHECK(keys(c) == std::vector{1, 2, 4, 3});
    c.put(4, 40);
    CHECK((keys(c) == std::vector{4, 1, 2, 3} && c.size() == 4));
    CHECK((c.contains(3) && keys(c) == std::vector{4, 1, 2, 3}));
    c.get(99);
    c.get_or_compute(5, [] { return 5; });
    CHECK(keys(c) == std::vector{5, 4, 1, 2});
}

TEST_CASE("contains and items count nothing, and move nothing") {
    sj::manual_clock clock;
    ints c{{.ttl = 10s, .clock = clock}};
    c.put(1, 1);
    c.put(2, 2);
    auto const before = counted(c);
    CHECK((c.contains(1) && !c.contains(3) && c.items().size() == 2));
    CHECK(*c.items()[1].value == 1);
    clock.advance(10s);
    CHECK((!c.contains(1) && c.items().empty() && counted(c) == before));
}

TEST_CASE("max_entries absent, 0, 1, 2") {
    for (std::size_t const most : {sj::unlimited, std::size_t{0}, std::size_t{1}, std::size_t{2}}) {
        ints c = most == sj::unlimited ? ints{} : ints{{.max_entries = most}};
        for (int i = 0; i < 3000; ++i) CHECK((c.put(i, -i) == (most != 0) && c.size() <= most));
        auto const kept = static_cast<int>(std::min<std::size_t>(most, 3000));
        CHECK(c.size() == static_cast<std::size_t>(kept));
        int found = 0;
        for (int i = 0; i < 3000; ++i) {
            auto const value = c.get(i);
            CHECK((value != nullptr) == (i >= 3000 - kept));
            found += value && *value == -i;
        }
        CHECK(found == kept);
        CHECK(c.stats().evictions == (most == 0 ? 0U : 3000U - static_cast<unsigned>(kept)));
        CHECK(*c.get_or_compute(-1, [] { return 7; }) == 7);
        CHECK(c.contains(-1) == (most != 0));
    }
}

TEST_CASE("a budget of bytes") {
    using cache = sj::lru_cache<int, std::vector<float>>;
    constexpr auto own = sizeof(std::vector<float>);
    cache c{{.max_bytes = 4096}};
    CHECK((c.put(1, std::vector<float>(500)) && c.stats().bytes == own + 2000));
    c.put(2, std::vector<float>(500));
    c.put(3, std::vector<float>(100));
    CHECK((!c.contains(1) && c.contains(2) && c.contains(3) && c.stats().bytes == 2 * own + 2400));
    CHECK(c.put(3, std::vector<float>(10)));   // its old bytes are free
    CHECK(c.stats().bytes == 2 * own + 2040);
    CHECK(c.put(4, std::vector<float>((4096 - own) / 4)));   // all there are
    CHECK((keys(c) == std::vector{4} && c.stats().bytes == 4096));
    c.clear();
    CHECK((c.stats().bytes == 0 && c.size() == 0));
}

TEST_CASE("what is heavier than the budget is refused, and pushes nothing out") {
    removals<int, int> log;
    ints c{{.max_bytes = 10,
            .weigher = [](int, int value) { return static_cast<std::size_t>(value); },
            .on_removal = log.listener()}};
    c.put(1, 4);
    c.put(2, 5);
    CHECK((!c.put(3, 11) && keys(c) == std::vector{2, 1} && c.stats().refused == 1 && c.stats().evictions == 0));
    CHECK((!c.put(2, 11) && keys(c) == std::vector{1} && c.stats().refused == 2));   // the old one is gone all the same
    CHECK(log.all == told{{2, 5, removal::replaced}});
    int loads = 0;
    for (int i = 1; i <= 3; ++i) CHECK((*c.get_or_compute(4, [&] { return ++loads, 12; }) == 12 && loads == i));
    CHECK((!c.contains(4) && c.contains(1) && c.stats().refused == 5 && c.stats().bytes == 4));
    CHECK((c.put(5, 0) && c.put(6, 6) && c.size() == 3 && c.stats().bytes == 10));
    CHECK((c.put(7, 10) && keys(c) == std::vector{7}));   // even what weighs nothing makes room
    ints none{{.max_bytes = 0, .weigher = [](int, int value) { return static_cast<std::size_t>(value); }}};
    CHECK((none.put(1, 0) && none.put(2, 0) && !none.put(3, 1) && none.size() == 2));
}

TEST_CASE("the weigher is asked once for each value, with its key") {
    std::vector<std::pair<int, int>> asked;
    ints c{{.weigher = [&](const int& key, const int& value) {
        asked.emplace_back(key, value);
        return std::size_t{100};
    }}};
    c.put(1, 10);
    c.get(1);
    c.get_or_compute(1, [] { return 0; });
    c.get_or_compute(2, [] { return 20; });
    c.erase(1);
    CHECK(asked == std::vector<std::pair<int, int>>{{1, 10}, {2, 20}});
    CHECK(c.stats().bytes == 100);
}

TEST_CASE("weights that no two fit") {
    ints c{{.weigher = [](int, int value) { return value == 0 ? SIZE_MAX : SIZE_MAX / 2 + 1; }}};
    CHECK((c.put(1, 1) && c.put(2, 1) && keys(c) == std::vector{2} && c.stats().bytes == SIZE_MAX / 2 + 1));
    CHECK((c.put(3, 0) && keys(c) == std::vector{3} && c.stats().bytes == SIZE_MAX));
    CHECK((c.erase(3) && c.stats().bytes == 0));
}

TEST_CASE("an entry is expired when its age is its time to live") {
    sj::manual_clock clock;
    removals<int, int> log;
    ints c{{.ttl = 10s, .on_removal = log.listener(), .clock = clock}};
    clock.advance(5s);
    c.put(1, 1);
    clock.advance(10s - 1ns);
    CHECK((c.get(1) && c.contains(1)));   // which does not prolong it
    clock.advance(1ns);
    CHECK((!c.contains(1) && c.size() == 1 && log.all.empty()));   // nobody asked for it
    CHECK((c.get(1) == nullptr && c.size() == 0));
    CHECK(log.all == told{{1, 1, removal::expired}});
    CHECK(counted(c) == numbers{1, 1, 0, 0, 0, 0, 1, 0, 0, 0});
    CHECK(c.get(1) == nullptr);
    CHECK(counted(c) == numbers{1, 2, 0, 0, 0, 0, 1, 0, 0, 0});   // only found once
}

TEST_CASE("an entry may have a time to live of its own") {
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
        c.get_or_compute(4, [] { return 0; }, 1s);   // there is one
        clock.advance(5s);
        CHECK(keys(c) == std::vector{4, 7, 3, 1});
        clock.advance(5s);
        CHECK(keys(c) == (default_too ? std::vector{4, 3} : std::vector{4, 7, 3, 1}));
        clock.advance(10s);
        CHECK(keys(c) == (default_too ? std::vector{4} : std::vector{4, 7, 1}));
        CHECK(c.size() == 7);
        CHECK((c.get(4) && *c.get_or_compute(3, [] { return 30; }) == 30));
        c.put(4, 4, 1s);   // a new one, with a new age
        clock.advance(1s);
        CHECK(!c.get(4));
    }
}

TEST_CASE("a time to live of nothing is refused, before anything is done") {
    ints c;
    c.put(1, 1);
    CHECK_THROWS_AS(c.put(1, 2, 0s), sj::argument_error);
    CHECK_THROWS_AS(c.get_or_compute(2, [] { return 2; }, -1s), sj::argument_error);
    CHECK_THROWS_AS((ints{{.ttl = 0s}}), sj::argument_error);
    CHECK((*c.get(1) == 1 && c.size() == 1 && c.stats().misses == 0));
}

TEST_CASE("an entry's age begins when its load has ended") {
    sj::manual_clock clock;
    ints c{{.ttl = 10s, .clock = clock}};
    c.get_or_compute(1, [&] { return clock.advance(60s), 1; });
    clock.advance(9s);
    CHECK(c.get(1));
    clock.advance(1s);
    CHECK(!c.get(1));
}

TEST_CASE("times beyond what can be counted are for ever") {
    sj::manual_clock clock;
    ints c{{.ttl = std::chrono::hours::max(), .clock = clock}};
    c.put(1, 1);
    c.put(2, 2, std::chrono::duration<double>{9e9});
    clock.advance(std::chrono::duration<double>{8e9});
    c.put(3, 3, std::chrono::duration<double>{9e9});
    CHECK((c.contains(1) && c.contains(2)));
    clock.advance(std::chrono::duration<double>{1.2e9});
    CHECK((c.contains(1) && !c.contains(2) && c.contains(3)));
}

TEST_CASE("what is expired takes room until it is asked for, pushed out, or removed") {
    sj::manual_clock clock;
    removals<int, int> log;
    ints c{{.max_entries = 3, .ttl = 10s, .on_removal = log.listener(), .clock = clock}};
    for (int i = 1; i <= 3; ++i) c.put(i, i);
    clock.advance(10s);
    CHECK((c.size() == 3 && c.stats().bytes == 3 * sizeof(int)));
    c.put(4, 4);
    CHECK(std::exchange(log.all, {}) == told{{1, 1, removal::evicted}});
    c.put(2, 20);
    CHECK(std::exchange(log.all, {}) == told{{2, 2, removal::replaced}});
    CHECK(c.stats().expirations == 0);
    CHECK((*c.get_or_compute(3, [] { return 30; }) == 30 && c.stats().expirations == 1));
    CHECK(std::exchange(log.all, {}) == told{{3, 3, removal::expired}});
    clock.advance(9s);
    c.put(4, 40);
    CHECK(std::exchange(log.all, {}) == told{{4, 4, removal::replaced}});
    clock.advance(1s);
    CHECK((c.remove_expired() == 2 && c.remove_expired() == 0 && keys(c) == std::vector{4}));
    CHECK((log.all.size() == 2 && c.stats().expirations == 3 && c.size() == 1));
}

TEST_CASE("remove_expired where nothing expires") {
    ints c;
    CHECK(c.remove_expired() == 0);
    c.put(1, 1);
    CHECK((c.remove_expired() == 0 && c.size() == 1));
}

TEST_CASE("a value may be put as a pointer, and is not copied") {
    sj::lru_cache<int, std::string> c;
    auto const text = std::make_shared<const std::string>("text");
    c.put(1, text);
    c.put(2, std::make_shared<std::string>("of which others may write"));
    c.put(3, std::make_unique<std::string>("of one owner"));
    CHECK((c.get(1) == text && c.get(1) == c.get(1) && c.get(2)->size() == 25 && c.get(3)->size() == 12));
    CHECK((c.get_or_compute(4, [&] { return text; }) == text && c.get(4) == text));
    auto const x = c.get_or_compute(5, [] { return std::make_unique<std::string>("x"); });
    CHECK((*x == "x" && c.get(5) == x));
    CHECK(*c.get_or_compute(6, [] { return "a literal"; }) == "a literal");
    sj::lru_cache<int, std::unique_ptr<int>> of_owners;   // values that only move
    of_owners.put(1, std::make_unique<int>(5));
    CHECK((**of_owners.get(1) == 5 && **of_owners.get_or_compute(2, [] { return std::make_unique<int>(6); }) == 6));
}

TEST_CASE("null is no value") {
    strings c;
    c.put("a", 1);
    CHECK_THROWS_AS(c.put("a", strings::pointer{}), sj::argument_error);
    CHECK_THROWS_AS(c.put("b", nullptr, 5s), sj::argument_error);
    CHECK_THROWS_AS(c.get_or_compute("b", [] { return strings::pointer{}; }), sj::argument_error);
    CHECK((*c.get("a") == 1 && c.size() == 1));
    CHECK((c.stats().loads == 1 && c.stats().load_failures == 1));
    CHECK(*c.get_or_compute("b", [] { return 2; }) == 2);
}

TEST_CASE("values outlive their entries and the cache") {
    using cache = sj::lru_cache<int, std::vector<float>>;
    std::optional<cache> c{std::in_place, cache::options{.max_entries = 1}};
    c->put(1, std::vector<float>(500));
    auto const evicted = c->get(1);
    c->put(2, std::vector<float>(400));
    auto const cleared = c->get(2);
    c->clear();
    auto const last = c->get_or_compute(3, [] { return std::vector<float>(300); });
    c.reset();
    CHECK((evicted->size() == 500 && cleared->size() == 400 && last->size() == 300));
    CHECK((evicted.use_count() == 1 && cleared.use_count() == 1 && last.use_count() == 1));
}

TEST_CASE("erase and clear") {
    removals<int, int> log;
    ints c{{.max_entries = 100, .on_removal = log.listener()}};
    CHECK(!c.erase(1));
    c.clear();
    CHECK(log.all.empty());
    for (int i = 0; i < 50; ++i) c.put(i, i);
    CHECK((c.erase(20) && !c.erase(20) && !c.get(20) && c.size() == 49));
    CHECK(log.all == told{{20, 20, removal::erased}});
    c.clear();
    CHECK((c.size() == 0 && c.items().empty() && !c.get(1) && log.all.size() == 50));
    for (std::size_t i = 1; i < 50; ++i) CHECK(std::get<2>(log.all[i]) == removal::cleared);
    std::sort(log.all.begin(), log.all.end());
    CHECK(std::unique(log.all.begin(), log.all.end()) == log.all.end());
    CHECK(c.stats().evictions == 0);
    for (int i = 0; i < 200; ++i) c.put(i, i);
    CHECK((c.size() == 100 && *c.get(199) == 199));
}

TEST_CASE("a cache is resized, and keeps the hottest") {
    removals<int, int> log;
    ints c{{.max_entries = 10, .on_removal = log.listener()}};
    for (int i = 0; i < 20; ++i) c.put(i, i);
    log.all.clear();
    c.resize(3);
    CHECK((keys(c) == std::vector{19, 18, 17} && c.stats().evictions == 17 && log.all.size() == 7));
    for (auto const& [key, value, cause] : log.all) CHECK((key < 17 && cause == removal::evicted));
    c.put(20, 20);
    CHECK(keys(c) == std::vector{20, 19, 18});
    c.resize(5);
    for (int i = 0; i < 20; ++i) c.put(i, i);
    CHECK(c.size() == 5);
    c.resize(0);
    CHECK((c.size() == 0 && !c.put(1, 1) && c.size() == 0));
    c.resize(sj::unlimited);
    for (int i = 0; i < 20; ++i) CHECK(c.put(i, i));
    CHECK(c.size() == 20);
}

TEST_CASE("a cache gets another budget of bytes") {
    ints c{{.weigher = [](int, int value) { return static_cast<std::size_t>(value); }}};
    for (int i = 1; i <= 4; ++i) c.put(i, i);
    c.resize_bytes(8);
    CHECK((keys(c) == std::vector{4, 3} && c.stats().bytes == 7 && c.stats().evictions == 2));
    CHECK(!c.put(9, 9));
    c.resize_bytes(9);
    CHECK((c.put(9, 9) && keys(c) == std::vector{9}));
    c.resize_bytes(0);
    CHECK((c.size() == 0 && c.stats().bytes == 0));
}

TEST_CASE("a listener is told of each entry that leaves, and why") {
    removals<int, int> log;
    sj::manual_clock clock;
    {
        ints c{{.max_entries = 2, .on_removal = log.listener(), .clock = clock}};
        auto const last = [&] { return std::exchange(log.all, {}); };
        c.put(1, 10);
        CHECK(last().empty());
        c.put(1, 11);
        CHECK(last() == told{{1, 10, removal::replaced}});
        c.put(2, 20);
        c.put(3, 30, 1s);
        CHECK(last() == told{{1, 11, removal::evicted}});
        c.get_or_compute(4, [] { return 40; });
        CHECK(last() == told{{2, 20, removal::evicted}});
        clock.advance(1s);
        c.get(3);
        CHECK(last() == told{{3, 30, removal::expired}});
        c.erase(4);
        CHECK(last() == told{{4, 40, removal::erased}});
        c.put(5, 50);
        c.clear();
        CHECK(last() == told{{5, 50, removal::cleared}});
        c.put(6, 60);
    }
    CHECK(log.all.empty());   // nor when the cache ends
}

TEST_CASE("what is replaced is told of before what makes room") {
    removals<int, int> log;
    ints c{{.max_bytes = 10,
            .weigher = [](int, int value) { return static_cast<std::size_t>(value); },
            .on_removal = log.listener()}};
    c.put(1, 4);
    c.put(2, 4);
    c.put(2, 7);
    CHECK(log.all == told{{2, 4, removal::replaced}, {1, 4, removal::evicted}});
}

TEST_CASE("a listener is told of many in the order in which they leave") {
    removals<int, int> log;
    ints c{{.on_removal = log.listener()}};
    for (int i = 1; i <= 6; ++i) c.put(i, i);
    c.resize(2);
    CHECK(std::exchange(log.all, {}) ==
          told{{1, 1, removal::evicted}, {2, 2, removal::evicted}, {3, 3, removal::evicted}, {4, 4, removal::evicted}});
    c.clear();
    CHECK(log.all == told{{6, 6, removal::cleared}, {5, 5, removal::cleared}});
}

TEST_CASE("a listener hears of an entry when it has left") {
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

TEST_CASE("what a listener or a weigher returns may be of another type") {
    int calls = 0;
    ints c{
        {.max_entries = 1, .weigher = [](int, int) { return 'a'; }, .on_removal = [&](auto&&...) { return ++calls; }}};
    c.put(1, 1);
    c.put(2, 2);
    CHECK((calls == 1 && c.stats().bytes == 'a'));
}

TEST_CASE("listeners, weighers, loaders and destructors of values may use the cache") {
    struct inquisitive {
        sj::lru_cache<int, inquisitive>* cache;
        int* looks;
        inquisitive(sj::lru_cache<int, inquisitive>* c, int* l) : cache(c), looks(l) {}
        inquisitive(inquisitive&& other) noexcept : cache(std::exchange(other.cache, nullptr)), looks(other.looks) {}
        inquisitive& operator=(inquisitive&&) = delete;
        ~inquisitive() {
            if (cache == nullptr) return;
            ++*looks;
            cache->get(1);
            cache->erase(-1);
            static_cast<void>(cache->items());
        }
    };
    using cache = sj::lru_cache<int, inquisitive>;
    sj::manual_clock clock;
    cache* self = nullptr;
    int made = 0, looks = 0, weighed = 0, told_of = 0;
    cache c{{.max_entries = 2,
             .weigher =
                 [&](int, const inquisitive&) {
                     ++weighed;
                     self->get(1);
                     return self->size();
                 },
             .on_removal =
                 [&](int key, const cache::pointer&, removal) {
                     ++told_of;
                     if (key < 100) self->put(key + 100, inquisitive{nullptr, &looks});
                     self->erase(key + 100);
                 },
             .clock = clock}};
    self = &c;
    auto const value = [&] { return ++made, inquisitive{&c, &looks}; };
    for (int i = 1; i <= 3; ++i) c.put(i, value());
    CHECK((looks > 0 && told_of > 0));
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
    while (c.size() != 0) c.clear();                              // the listener puts
    CHECK((looks == made && weighed > made && told_of > made));   // every value had its look at the end
}

namespace {

/// Looks into the cache when it is copied, hashed or destroyed.
struct curious {
    static inline std::function<void()> look = [] {};
    int id;
    explicit curious(int i) : id(i) {}
    curious(const curious& other) : id(other.id) { look(); }
    curious(curious&& other) noexcept : id(std::exchange(other.id, -1)) {}
    curious& operator=(const curious&) = delete;
    ~curious() {
        if (id >= 0) look();
    }
    bool operator==(const curious& other) const { return id == other.id; }
};
struct curious_hash {
    std::size_t operator()(const curious& k) const { return curious::look(), static_cast<std::size_t>(k.id); }
};

}   // namespace

TEST_CASE("keys that are copied, hashed and destroyed may use the cache") {
    sj::lru_cache<curious, int, sj::lru, curious_hash> c{{.max_entries = 2}};
    std::size_t looks = 0, sizes = 0;
    curious::look = [&] {
        ++looks;
        sizes += c.size();
    };
    curious const one{1};
    for (int i = 0; i < 4; ++i) c.put(curious{i}, i);
    c.put(one, 10);
    c.get_or_compute(curious{5}, [] { return 5; });
    c.get_or_compute(one, [] { return 1; });
    CHECK_THROWS_AS(c.get_or_compute(curious{6}, []() -> int { throw 6; }), int);
    CHECK((c.erase(one) && !c.erase(one) && c.get(curious{5}) && !c.get(one)));
    c.resize(1);
    c.clear();
    curious::look = [] {};
    CHECK((looks > 20 && sizes > 20));
}

TEST_CASE("strings are looked up as whatever they come") {
    strings c;
    std::string const key = "a key";
    c.put(key, 1);
    CHECK((c.get(key) && c.get("a key") && c.get(std::string_view{"a key of which"}.substr(0, 5)) && !c.get("a kez")));
    CHECK((c.contains("a key") && c.contains(std::string_view{key})));
    CHECK(*c.get_or_compute(std::string_view{"another"}, [] { return 2; }) == 2);
    CHECK(*c.get_or_compute("third", [] { return 3; }) == 3);
    CHECK((*c.get("another") == 2 && c.erase("another") && c.erase(std::string_view{"a key"}) && c.size() == 1));
    char const* const pointer = "third";
    CHECK(c.get(pointer));
    sj::lru_cache<std::string_view, int> views;
    views.put("x", 1);
    CHECK((views.get("x") && views.get(std::string{"x"}) && !views.get("y")));
}

namespace {

/// Counts how many were made of texts.
struct name {
    static inline int made = 0;
    std::string text;
    explicit name(std::string_view t) : text(t) { ++made; }
    bool operator==(const name& other) const { return text == other.text; }
    bool operator==(std::string_view t) const { return text == t; }
};
template <bool Transparent> struct name_hash {
    std::size_t operator()(const name& n) const { return (*this)(std::string_view{n.text}); }
    std::size_t operator()(std::string_view t) const { return std::hash<std::string_view>{}(t); }
};
template <> struct name_hash<true> : name_hash<false> {
    using is_transparent = void;
    using name_hash<false>::operator();
};

}   // namespace

TEST_CASE("where Hash and Equal are transparent no key is made for a look") {
    sj::lru_cache<name, int, sj::lru, name_hash<true>> c;
    c.put(name{"a"}, 1);
    auto const before = name::made;
    CHECK((c.get("a") && c.get(std::string_view{"a"}) && !c.get("b") && c.contains("a") && !c.erase("b")));
    CHECK((c.get_or_compute("a", [] { return 0; }) && name::made == before));
    CHECK((c.get_or_compute("c", [] { return 3; }) && name::made == before + 1));   // for the new entry
    CHECK((c.erase("a") && name::made == before + 1));
    sj::lru_cache<name, int, sj::lru, name_hash<false>> opaque;
    opaque.put(name{"a"}, 1);
    auto const then = name::made;
    CHECK((opaque.get(name{"a"}) && name::made == then + 1 && opaque.erase(name{"a"})));
}

TEST_CASE("keys that all have one hash") {
    sj::lru_cache<int, int, sj::lru, constant_hash> c{{.max_entries = 100}};
    for (int i = 0; i < 300; ++i) c.put(i, -i);
    for (int i = 0; i < 300; ++i) CHECK((c.get(i) != nullptr) == (i >= 200));
    for (int i = 200; i < 300; i += 2) CHECK(c.erase(i));
    for (int i = 200; i < 300; ++i) CHECK((c.contains(i) == (i % 2 == 1) && (i % 2 == 0 || *c.get(i) == -i)));
    int loaded = 0;
    CHECK(*c.get_or_compute(1, [&] { return *c.get_or_compute(2, [&] { return ++loaded, 5; }) + 1; }) == 6);
    CHECK((loaded == 1 && *c.get(2) == 5));
}

TEST_CASE("keys without std::hash and ==") {
    struct point {
        int x, y;
    };
    struct hash {
        std::size_t operator()(const point& p) const { return static_cast<std::size_t>(p.x * 31 + p.y); }
    };
    struct same {
        bool operator()(const point& a, const point& b) const { return a.x == b.x && a.y == b.y; }
    };
    sj::lru_cache<point, int, sj::lru, hash, same> c{{.max_entries = 2}};
    c.put({1, 2}, 3);
    c.put({2, 1}, 4);
    CHECK((*c.get(point{1, 2}) == 3 && *c.get(point{2, 1}) == 4 && !c.get(point{1, 1})));
    CHECK(*c.get_or_compute(point{1, 1}, [] { return 5; }) == 5);
    CHECK((!c.contains(point{1, 2}) && c.erase(point{2, 1})));
}

TEST_CASE("shards divide the limits") {
    for (auto const& [most, shards, kept] : std::vector<std::tuple<std::size_t, unsigned, std::size_t>>{
             {100, 4, 100}, {7, 4, 7}, {3, 8, 3}, {1, 5, 1}, {0, 4, 0}, {64, 1, 64}}) {
        sj::lru_cache<int, int> c{{.max_entries = most, .shards = shards}};
        for (int i = 0; i < 3000; ++i) CHECK(c.put(i, i) == (most != 0));   // there is a place for every key
        CHECK((c.size() == kept && c.items().size() == kept));
        int found = 0;
        for (int i = 0; i < 3000; ++i) found += c.get(i) != nullptr;
        CHECK(found == static_cast<int>(kept));
        CHECK((c.stats().hits == kept && c.stats().misses == 3000 - kept));
    }
    CHECK_THROWS_AS((ints{{.shards = 0}}), sj::argument_error);
    ints unbounded{{.shards = 16}};
    for (int i = 0; i < 3000; ++i) unbounded.put(i, i);
    CHECK(unbounded.size() == 3000);
    ints bytes{
        {.max_bytes = 403, .shards = 4, .weigher = [](int, int value) { return static_cast<std::size_t>(value); }}};
    for (int i = 0; i < 3000; ++i) bytes.put(i, 101);   // the first three have room for one
    CHECK((bytes.size() == 3 && bytes.stats().bytes == 303));
    for (int i = 0; i < 3000; ++i) bytes.put(i, 100);
    CHECK(bytes.size() == 4);
    for (int i = 0; i < 3000; ++i) CHECK(!bytes.put(i, 102));
}

TEST_CASE("all shards are reached by what is done to all entries") {
    sj::manual_clock clock;
    int calls = 0;
    ints c{{.max_entries = 1000, .ttl = 5s, .shards = 7, .on_removal = [&](auto&&...) { ++calls; }, .clock = clock}};
    auto const fill = [&] {
        for (int i = 0; i < 5000; ++i) c.put(i, i);
        calls = 0;
    };
    fill();
    c.resize(15);
    CHECK((c.size() == 15 && calls == 985));
    c.resize(1000);
    fill();
    CHECK(c.size() == 1000);
    c.resize_bytes(7 * 5 * sizeof(int));
    CHECK((c.size() == 35 && calls == 965 && c.stats().bytes == 35 * sizeof(int)));
    c.resize_bytes(sj::unlimited);
    fill();
    clock.advance(5s);
    CHECK((c.items().empty() && c.remove_expired() == 1000 && c.size() == 0 && calls == 1000));
    fill();
    c.clear();
    CHECK((c.size() == 0 && calls == 1000));
    fill();
    int erased = 0;
    for (int i = 0; i < 5000; ++i) erased += c.erase(i);
    CHECK((erased == 1000 && c.size() == 0));
}

TEST_CASE("a cache that grows keeps what it has, and its order") {
    sj::lru_cache<int, std::string> c;
    std::vector<int> order;
    for (int i = 0; i < 2000; ++i) {
        c.put(i, std::to_string(i));
        order.insert(order.begin(), i);
    }
    CHECK(keys(c) == order);
    for (int i = 0; i < 2000; ++i) CHECK(*c.get(i) == std::to_string(i));
}

TEST_CASE("a cache may be moved") {
    removals<int, int> log;
    sj::manual_clock clock;
    ints a{{.max_entries = 2, .ttl = 5s, .on_removal = log.listener(), .clock = clock}};
    a.put(1, 1);
    a.put(2, 2);
    ints b = std::move(a);
    CHECK(keys(b) == std::vector{2, 1});
    b.put(3, 3);
    CHECK(log.all == told{{1, 1, removal::evicted}});
    a = std::move(b);
    a.put(4, 4);
    CHECK((keys(a) == std::vector{4, 3} && log.all.size() == 2 && a.stats().evictions == 2));
    clock.advance(5s);
    CHECK(!a.get(4));
    ints c;
    c.put(9, 9);
    c = std::move(a);
    CHECK((!c.get(9) && c.size() == 1));
    static_assert(!std::is_copy_constructible_v<ints> && !std::is_copy_assignable_v<ints>);
}

TEST_CASE("what each event counts") {
    sj::manual_clock clock;
    ints c{{.max_entries = 2,
            .max_bytes = 100,
            .weigher = [](int, int value) { return static_cast<std::size_t>(value); },
            .clock = clock}};
    numbers expected{};
    auto const counts = [&](std::vector<std::size_t> which, std::uint64_t entries, std::uint64_t bytes) {
        for (auto const w : which) ++expected[w];
        expected[8] = entries;
        expected[9] = bytes;
        CHECK(counted(c) == expected);
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
    c.put(5, 50);   // an entry too many
    counts({eviction}, 2, 90);
    c.put(4, 60);   // bytes too many
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
