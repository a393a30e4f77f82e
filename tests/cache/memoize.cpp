// SPDX-License-Identifier: MIT
#include <atomic>
#include <chrono>
#include <cmath>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <thread>
#include <variant>

#include <symphonic/cache/manual_clock.hpp>
#include <symphonic/cache/memoize.hpp>

#include "support/catch.hpp"

namespace sj = symphonic;

TEST_CASE("memoize calls the function once for each list of arguments") {
    int calls = 0;
    auto const area = sj::memoize([&](int a, double b) { return ++calls, a * b; });
    CHECK(area(2, 1.5) == 3);
    CHECK(area(2, 1.5) == 3);
    CHECK(calls == 1);
    CHECK(area(3, 1.5) == 4.5);
    CHECK(area(2, 2.5) == 5);
    CHECK(calls == 3);
    CHECK(area.cache().stats().loads == 3);
    CHECK(area.cache().stats().hits == 1);
    area.cache().clear();
    CHECK(area(2, 1.5) == 3);
    CHECK(calls == 4);
}

TEST_CASE("memoize takes the options of a cache") {
    int calls = 0;
    sj::manual_clock clock;
    auto const twice = sj::memoize([&](int x) { return ++calls, 2 * x; },
                                   {.max_entries = 2, .ttl = std::chrono::seconds{1}, .clock = clock});
    for (int x : {1, 2, 1, 3, 1}) CHECK(twice(x) == 2 * x);
    CHECK(calls == 3);
    CHECK(twice(2) == 4);
    CHECK(calls == 4);   // it had been evicted
    clock.advance(std::chrono::seconds{1});
    CHECK(twice(2) == 4);
    CHECK(calls == 5);   // it has expired
}

TEST_CASE("memoize takes strings, ranges and types with a std::hash") {
    int calls = 0;
    auto const length =
        sj::memoize([&](std::string name, std::vector<float> x) { return ++calls, name.size() + x.size(); });
    std::vector<float> x{1, 2, 3};
    CHECK(length("abc", x) == 6);
    CHECK(length("abc", std::vector<float>{1, 2, 3}) == 6);
    CHECK(calls == 1);
    x[1] = 5;   // the key is a copy
    CHECK(length("abc", x) == 6);
    CHECK(calls == 2);
    CHECK(length("abc", {1, 2, 3}) == 6);
    CHECK(calls == 2);
    x.pop_back();
    CHECK(length("abcd", x) == 6);
    CHECK(calls == 3);
}

TEST_CASE("memoize compares floating-point arguments by their bits") {
    int calls = 0;
    auto const inverse = sj::memoize([&](double x) { return ++calls, 1 / x; });
    auto const inf = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();
    CHECK(inverse(0.0) == inf);
    CHECK(inverse(-0.0) == -inf);
    CHECK(calls == 2);
    CHECK(std::isnan(inverse(nan)));
    CHECK(std::isnan(inverse(nan)));
    CHECK(calls == 3);
    auto const count = sj::memoize([&](std::vector<double> x) { return ++calls, x.size(); });
    CHECK(count({nan, 1}) == 2);
    CHECK(count({nan, 1}) == 2);
    CHECK(calls == 4);
    CHECK(count({}) == 0);
    CHECK(count({}) == 0);
    CHECK(calls == 5);
}

