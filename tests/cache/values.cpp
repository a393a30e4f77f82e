// SPDX-License-Identifier: MIT
#include <symphonic/cache/lru_cache.hpp>

#include <memory>
#include <string>
#include <vector>

#include "support/catch.hpp"

namespace sj = symphonic;

namespace {

struct shape {
    virtual ~shape() = default;
    [[nodiscard]] virtual int sides() const = 0;
};
struct square : shape {
    [[nodiscard]] int sides() const override { return 4; }
};
struct fixed {
    int value;
    explicit fixed(int v) : value(v) {}
    fixed(const fixed&) = delete;
};

}   // namespace

TEST_CASE("put takes values in braces") {
    sj::lru_cache<int, std::vector<int>> cache;
    CHECK(cache.put(1, {}));
    CHECK(cache.put(2, {3, 4}));
    CHECK(cache.get(1)->empty());
    CHECK(cache.get(2)->size() == 2);
}

TEST_CASE("put and get_or_compute take all kinds of pointers but null") {
    sj::lru_cache<int, shape> shapes;
    auto const shared = std::make_shared<square>();
    std::shared_ptr<const shape> const wide = shared;
    CHECK(shapes.put(1, shared));
    CHECK(shapes.put(2, wide));
    CHECK(shapes.put(3, std::make_unique<square>()));
    CHECK(shapes.get(1) == shared);
    CHECK(shapes.get(2) == shared);
    CHECK(shapes.get(3)->sides() == 4);
    CHECK(shapes.get_or_compute(4, [&] { return shared; }) == shared);
    CHECK(shapes.get_or_compute(5, [] { return std::make_unique<square>(); })->sides() == 4);
    CHECK_THROWS_AS(shapes.put(1, nullptr), sj::argument_error);
    CHECK_THROWS_AS(shapes.get_or_compute(6, [] { return nullptr; }), sj::argument_error);
    CHECK(shapes.get(1) == shared);
    CHECK(!shapes.contains(6));

    sj::lru_cache<int, fixed> cache;
    CHECK(cache.put(1, std::make_shared<fixed>(7)));
    CHECK(cache.get(1)->value == 7);
    sj::lru_cache<int, std::unique_ptr<int>> unique;   // the pointer is the value
    CHECK(unique.put(1, std::make_unique<int>(8)));
    CHECK(**unique.get(1) == 8);
    CHECK(**unique.get_or_compute(2, [] { return std::make_unique<int>(9); }) == 9);
    CHECK(unique.put(3, nullptr));
    CHECK(*unique.get(3) == nullptr);
}

TEST_CASE("a loader may return what converts to a value") {
    sj::lru_cache<int, std::string> cache;
    CHECK(*cache.get_or_compute(1, [] { return "text"; }) == "text");
    std::string const kept = "kept";
    CHECK(*cache.get_or_compute(2, [&]() -> const std::string& { return kept; }) == "kept");
}
