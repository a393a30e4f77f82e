// SPDX-License-Identifier: MIT
#include <string>
#include <string_view>

#include <symphonic/cache.hpp>

#include "support/cache_checks.hpp"
#include "support/catch.hpp"

namespace sj = symphonic;
using strings = sj::lru_cache<std::string, int>;

TEST_CASE("string keys are looked up by std::string, string_view and literal") {
    strings c;
    std::string const key = "a key";
    c.put(key, 1);
    CHECK(c.get(key));
    CHECK(c.get("a key"));
    CHECK(c.get(std::string_view{"a key of which"}.substr(0, 5)));
    CHECK(!c.get("a kez"));
    CHECK(c.contains("a key"));
    CHECK(c.contains(std::string_view{key}));
    CHECK(*c.get_or_compute(std::string_view{"another"}, [] { return 2; }) == 2);
    CHECK(*c.get_or_compute("third", [] { return 3; }) == 3);
    CHECK(*c.get("another") == 2);
    CHECK(c.erase("another"));
    CHECK(c.erase(std::string_view{"a key"}));
    CHECK(c.size() == 1);
    char const* const pointer = "third";
    CHECK(c.get(pointer));
    sj::lru_cache<std::string_view, int> views;
    views.put("x", 1);
    CHECK(views.get("x"));
    CHECK(views.get(std::string{"x"}));
    CHECK(!views.get("y"));
}

namespace {

/// Counts how many were made from a string.
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

TEST_CASE("a lookup makes no key if Hash and Equal are transparent") {
    sj::lru_cache<name, int, sj::lru, name_hash<true>> c;
    c.put(name{"a"}, 1);
    auto const before = name::made;
    CHECK(c.get("a"));
    CHECK(c.get(std::string_view{"a"}));
    CHECK(!c.get("b"));
    CHECK(c.contains("a"));
    CHECK(!c.erase("b"));
    CHECK(c.get_or_compute("a", [] { return 0; }));
    CHECK(name::made == before);
    CHECK(c.get_or_compute("c", [] { return 3; }));
    CHECK(name::made == before + 1);   // the key of the new entry
    CHECK(c.erase("a"));
    CHECK(name::made == before + 1);
    sj::lru_cache<name, int, sj::lru, name_hash<false>> opaque;
    opaque.put(name{"a"}, 1);
    auto const then = name::made;
    CHECK(opaque.get(name{"a"}));
    CHECK(name::made == then + 1);
    CHECK(opaque.erase(name{"a"}));
}

TEST_CASE("keys with equal hashes are distinguished") {
    sj::lru_cache<int, int, sj::lru, testing::constant_hash> c{{.max_entries = 100}};
    for (int i = 0; i < 300; ++i) c.put(i, -i);
    for (int i = 0; i < 300; ++i) CHECK((c.get(i) != nullptr) == (i >= 200));
    for (int i = 200; i < 300; i += 2) CHECK(c.erase(i));
    for (int i = 200; i < 300; ++i) {
        CHECK(c.contains(i) == (i % 2 == 1));
        CHECK((i % 2 == 0 || *c.get(i) == -i));
    }
    int loaded = 0;
    CHECK(*c.get_or_compute(1, [&] { return *c.get_or_compute(2, [&] { return ++loaded, 5; }) + 1; }) == 6);
    CHECK(loaded == 1);
    CHECK(*c.get(2) == 5);
}

TEST_CASE("a key without std::hash and == works with Hash and Equal") {
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
    CHECK(*c.get(point{1, 2}) == 3);
    CHECK(*c.get(point{2, 1}) == 4);
    CHECK(!c.get(point{1, 1}));
    CHECK(*c.get_or_compute(point{1, 1}, [] { return 5; }) == 5);
    CHECK(!c.contains(point{1, 2}));
    CHECK(c.erase(point{2, 1}));
}

TEST_CASE("a lookup converts other types to the key and takes braces") {
    sj::lru_cache<long, int> c;
    c.put(1, 10);
    CHECK(*c.get(1) == 10);
    CHECK(c.contains(1U));
    CHECK(*c.get_or_compute(short{2}, [] { return 20; }) == 20);
    CHECK(c.erase({}) == false);
    CHECK(c.erase({1}));
    CHECK(c.size() == 1);
}