TEST_CASE("memoize distinguishes zeros in a long double, an optional and a variant") {
    auto const inf = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();
    auto const check = [&](const auto& inverse, auto zero, auto negative_zero, auto not_a_number) {
        for (int i = 0; i < 2; ++i) {
            CHECK(inverse(zero) == inf);
            CHECK(inverse(negative_zero) == -inf);
            CHECK(std::isnan(inverse(not_a_number)));
        }
        CHECK(inverse.cache().stats().loads == 3);
    };
    check(sj::memoize([](long double x) { return 1 / x; }), 0.0L, -0.0L, std::numeric_limits<long double>::quiet_NaN());
    using maybe = std::optional<std::optional<double>>;
    check(sj::memoize([](maybe x) { return 1 / x.value().value(); }), maybe{0.0}, maybe{-0.0}, maybe{nan});
    using either = std::variant<int, double, double>;
    auto const of = [](double x) { return either{std::in_place_index<2>, x}; };
    check(sj::memoize([](either x) { return 1 / std::get<2>(x); }), of(0.0), of(-0.0), of(nan));
    auto const kind =
        sj::memoize([](std::optional<double> x, either y) { return 10 * x.has_value() + int(y.index()); });
    CHECK(kind({}, 0) == 0);
    CHECK(kind(0.0, 0) == 10);
    CHECK(kind({}, of(0)) == 2);
    CHECK(kind({}, either{std::in_place_index<1>, 0.0}) == 1);
    CHECK(kind.cache().stats().loads == 4);
}

namespace {
double half(double x) noexcept { return x / 2; }
int seven() { return 7; }
std::string shared = "lasting";
const std::string& stored_text(int) { return shared; }
}

TEST_CASE("memoize takes functions, generic lambdas and functions without parameters") {
    auto const h = sj::memoize(half);
    CHECK(h(3) == 1.5);
    CHECK(h(3) == 1.5);
    CHECK(h.cache().stats().loads == 1);
    auto const n = sj::memoize(seven);
    CHECK(n() == 7);
    CHECK(n() == 7);
    CHECK(n.cache().stats().loads == 1);
    auto const sum = sj::memoize<int, double>([](auto a, auto b) { return a + b; }, {.max_entries = 3});
    CHECK(sum(1, 2.5) == 3.5);
    CHECK(sum(1, 2.5) == 3.5);
    CHECK(sum.cache().stats().loads == 1);
    auto const next = sj::memoize<int>([](auto a) { return a + 1; });
    CHECK(next(2) == 3);
    CHECK(next(2) == 3);
    CHECK(next.cache().stats().loads == 1);
    auto const text = sj::memoize(stored_text);
    static_assert(std::is_same_v<decltype(text(1)), std::string>);   // returned by value
    CHECK(text(1) == "lasting");
}

TEST_CASE("memoize takes functions that can only be moved, and its result can be moved") {
    struct counter {
        std::unique_ptr<int> calls = std::make_unique<int>(0);
        int operator()(int x) { return ++*calls + x; }
    };
    auto f = sj::memoize(counter{});
    CHECK(f(1) == 2);
    auto const moved = std::move(f);
    CHECK(moved(1) == 2);
    CHECK(moved(2) == 4);
}

TEST_CASE("memoize stores no exception and throws recursive_load if the function waits for itself") {
    int calls = 0;
    auto const fails = sj::memoize([&](int x) -> int {
        if (++calls == 1) throw std::runtime_error{"no"};
        return x;
    });
    CHECK_THROWS_AS(fails(1), std::runtime_error);
    CHECK(fails(1) == 1);
    CHECK(calls == 2);

    struct fibonacci {
        std::function<long(int)> again{};
    } self;
    auto const f = sj::memoize([&](int n) -> long { return n < 2 ? n : self.again(n - 1) + self.again(n - 2); });
    self.again = [&](int n) { return f(n); };
    CHECK(f(60) == 1548008755920);
    CHECK(f.cache().stats().loads == 61);
    auto const circle = sj::memoize([&](int n) -> long { return self.again(n); });
    self.again = [&](int n) { return circle(n); };
    CHECK_THROWS_AS(circle(1), sj::recursive_load);
}

TEST_CASE("threads that call a memoized function with equal arguments share one call", "[threads]") {
    std::atomic<int> calls{0};
    auto const f = sj::memoize([&](int x) {
        ++calls;
        return x * x;
    });
    std::atomic<int> wrong{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (int x = 0; x < 100; ++x) wrong += f(x) != x * x;
        });
    for (auto& t : threads) t.join();
    CHECK(wrong == 0);
    CHECK(calls == 100);
}
