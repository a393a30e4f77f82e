// SPDX-License-Identifier: MIT
// Code of the user may throw wherever the cache calls it. Each operation is repeated with an exception at the first
// such call, the second, and so on until it succeeds. The cache must be consistent after each.
#include <algorithm>
#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <symphonic/cache.hpp>

#include "support/catch.hpp"

namespace sj = symphonic;
using namespace std::chrono_literals;

namespace {

struct test_error {};

int calls_left = -1;   // calls of may_throw() before one throws; below 0: none throws
void may_throw() {
    if (calls_left >= 0 && calls_left-- == 0) throw test_error{};
}

/// A key that may throw when it is made, copied, moved, hashed or compared.
struct throwing_key {
    std::string text;
    explicit throwing_key(int i) : text("a key that owns memory: " + std::to_string(i)) { may_throw(); }
    throwing_key(const throwing_key& other) : text((may_throw(), other.text)) {}
    throwing_key(throwing_key&& other) : text((may_throw(), std::move(other.text))) {}
    throwing_key& operator=(const throwing_key&) = delete;
    bool operator==(const throwing_key& other) const { return may_throw(), text == other.text; }
};
struct throwing_hash {
    std::size_t operator()(const throwing_key& f) const {
        may_throw();
        return std::hash<std::string>{}(f.text) % 4;   // so that keys with equal hashes are compared
    }
};

template <class Policy> struct fixture {
    using cache = sj::lru_cache<throwing_key, int, Policy, throwing_hash>;
    sj::manual_clock clock{};
    std::vector<int> put{}, removed{};   // values, each a different one
    cache c{{.max_entries = 6,
             .max_bytes = 40,
             .weigher =
                 [](const throwing_key&, int value) {
                     may_throw();
                     return static_cast<std::size_t>(1 + value % 10);
                 },
             .on_removal =
                 [this](const throwing_key&, const std::shared_ptr<const int>& value, sj::removal) {
                     removed.push_back(*value);
                     may_throw();
                 },
             .clock = clock}};
    int next = 0;
    std::map<int, throwing_key> keys{};

    fixture() {
        for (int i = 0; i < 12; ++i) keys.emplace(i, throwing_key{i});
        for (int i = 0; i < 6; ++i) c.put(keys.at(i), value(), i == 2 ? sj::time_to_live{5s} : sj::time_to_live{});
        clock.advance(5s);
        c.get(keys.at(1));
    }
    int value() {
        put.push_back(++next);
        return next;
    }

    /// Runs the operation with an exception at call n of may_throw(). Returns true if it makes fewer calls.
    bool succeeds(int n, const std::function<void(fixture&)>& operation) {
        calls_left = n;
        bool thrown = false;
        try {
            operation(*this);
        } catch (const test_error&) {
            thrown = true;
        }
        bool const reached = calls_left < 0;
        calls_left = -1;
        CHECK(reached == thrown);   // no exception is lost
        check();
        c.resize(6);
        c.resize_bytes(40);
        for (int i = 0; i < 12; ++i) {   // the cache still works
            c.put(keys.at(i), value());
            CHECK(*c.get(keys.at(i)) == next);
            check();
        }
        auto const s = c.stats();
        CHECK(s.entries <= 6);
        CHECK(s.bytes <= 40);
        for (int i = 0; i < 12; ++i)
            CHECK(*c.get_or_compute(keys.at(i), [] { return 1; }) >
                  0);   // no load is left, for which this would wait for ever
        return !reached;
    }
    /// Each entry is found, counted and was not removed; each removed value was removed once.
    void check() {
        auto const before = c.stats();
        std::size_t bytes = 0, live = 0;
        auto removed_values = removed;
        std::sort(removed_values.begin(), removed_values.end());
        CHECK(std::adjacent_find(removed_values.begin(), removed_values.end()) == removed_values.end());
        for (auto const& item : c.items()) {
            bytes += static_cast<std::size_t>(1 + *item.value % 10);
            live += c.contains(item.key);
            CHECK(!std::binary_search(removed_values.begin(), removed_values.end(), *item.value));
            CHECK(std::find(put.begin(), put.end(), *item.value) != put.end());
            CHECK(std::count_if(keys.begin(), keys.end(), [&](auto& k) { return k.second == item.key; }) == 1);
        }
        auto const items = c.items();
        for (int v = 1; v <= 6; ++v)   // the values from before the exception
            CHECK((v == 3 || std::binary_search(removed_values.begin(), removed_values.end(), v) ||
                   std::any_of(items.begin(), items.end(), [&](auto& item) { return *item.value == v; })));
        bool const expired = before.expirations == 0 &&
                             std::find(removed_values.begin(), removed_values.end(), 3) == removed_values.end();
        CHECK(before.entries == live + expired);
        CHECK(before.bytes == bytes + (expired ? 4 : 0));
    }
};

template <class Policy> void test_all_operations() {
    using t = fixture<Policy>;
    auto const test_operation = [](const char* title, int least_calls, const std::function<void(t&)>& operation) {
        CAPTURE(title);
        int calls = 0;
        while (!t{}.succeeds(calls, operation)) ++calls;
        CHECK(calls >= least_calls);
    };
    auto const load = [](t& x, int key) { x.c.get_or_compute(x.keys.at(key), [&] { return may_throw(), x.value(); }); };
    test_operation("a hit", 2, [](t& x) { x.c.get(x.keys.at(3)); });
    test_operation("a miss", 1, [](t& x) { x.c.get(x.keys.at(11)); });
    test_operation("a lookup of an expired entry", 4, [](t& x) { x.c.get(x.keys.at(2)); });
    test_operation("contains", 2, [](t& x) { static_cast<void>(x.c.contains(x.keys.at(3))); });
    test_operation("items", 5, [](t& x) { static_cast<void>(x.c.items()); });
    test_operation("a put that evicts", 6, [](t& x) { x.c.put(x.keys.at(11), x.value()); });
    test_operation("a put that replaces", 6, [](t& x) { x.c.put(x.keys.at(4), x.value()); });
    test_operation("a put into a free slot", 5, [](t& x) {
        x.c.erase(x.keys.at(4));
        x.c.put(x.keys.at(11), x.value());
    });
    test_operation("a put that evicts many", 9, [](t& x) {
        x.c.resize_bytes(10);
        x.next = 18;
        x.c.put(x.keys.at(11), x.value());
    });
    test_operation("a put that is refused", 5, [](t& x) {
        x.c.resize_bytes(5);
        x.next = 18;
        x.c.put(x.keys.at(4), x.value());
    });
    test_operation("a put into a table that grows", 20, [](t& x) {
        x.c.resize(100);
        x.c.resize_bytes(1000);
        for (int round = 0; round < 2; ++round)
            for (int i = 0; i < 12; ++i) x.c.put(x.keys.at(i), x.value());
    });
    test_operation("get_or_compute, a hit", 2, [&](t& x) { load(x, 3); });
    test_operation("get_or_compute, a load", 7, [&](t& x) { load(x, 11); });
    test_operation("get_or_compute, expired", 8, [&](t& x) { load(x, 2); });
    test_operation("a load within a load", 12,
                   [&](t& x) { x.c.get_or_compute(x.keys.at(10), [&] { return load(x, 11), x.value(); }); });
    test_operation("a load of a key that is put meanwhile", 10, [&](t& x) {
        x.c.get_or_compute(x.keys.at(10), [&] { return x.c.put(x.keys.at(10), x.value()), x.value(); });
    });
    test_operation("a load of a key that is erased meanwhile", 6, [&](t& x) {
        x.c.get_or_compute(x.keys.at(10), [&] { return x.c.erase(x.keys.at(10)), x.value(); });
    });
    test_operation("erase", 4, [](t& x) { x.c.erase(x.keys.at(3)); });
    test_operation("clear", 7, [](t& x) { x.c.clear(); });
    test_operation("resize", 5, [](t& x) { x.c.resize(2); });
    test_operation("resize_bytes", 5, [](t& x) { x.c.resize_bytes(8); });
    test_operation("remove_expired", 2, [](t& x) { x.c.remove_expired(); });
}

}   // namespace

