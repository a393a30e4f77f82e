// SPDX-License-Identifier: MIT
#include <chrono>
#include <cstdint>
#include <limits>
#include <utility>

#include <symphonic/cache/manual_clock.hpp>

#include "support/catch.hpp"

namespace sj = symphonic;
using namespace std::chrono_literals;
using std::chrono::duration;

namespace {
std::int64_t nanoseconds_of(const sj::manual_clock& clock) { return clock.now().time_since_epoch().count(); }
}   // namespace

TEST_CASE("advance moves a manual_clock and its copies") {
    sj::manual_clock clock;
    auto const copy = clock;
    CHECK(nanoseconds_of(clock) == 0);
    clock.advance(3ns);
    clock.advance(0s);
    clock.advance(duration<double>{1});
    CHECK(nanoseconds_of(clock) == 1'000'000'003);
    CHECK(nanoseconds_of(copy) == 1'000'000'003);
    CHECK(nanoseconds_of(sj::manual_clock{}) == 0);   // not a copy
    auto const moved = std::move(clock);
    CHECK(moved.now() == clock.now());   // a move is a copy
}

TEST_CASE("a manual_clock does not go back") {
    sj::manual_clock clock;
    clock.advance(5s);
    auto const check_refused = [&](std::int64_t time, auto by) {
        CHECK_THROWS_AS(clock.advance(by), sj::argument_error);
        CHECK(nanoseconds_of(clock) == time);
    };
    check_refused(5'000'000'000, -1ns);
    check_refused(5'000'000'000, duration<double>{std::numeric_limits<double>::quiet_NaN()});
    check_refused(5'000'000'000, duration<double>{1e10});
    check_refused(5'000'000'000, std::chrono::nanoseconds::max());   // the sum overflows
    clock.advance(duration<double>{9e9});
    check_refused(9'000'000'005'000'000'000, duration<double>{1e9});
}
