// SPDX-License-Identifier: MIT
// What is a user's may throw at any place. Every operation is tried with a throw at the first such place, at the second, and so
// on until it gets through: after each the cache is in order.
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

struct stumble {};

int places_left = -1;   // until one throws; below 0: none does
void place() {
    if (places_left >= 0 && places_left-- == 0) throw stumble{};
}

/// Owns memory, and may throw when it is made, copied, moved, hashed or compared.
struct fragile {
    std::string text;
    explicit fragile(int i) : text("a key that owns memory: " + std::to_string(i)) { place(); }
    fragile(const fragile& other) : text((place(), other.text)) {}
    fragile(fragile&& other) : text((place(), std::move(other.text))) {}
    fragile& operator=(const fragile&) = delete;
    bool operator==(const fragile& other) const { return place(), text == other.text; }
};
struct hash {
    std::size_t operator()(const fragile& f) const {
        place();
        return std::hash<std::string>{}(f.text) % 4;   // so that keys are compared
    }
};

template <class Policy> struct tried {
    using cache = sj::lru_cache<fragile, int, Policy, hash>;
    sj::manual_clock clock{};
    std::vector<int> put{}, left{};   // values, each of which is another
    cache c{{.max_entries = 6,
             .max_bytes = 40,
             .weigher =
                 [](const fragile&, int value) {
                     place();
                     return static_cast<std::size_t>(1 + value % 10);
                 },
             .on_removal =
                 [this](const fragile&, const std::shared_ptr<const int>& value, sj::removal) {
                     left.push_back(*value);
                     place();
                 },
             .clock = clock}};
    int next = 0;
    std::map<int, fragile> keys{};

    tried() {
        for (int i = 0; i < 12; ++i) keys.emplace(i, fragile{i});
        for (int i = 0; i < 6; ++i) c.put(keys.at(i), value(), i == 2 ? sj::time_to_live{5s} : sj::time_to_live{});
        clock.advance(5s);
        c.get(keys.at(1));
    }
    int value() {
        put.push_back(++next);
        return next;
    }

    /// With the place n throwing; true once there is no such place.
    bool gets_through(int n, const std::function<void(tried&)>& operation) {
        places_left = n;
        bool thrown = false;
        try {
            operation(*this);
        } catch (const stumble&) {
            thrown = true;
        }
        bool const reached = places_left < 0;
        places_left = -1;
        CHECK(reached == thrown);   // nothing is swallowed
        check();
        c.resize(6);
        c.resize_bytes(40);
        for (int i = 0; i < 12; ++i) {   // and it goes on
            c.put(keys.at(i), value());
            CHECK(*c.get(keys.at(i)) == next);
            check();
        }
        auto const s = c.stats();
        CHECK((s.entries <= 6 && s.bytes <= 40));
        for (int i = 0; i < 12; ++i)
            CHECK(*c.get_or_compute(keys.at(i), [] { return 1; }) >
                  0);   // no load is left behind, which would wait for ever
        return !reached;
    }
    /// What there is can be found, is counted, and did not leave; what left did so once.
    void check() {
        auto const before = c.stats();
        std::size_t bytes = 0, live = 0;
        auto gone = left;
        std::sort(gone.begin(), gone.end());
        CHECK(std::adjacent_find(gone.begin(), gone.end()) == gone.end());
        for (auto const& item : c.items()) {
            bytes += static_cast<std::size_t>(1 + *item.value % 10);
            live += c.contains(item.key);
            CHECK(!std::binary_search(gone.begin(), gone.end(), *item.value));
            CHECK(std::find(put.begin(), put.end(), *item.value) != put.end());
            CHECK(std::count_if(keys.begin(), keys.end(), [&](auto& k) { return k.second == item.key; }) == 1);
        }
        auto const items = c.items();
        for (int v = 1; v <= 6; ++v)   // those that were there before the throw
            CHECK((v == 3 || std::binary_search(gone.begin(), gone.end(), v) ||
                   std::any_of(items.begin(), items.end(), [&](auto& item) { return *item.value == v; })));
        bool const expired = before.expirations == 0 && std::find(gone.begin(), gone.end(), 3) == gone.end();
        CHECK(before.entries == live + expired);
        CHECK(before.bytes == bytes + (expired ? 4 : 0));
    }
};