TEST_CASE("a cache with lru is consistent after an exception of any call") { test_all_operations<sj::lru>(); }

TEST_CASE("a cache with sieve is consistent after an exception of any call") { test_all_operations<sj::sieve>(); }

TEST_CASE("the next put keeps a limit that an exception in resize left exceeded") {
    fixture<sj::lru> x;
    calls_left = 0;
    CHECK_THROWS_AS(x.c.resize(2), test_error);
    calls_left = -1;
    x.check();
    CHECK(x.c.size() == 6);
    CHECK(x.c.put(x.keys.at(7), x.value()));
    CHECK(x.c.size() == 2);
    x.check();
}

namespace {

/// Calls when_copied, once, when it is copied.
struct copied_key {
    static inline std::function<void()> when_copied = [] {};
    int id;
    explicit copied_key(int i) : id(i) {}
    copied_key(const copied_key& other) : id(other.id) {
        std::exchange(when_copied, [] {})();
    }
    copied_key(copied_key&&) = default;
    copied_key& operator=(const copied_key&) = delete;
    ~copied_key() = default;
    bool operator==(const copied_key& other) const { return id == other.id; }
};
struct copied_hash {
    std::size_t operator()(const copied_key& k) const { return static_cast<std::size_t>(k.id); }
};

}   // namespace

