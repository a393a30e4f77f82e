// SPDX-License-Identifier: MIT
#include <chrono>
#include <cstdint>
#include <limits>

#include <symphonic/cache/time_to_live.hpp>

#include "support/catch.hpp"

namespace sj = symphonic;
using namespace std::chrono_literals;
using sj::time_to_live;
using std::chrono::duration, std::chrono::nanoseconds;

namespace {

/// The expiry, in nanoseconds, of an entry stored at `now` nanoseconds.
constexpr std::int64_t expiry(time_to_live ttl, std::int64_t now = 0) {
    using time_point = std::chrono::time_point<std::chrono::steady_clock, nanoseconds>;
    return ttl.expiry(time_point{nanoseconds{now}}).time_since_epoch().count();
}

}   // namespace

TEST_CASE("time_to_live is any duration above 0, rounded up to nanoseconds") {
    constexpr time_to_live second{1s};
    static_assert(expiry(second) == 1'000'000'000);
    CHECK(!second.for_ever());
    CHECK(expiry(second, -5) == 999'999'995);
    CHECK(expiry(1ns, 7) == 8);
    CHECK(expiry(2h) == 7'200'000'000'000);
    CHECK(expiry(duration<double>{1.5}) == 1'500'000'000);
    CHECK(expiry(duration<float, std::milli>{0.25F}) == 250'000);
    CHECK(expiry(duration<double, std::nano>{1e-3}) == 1);
    CHECK(expiry(duration<int, std::ratio<1, 3>>{1}) == 333'333'334);
}

TEST_CASE("time_to_live refuses 0, negative durations and NaN") {
    constexpr auto nan = std::numeric_limits<double>::quiet_NaN(), infinite = std::numeric_limits<double>::infinity();
    CHECK_THROWS_AS(time_to_live{0s}, sj::argument_error);
    CHECK_THROWS_AS(time_to_live{-1ns}, sj::argument_error);
    CHECK_THROWS_AS(time_to_live{std::chrono::hours::min()}, sj::argument_error);
    CHECK_THROWS_AS(time_to_live{duration<double>{0}}, sj::argument_error);
    CHECK_THROWS_AS(time_to_live{duration<double>{-0.0}}, sj::argument_error);
    CHECK_THROWS_AS(time_to_live{duration<double>{nan}}, sj::argument_error);
    CHECK_THROWS_AS(time_to_live{duration<double>{-infinite}}, sj::argument_error);
    CHECK_THROWS_WITH(time_to_live{-2s}, Catch::Matchers::Contains("-2 s"));
}

TEST_CASE("time_to_live is unlimited by default and from 2^63 - 1 ns on") {
    CHECK(time_to_live{}.for_ever());
    CHECK(expiry(time_to_live{}, 5) == INT64_MAX);
    CHECK(time_to_live{std::chrono::hours::max()}.for_ever());
    CHECK(time_to_live{nanoseconds::max()}.for_ever());
    CHECK(time_to_live{duration<double>{std::numeric_limits<double>::infinity()}}.for_ever());
    CHECK(time_to_live{duration<double>{9.3e9}}.for_ever());
    time_to_live const long_time{duration<double>{9.2e9}};
    CHECK(!long_time.for_ever());
    CHECK(expiry(long_time) == 9'200'000'000'000'000'000);
    CHECK(expiry(long_time, INT64_MAX / 2) == INT64_MAX);   // never: the sum overflows
    CHECK(expiry(long_time, INT64_MIN) < 0);
}
