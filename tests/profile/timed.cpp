// SPDX-License-Identifier: MIT
#include <symphonic/profile/timed.hpp>

#include <functional>
#include <memory>
#include <string>

#include "support/catch.hpp"
#include "support/manual_clock.hpp"

namespace sj = symphonic;
using testing::entry_of, testing::manual_clock, testing::ns, testing::pass;

namespace {

int twice(int x) { return 2 * x; }
[[maybe_unused]] int no_throw(int x) noexcept { return x; }

struct member {
    int value = 3;
    int plus(int x) const { return value + x; }
    int& reference() noexcept { return value; }
};

struct overloaded {
    int operator()() & { return 1; }
    int operator()() const& { return 2; }
    int operator()() && { return 3; }
    int operator()() const&& { return 4; }
};

template <class F> using timed_of = decltype(sj::timed(std::declval<sj::profile&>(), "", std::declval<F>()));

static_assert(std::is_nothrow_invocable_v<timed_of<decltype(&no_throw)>, int>);
static_assert(std::is_invocable_v<timed_of<decltype(&twice)>&, int> &&
              !std::is_nothrow_invocable_v<timed_of<decltype(&twice)>&, int>);
static_assert(!std::is_invocable_v<timed_of<decltype(&twice)>, std::string>);
static_assert(std::is_nothrow_invocable_r_v<int&, timed_of<decltype(&member::reference)>, member&>);
template <class P> concept times = requires(P&& p) { sj::timed(std::forward<P>(p), "", twice); };
static_assert(times<sj::profile&> && !times<sj::profile> && !times<const sj::profile&>);   // a temporary would dangle

}   // namespace

TEST_CASE("a timed function has the arguments and results of the function") {
    sj::profile prof{{.clock = manual_clock}};
    int counter = 0;
    auto const reference = sj::timed(prof, "f", [&](int by) -> int& { return counter += by; });
    static_assert(std::is_same_v<decltype(reference(1)), int&>);
    CHECK(&reference(5) == &counter);
    CHECK(counter == 5);
    auto const nothing = sj::timed(prof, "f", [&] { ++counter; });
    static_assert(std::is_void_v<decltype(nothing())>);
    nothing();
    CHECK(counter == 6);
    auto const moved = sj::timed(prof, "f", [](std::unique_ptr<int>&& p) { return std::move(p); });
    CHECK(*moved(std::make_unique<int>(4)) == 4);
    auto const rvalue = sj::timed(prof, "f", [](std::string& s) -> std::string&& { return std::move(s); });
    std::string text = "text";
    static_assert(std::is_same_v<decltype(rvalue(text)), std::string&&>);
    CHECK(&static_cast<const std::string&>(rvalue(text)) == &text);
    CHECK(sj::timed(prof, "f", twice)(4) == 8);
    CHECK(entry_of(prof, "f").calls == 5);
}

TEST_CASE("any callable object can be timed") {
    sj::profile prof;
    member m;
    auto const plus = sj::timed(prof, "f", &member::plus);
    CHECK(plus(m, 1) == 4);
    CHECK(plus(&m, 1) == 4);
    CHECK(plus(std::ref(m), 1) == 4);
    CHECK(plus(std::make_unique<member>(), 2) == 5);
    auto const value = sj::timed(prof, "f", &member::value);
    CHECK(&value(m) == &m.value);
    CHECK(value(std::as_const(m)) == 3);
    auto counting = sj::timed(prof, "f", [n = 0]() mutable { return ++n; });
    CHECK(counting() == 1);
    CHECK(counting() == 2);
    auto each = sj::timed(prof, "f", overloaded{});
    CHECK(each() == 1);
    CHECK(std::as_const(each)() == 2);
    CHECK(std::move(each)() == 3);
    CHECK(std::move(std::as_const(each))() == 4);
    auto const once = sj::timed(prof, "f", [p = std::make_unique<int>(1)] { return *p; });
    CHECK(once() == 1);
    std::function<int(int)> const function = sj::timed(prof, "f", twice);
    CHECK(function(2) == 4);
    CHECK(entry_of(prof, "f").calls == 14);
}

TEST_CASE("exceptions of the function are passed on, and the call counts") {
    sj::profile prof{{.clock = manual_clock}};
    auto const throwing = sj::timed(prof, "throws", [](std::uint64_t n) {
        pass(n);
        throw n;
    });
    for (std::uint64_t n : {3U, 4U}) CHECK_THROWS_AS(throwing(n), std::uint64_t);
    CHECK(entry_of(prof, "throws").calls == 2);
    CHECK(ns(entry_of(prof, "throws").total) == 7);
}

TEST_CASE("timed functions may call one another") {
    sj::profile prof{{.clock = manual_clock}};
    auto const inner = sj::timed(prof, "inner", [] { pass(10); });
    auto const outer = sj::timed(prof, "outer", [&] { pass(1), inner(), inner(); });
    outer();
    CHECK(ns(entry_of(prof, "outer").self) == 1);
    CHECK(ns(entry_of(prof, "inner").self) == 20);
}