TEST_CASE("an exception of a listener at the begin of a load ends the load") {
    using cache = sj::lru_cache<copied_key, int, sj::lru, copied_hash>;
    sj::manual_clock clock;
    bool throws = true;
    cache c{{.on_removal =
                 [&](auto&&...) {
                     if (throws) throw test_error{};
                 },
             .clock = clock}};
    copied_key::when_copied = [&] {   // as another thread might, between the lookup and the load
        c.put(copied_key{1}, 1, 1s);
        clock.advance(1s);
    };
    copied_key const key{1};
    CHECK_THROWS_AS(c.get_or_compute(key, [] { return 2; }), test_error);
    throws = false;
    CHECK(*c.get_or_compute(key, [] { return 3; }) == 3);
    CHECK(c.stats().loads == 2);
    CHECK(c.stats().load_failures == 1);
    CHECK(c.stats().expirations == 1);
    copied_key::when_copied = [&] { c.put(copied_key{2}, 20); };
    CHECK(*c.get_or_compute(copied_key{2}, [] { return 0; }) == 20);
    CHECK(c.stats().hits == 1);
}

TEST_CASE("a call whose listener throws has taken effect") {
    using cache = sj::lru_cache<int, int>;
    sj::manual_clock clock;
    int notified = 0;
    bool throws = true;
    cache c{{.max_entries = 3,
             .on_removal = [&](auto&&...) -> void {
                 ++notified;
                 if (throws) throw notified;
             },
             .clock = clock}};
    for (int i = 1; i <= 3; ++i) c.put(i, i);
    CHECK_THROWS_AS(c.put(4, 4), int);
    CHECK(*c.get(4) == 4);
    CHECK(!c.get(1));
    CHECK(c.size() == 3);
    CHECK(notified == 1);
    CHECK_THROWS_AS(c.put(4, 5), int);
    CHECK(*c.get(4) == 5);
    CHECK(c.size() == 3);
    CHECK_THROWS_AS(c.erase(4), int);
    CHECK(!c.contains(4));
    CHECK(c.size() == 2);
    c.put(4, 4, 1s);
    clock.advance(1s);
    CHECK_THROWS_AS(c.get(4), int);
    CHECK(c.size() == 2);
    CHECK(c.get(4) == nullptr);
    CHECK(c.stats().expirations == 1);
    c.put(4, 4);
    CHECK_THROWS_AS(c.get_or_compute(5, [] { return 5; }), int);
    CHECK(*c.get(5) == 5);
    CHECK(c.stats().loads == 1);
    CHECK(c.stats().load_failures == 0);
    notified = 0;
    try {
        c.clear();
        FAIL();
    } catch (int first) {
        CHECK(first == 1);
        CHECK(notified == 3);   // also called for the other entries
    }
    CHECK(c.size() == 0);
    throws = false;
    for (int i = 0; i < 40; ++i) c.put(i, i);
    CHECK(c.size() == 3);
    CHECK(*c.get(39) == 39);
}

TEST_CASE("a value whose copy throws is not stored") {
    struct value {
        int x;
        explicit value(int i) : x(i) {}
        value(const value& other) : x((may_throw(), other.x)) {}
        value(value&& other) : x((may_throw(), other.x)) {}
        value& operator=(const value&) = delete;
    };
    sj::lru_cache<int, value> c;
    c.put(1, value{1});
    value const next{2};
    for (int n = 0;; ++n) {
        calls_left = n;
        try {
            c.put(1, next);
            calls_left = -1;
            CHECK(n == 2);   // copies to the parameter and to the shared value
            break;
        } catch (const test_error&) {
            CHECK(c.get(1)->x == 1);
            CHECK(c.size() == 1);
        }
    }
    CHECK(c.get(1)->x == 2);
    calls_left = 0;
    CHECK_THROWS_AS(c.get_or_compute(2, [&]() -> const value& { return next; }), test_error);
    CHECK(c.stats().load_failures == 1);
    CHECK(c.get_or_compute(2, [] { return value{3}; })->x == 3);
}