template <class Policy> void try_everything() {
    using t = tried<Policy>;
    auto const everywhere = [](const char* what, int least, const std::function<void(t&)>& operation) {
        CAPTURE(what);
        int places = 0;
        while (!t{}.gets_through(places, operation)) ++places;
        CHECK(places >= least);
    };
    auto const load = [](t& x, int key) { x.c.get_or_compute(x.keys.at(key), [&] { return place(), x.value(); }); };
    everywhere("a hit", 2, [](t& x) { x.c.get(x.keys.at(3)); });
    everywhere("a miss", 1, [](t& x) { x.c.get(x.keys.at(11)); });
    everywhere("a look at what is expired", 4, [](t& x) { x.c.get(x.keys.at(2)); });
    everywhere("contains", 2, [](t& x) { static_cast<void>(x.c.contains(x.keys.at(3))); });
    everywhere("items", 5, [](t& x) { static_cast<void>(x.c.items()); });
    everywhere("a put that evicts", 6, [](t& x) { x.c.put(x.keys.at(11), x.value()); });
    everywhere("a put that replaces", 6, [](t& x) { x.c.put(x.keys.at(4), x.value()); });
    everywhere("a put into an empty place", 5, [](t& x) {
        x.c.erase(x.keys.at(4));
        x.c.put(x.keys.at(11), x.value());
    });
    everywhere("a put that evicts many", 9, [](t& x) {
        x.c.resize_bytes(10);
        x.next = 18;
        x.c.put(x.keys.at(11), x.value());
    });
    everywhere("a put that is refused", 5, [](t& x) {
        x.c.resize_bytes(5);
        x.next = 18;
        x.c.put(x.keys.at(4), x.value());
    });
    everywhere("a put into a table that grows", 20, [](t& x) {
        x.c.resize(100);
        x.c.resize_bytes(1000);
        for (int round = 0; round < 2; ++round)
            for (int i = 0; i < 12; ++i) x.c.put(x.keys.at(i), x.value());
    });
    everywhere("get_or_compute, a hit", 2, [&](t& x) { load(x, 3); });
    everywhere("get_or_compute, a load", 7, [&](t& x) { load(x, 11); });
    everywhere("get_or_compute, expired", 8, [&](t& x) { load(x, 2); });
    everywhere("a load within a load", 12,
               [&](t& x) { x.c.get_or_compute(x.keys.at(10), [&] { return load(x, 11), x.value(); }); });
    everywhere("a load that is put aside", 10, [&](t& x) {
        x.c.get_or_compute(x.keys.at(10), [&] { return x.c.put(x.keys.at(10), x.value()), x.value(); });
    });
    everywhere("a load that is erased", 6,
               [&](t& x) { x.c.get_or_compute(x.keys.at(10), [&] { return x.c.erase(x.keys.at(10)), x.value(); }); });
    everywhere("erase", 4, [](t& x) { x.c.erase(x.keys.at(3)); });
    everywhere("clear", 7, [](t& x) { x.c.clear(); });
    everywhere("resize", 5, [](t& x) { x.c.resize(2); });
    everywhere("resize_bytes", 5, [](t& x) { x.c.resize_bytes(8); });
    everywhere("remove_expired", 2, [](t& x) { x.c.remove_expired(); });
}

}   // namespace

TEST_CASE("whatever throws wherever, a cache is in order") { try_everything<sj::lru>(); }

TEST_CASE("whatever throws wherever, a cache by sieve is in order") { try_everything<sj::sieve>(); }

TEST_CASE("a limit that could not be kept at once is kept by the next put") {
    tried<sj::lru> x;
    places_left = 0;
    CHECK_THROWS_AS(x.c.resize(2), stumble);
    places_left = -1;
    x.check();
    CHECK((x.c.size() == 6 && x.c.put(x.keys.at(7), x.value()) && x.c.size() == 2));
    x.check();
}

