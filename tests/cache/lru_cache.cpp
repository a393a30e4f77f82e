// SPDX-License-Identifier: MIT
#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <symphonic/cache.hpp>

#include "support/cache_checks.hpp"
#include "support/catch.hpp"

namespace sj = symphonic;
using namespace std::chrono_literals;
using sj::removal;
using testing::counters_of;
using testing::keys_of;
using testing::removal_log;
using strings = sj::lru_cache<std::string, int>;
using ints = sj::lru_cache<int, int>;
using removals = removal_log::calls;

TEST_CASE("get returns what put stored until it is evicted") {
    strings c{{.max_entries = 2}};
    CHECK(c.get("a") == nullptr);
    CHECK(c.size() == 0);
    CHECK(c.put("a", 1));
    CHECK(c.put("b", 2));
    CHECK(*c.get("a") == 1);
    CHECK(*c.get("b") == 2);
    CHECK(*c.get("a") == 1);
    CHECK(c.put("c", 3));   // b is the least recently used
    CHECK(c.get("b") == nullptr);
    CHECK(*c.get("a") == 1);
    CHECK(*c.get("c") == 3);
    CHECK(c.size() == 2);
}

TEST_CASE("get, get_or_compute and put make an entry the most recently used, contains does not") {
    ints c{{.max_entries = 4}};
    for (int i = 1; i <= 4; ++i) c.put(i, i);
    CHECK(keys_of(c) == std::vector{4, 3, 2, 1});
    c.get(2);
    CHECK(keys_of(c) == std::vector{2, 4, 3, 1});
    c.get(2);
    c.get_or_compute(1, [] { return 0; });
    CHECK(keys_of(c) == std::vector{1, 2, 4, 3});
    c.put(4, 40);
    CHECK(keys_of(c) == std::vector{4, 1, 2, 3});
    CHECK(c.size() == 4);
    CHECK(c.contains(3));
    CHECK(keys_of(c) == std::vector{4, 1, 2, 3});
    c.get(99);
    c.get_or_compute(5, [] { return 5; });
    CHECK(keys_of(c) == std::vector{5, 4, 1, 2});
}

TEST_CASE("contains and items change neither the counters nor the order") {
    sj::manual_clock clock;
    ints c{{.ttl = 10s, .clock = clock}};
    c.put(1, 1);
    c.put(2, 2);
    auto const before = counters_of(c.stats());
    CHECK(c.contains(1));
    CHECK(!c.contains(3));
    CHECK(c.items().size() == 2);
    CHECK(*c.items()[1].value == 1);
    clock.advance(10s);
    CHECK(!c.contains(1));
    CHECK(c.items().empty());
    CHECK(counters_of(c.stats()) == before);
}

TEST_CASE("put and get_or_compute take pointers and do not copy their values") {
    sj::lru_cache<int, std::string> c;
    auto const text = std::make_shared<const std::string>("text");
    c.put(1, text);
    c.put(2, std::make_shared<std::string>("not const"));
    c.put(3, std::make_unique<std::string>("owned"));
    CHECK(c.get(1) == text);
    CHECK(c.get(1) == c.get(1));
    CHECK(c.get(2)->size() == 9);
    CHECK(c.get(3)->size() == 5);
    CHECK(c.get_or_compute(4, [&] { return text; }) == text);
    CHECK(c.get(4) == text);
    auto const x = c.get_or_compute(5, [] { return std::make_unique<std::string>("x"); });
    CHECK(*x == "x");
    CHECK(c.get(5) == x);
    CHECK(*c.get_or_compute(6, [] { return "a literal"; }) == "a literal");
    sj::lru_cache<int, std::unique_ptr<int>> unique;   // values that can only be moved
    unique.put(1, std::make_unique<int>(5));
    CHECK(**unique.get(1) == 5);
    CHECK(**unique.get_or_compute(2, [] { return std::make_unique<int>(6); }) == 6);
}

TEST_CASE("a null pointer is refused and changes nothing") {
    strings c;
    c.put("a", 1);
    CHECK_THROWS_AS(c.put("a", strings::pointer{}), sj::argument_error);
    CHECK_THROWS_AS(c.put("b", nullptr, 5s), sj::argument_error);
    CHECK_THROWS_AS(c.get_or_compute("b", [] { return strings::pointer{}; }), sj::argument_error);
    CHECK(*c.get("a") == 1);
    CHECK(c.size() == 1);
    CHECK(c.stats().loads == 1);
    CHECK(c.stats().load_failures == 1);
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
    CHECK(evicted->size() == 500);
    CHECK(cleared->size() == 400);
    CHECK(last->size() == 300);
    CHECK(evicted.use_count() == 1);
    CHECK(cleared.use_count() == 1);
    CHECK(last.use_count() == 1);
}

TEST_CASE("erase removes one entry and clear all of them") {
    removal_log log;
    ints c{{.max_entries = 100, .on_removal = log.listener()}};
    CHECK(!c.erase(1));
    c.clear();
    CHECK(log.all.empty());
    for (int i = 0; i < 50; ++i) c.put(i, i);
    CHECK(c.erase(20));
    CHECK(!c.erase(20));
    CHECK(!c.get(20));
    CHECK(c.size() == 49);
    CHECK(log.all == removals{{20, 20, removal::erased}});
    c.clear();
    CHECK(c.size() == 0);
    CHECK(c.items().empty());
    CHECK(!c.get(1));
    CHECK(log.all.size() == 50);
    for (std::size_t i = 1; i < 50; ++i) CHECK(std::get<2>(log.all[i]) == removal::cleared);
    std::sort(log.all.begin(), log.all.end());
    CHECK(std::unique(log.all.begin(), log.all.end()) == log.all.end());
    CHECK(c.stats().evictions == 0);
    for (int i = 0; i < 200; ++i) c.put(i, i);
    CHECK(c.size() == 100);
    CHECK(*c.get(199) == 199);
}

TEST_CASE("a growing cache keeps its entries and their order") {
    sj::lru_cache<int, std::string> c;
    std::vector<int> order;
    for (int i = 0; i < 2000; ++i) {
        c.put(i, std::to_string(i));
        order.insert(order.begin(), i);
    }
    CHECK(keys_of(c) == order);
    for (int i = 0; i < 2000; ++i) CHECK(*c.get(i) == std::to_string(i));
}

TEST_CASE("a moved cache keeps its entries, options and clock") {
    removal_log log;
    sj::manual_clock clock;
    ints a{{.max_entries = 2, .ttl = 5s, .on_removal = log.listener(), .clock = clock}};
    a.put(1, 1);
    a.put(2, 2);
    ints b = std::move(a);
    CHECK(keys_of(b) == std::vector{2, 1});
    b.put(3, 3);
    CHECK(log.all == removals{{1, 1, removal::evicted}});
    a = std::move(b);
    a.put(4, 4);
    CHECK(keys_of(a) == std::vector{4, 3});
    CHECK(log.all.size() == 2);
    CHECK(a.stats().evictions == 2);
    clock.advance(5s);
    CHECK(!a.get(4));
    ints c;
    c.put(9, 9);
    c = std::move(a);
    CHECK(!c.get(9));
    CHECK(c.size() == 1);
    static_assert(!std::is_copy_constructible_v<ints> && !std::is_copy_assignable_v<ints>);
}
