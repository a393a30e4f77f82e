// SPDX-License-Identifier: MIT
#include <algorithm>
#include <utility>
#include <vector>

#include <symphonic/cache.hpp>

#include "support/cache_checks.hpp"
#include "support/catch.hpp"

namespace sj = symphonic;
using sj::removal;
using testing::keys_of;
using testing::removal_log;
using ints = sj::lru_cache<int, int>;
using removals = removal_log::calls;

TEST_CASE("max_entries limits the number of entries, 0 stores nothing") {
    for (std::size_t const limit : {sj::unlimited, std::size_t{0}, std::size_t{1}, std::size_t{2}}) {
        ints c = limit == sj::unlimited ? ints{} : ints{{.max_entries = limit}};
        for (int i = 0; i < 3000; ++i) {
            CHECK(c.put(i, -i) == (limit != 0));
            CHECK(c.size() <= limit);
        }
        auto const expected = static_cast<int>(std::min<std::size_t>(limit, 3000));
        CHECK(c.size() == static_cast<std::size_t>(expected));
        int found = 0;
        for (int i = 0; i < 3000; ++i) {
            auto const value = c.get(i);
            CHECK((value != nullptr) == (i >= 3000 - expected));
            found += value && *value == -i;
        }
        CHECK(found == expected);
        CHECK(c.stats().evictions == (limit == 0 ? 0U : 3000U - static_cast<unsigned>(expected)));
        CHECK(*c.get_or_compute(-1, [] { return 7; }) == 7);
        CHECK(c.contains(-1) == (limit != 0));
    }
}

TEST_CASE("max_bytes limits the sum of the weights") {
    using cache = sj::lru_cache<int, std::vector<float>>;
    constexpr auto own = sizeof(std::vector<float>);
    cache c{{.max_bytes = 4096}};
    CHECK(c.put(1, std::vector<float>(500)));
    CHECK(c.stats().bytes == own + 2000);
    c.put(2, std::vector<float>(500));
    c.put(3, std::vector<float>(100));
    CHECK(!c.contains(1));
    CHECK(c.contains(2));
    CHECK(c.contains(3));
    CHECK(c.stats().bytes == 2 * own + 2400);
    CHECK(c.put(3, std::vector<float>(10)));   // the bytes of its previous value are free
    CHECK(c.stats().bytes == 2 * own + 2040);
    CHECK(c.put(4, std::vector<float>((4096 - own) / 4)));   // the whole budget
    CHECK(keys_of(c) == std::vector{4});
    CHECK(c.stats().bytes == 4096);
    c.clear();
    CHECK(c.stats().bytes == 0);
    CHECK(c.size() == 0);
}

TEST_CASE("a value heavier than the budget is refused and evicts nothing") {
    removal_log log;
    ints c{{.max_bytes = 10,
            .weigher = [](int, int value) { return static_cast<std::size_t>(value); },
            .on_removal = log.listener()}};
    c.put(1, 4);
    c.put(2, 5);
    CHECK(!c.put(3, 11));
    CHECK(keys_of(c) == std::vector{2, 1});
    CHECK(c.stats().refused == 1);
    CHECK(c.stats().evictions == 0);
    CHECK(!c.put(2, 11));
    CHECK(keys_of(c) == std::vector{1});
    CHECK(c.stats().refused == 2);   // the previous value is removed nevertheless
    CHECK(log.all == removals{{2, 5, removal::replaced}});
    int loads = 0;
    for (int i = 1; i <= 3; ++i) {
        CHECK(*c.get_or_compute(4, [&] { return ++loads, 12; }) == 12);
        CHECK(loads == i);
    }
    CHECK(!c.contains(4));
    CHECK(c.contains(1));
    CHECK(c.stats().refused == 5);
    CHECK(c.stats().bytes == 4);
    CHECK(c.put(5, 0));
    CHECK(c.put(6, 6));
    CHECK(c.size() == 3);
    CHECK(c.stats().bytes == 10);
    CHECK(c.put(7, 10));
    CHECK(keys_of(c) == std::vector{7});   // entries without weight are evicted as well
    ints none{{.max_bytes = 0, .weigher = [](int, int value) { return static_cast<std::size_t>(value); }}};
    CHECK(none.put(1, 0));
    CHECK(none.put(2, 0));
    CHECK(!none.put(3, 1));
    CHECK(none.size() == 2);
}

TEST_CASE("the weigher is called once for each stored value, with its key") {
    std::vector<std::pair<int, int>> calls;
    ints c{{.weigher = [&](const int& key, const int& value) {
        calls.emplace_back(key, value);
        return std::size_t{100};
    }}};
    c.put(1, 10);
    c.get(1);
    c.get_or_compute(1, [] { return 0; });
    c.get_or_compute(2, [] { return 20; });
    c.erase(1);
    CHECK(calls == std::vector<std::pair<int, int>>{{1, 10}, {2, 20}});
    CHECK(c.stats().bytes == 100);
}

TEST_CASE("weights near SIZE_MAX do not overflow") {
    ints c{{.weigher = [](int, int value) { return value == 0 ? SIZE_MAX : SIZE_MAX / 2 + 1; }}};
    CHECK(c.put(1, 1));
    CHECK(c.put(2, 1));
    CHECK(keys_of(c) == std::vector{2});
    CHECK(c.stats().bytes == SIZE_MAX / 2 + 1);
    CHECK(c.put(3, 0));
    CHECK(keys_of(c) == std::vector{3});
    CHECK(c.stats().bytes == SIZE_MAX);
    CHECK(c.erase(3));
    CHECK(c.stats().bytes == 0);
}

TEST_CASE("resize keeps the most recently used entries") {
    removal_log log;
    ints c{{.max_entries = 10, .on_removal = log.listener()}};
    for (int i = 0; i < 20; ++i) c.put(i, i);
    log.all.clear();
    c.resize(3);
    CHECK(keys_of(c) == std::vector{19, 18, 17});
    CHECK(c.stats().evictions == 17);
    CHECK(log.all.size() == 7);
    for (auto const& [key, value, cause] : log.all) {
        CHECK(key < 17);
        CHECK(cause == removal::evicted);
    }
    c.put(20, 20);
    CHECK(keys_of(c) == std::vector{20, 19, 18});
    c.resize(5);
    for (int i = 0; i < 20; ++i) c.put(i, i);
    CHECK(c.size() == 5);
    c.resize(0);
    CHECK(c.size() == 0);
    CHECK(!c.put(1, 1));
    CHECK(c.size() == 0);
    c.resize(sj::unlimited);
    for (int i = 0; i < 20; ++i) CHECK(c.put(i, i));
    CHECK(c.size() == 20);
}

TEST_CASE("resize_bytes changes the budget and evicts what exceeds it") {
    ints c{{.weigher = [](int, int value) { return static_cast<std::size_t>(value); }}};
    for (int i = 1; i <= 4; ++i) c.put(i, i);
    c.resize_bytes(8);
    CHECK(keys_of(c) == std::vector{4, 3});
    CHECK(c.stats().bytes == 7);
    CHECK(c.stats().evictions == 2);
    CHECK(!c.put(9, 9));
    c.resize_bytes(9);
    CHECK(c.put(9, 9));
    CHECK(keys_of(c) == std::vector{9});
    c.resize_bytes(0);
    CHECK(c.size() == 0);
    CHECK(c.stats().bytes == 0);
}