namespace {

/// Calls something when it is copied.
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

TEST_CASE("a listener that throws as a load is to begin leaves no load behind") {
    using cache = sj::lru_cache<copied_key, int, sj::lru, copied_hash>;
    sj::manual_clock clock;
    bool throws = true;
    cache c{{.on_removal =
                 [&](auto&&...) {
                     if (throws) throw stumble{};
                 },
             .clock = clock}};
    copied_key::when_copied = [&] {   // another thread might do that, between the look and the load
        c.put(copied_key{1}, 1, 1s);
        clock.advance(1s);
    };
    copied_key const key{1};
    CHECK_THROWS_AS(c.get_or_compute(key, [] { return 2; }), stumble);
    throws = false;
    CHECK(*c.get_or_compute(key, [] { return 3; }) == 3);
    CHECK((c.stats().loads == 2 && c.stats().load_failures == 1 && c.stats().expirations == 1));
    copied_key::when_copied = [&] { c.put(copied_key{2}, 20); };
    CHECK((*c.get_or_compute(copied_key{2}, [] { return 0; }) == 20 && c.stats().hits == 1));
}

TEST_CASE("where a listener throws what it was told of has been done") {
    using cache = sj::lru_cache<int, int>;
    sj::manual_clock clock;
    int told = 0;
    bool throws = true;
    cache c{{.max_entries = 3,
             .on_removal = [&](auto&&...) -> void {
                 ++told;
                 if (throws) throw told;
             },
             .clock = clock}};
    for (int i = 1; i <= 3; ++i) c.put(i, i);
    CHECK_THROWS_AS(c.put(4, 4), int);
    CHECK((*c.get(4) == 4 && !c.get(1) && c.size() == 3 && told == 1));
    CHECK_THROWS_AS(c.put(4, 5), int);
    CHECK((*c.get(4) == 5 && c.size() == 3));
    CHECK_THROWS_AS(c.erase(4), int);
    CHECK((!c.contains(4) && c.size() == 2));
    c.put(4, 4, 1s);
    clock.advance(1s);
    CHECK_THROWS_AS(c.get(4), int);
    CHECK((c.size() == 2 && c.get(4) == nullptr && c.stats().expirations == 1));
    c.put(4, 4);
    CHECK_THROWS_AS(c.get_or_compute(5, [] { return 5; }), int);
    CHECK((*c.get(5) == 5 && c.stats().loads == 1 && c.stats().load_failures == 0));
    told = 0;
    try {
        c.clear();
        FAIL();
    } catch (int first) {
        CHECK((first == 1 && told == 3));   // the others are told of all the same
    }
    CHECK(c.size() == 0);
    throws = false;
    for (int i = 0; i < 40; ++i) c.put(i, i);
    CHECK((c.size() == 3 && *c.get(39) == 39));
}

TEST_CASE("a value whose copy throws is not stored") {
    struct value {
        int x;
        explicit value(int i) : x(i) {}
        value(const value& other) : x((place(), other.x)) {}
        value(value&& other) : x((place(), other.x)) {}
        value& operator=(const value&) = delete;
    };
    sj::lru_cache<int, value> c;
    c.put(1, value{1});
    value const next{2};
    for (int n = 0;; ++n) {
        places_left = n;
        try {
            c.put(1, next);
            places_left = -1;
            CHECK(n == 3);   // copied to the parameter, on, and into what is shared
            break;
        } catch (const stumble&) {
            CHECK((c.get(1)->x == 1 && c.size() == 1));
        }
    }
    CHECK(c.get(1)->x == 2);
    places_left = 0;
    CHECK_THROWS_AS(c.get_or_compute(2, [&]() -> const value& { return next; }), stumble);
    CHECK((c.stats().load_failures == 1 && c.get_or_compute(2, [] { return value{3}; })->x == 3));
}
