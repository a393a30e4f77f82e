// SPDX-License-Identifier: MIT
#include <chrono>
#include <limits>

#include <symphonic/cache/cache_clock.hpp>

#include "support/catch.hpp"

namespace sj = symphonic;
using namespace std::chrono_literals;
using sj::time_to_live;
using std::chrono::duration;

TEST_CASE("a time to live is any duration longer than 0") {
    constexpr time_to_live second{1s};
    CHECK((!second.for_ever() && second.expiry(0) == 1'000'000'000 && second.expiry(-5) == 999'999'995));
    CHECK((time_to_live{1ns}.expiry(7) == 8 && time_to_live{2h}.expiry(0) == 7'200'000'000'000));
    CHECK(time_to_live{duration<double>{1.5}}.expiry(0) == 1'500'000'000);
    CHECK(time_to_live{duration<float, std::milli>{0.25F}}.expiry(0) == 250'000);
    CHECK(time_to_live{duration<double, std::nano>{1e-3}}.expiry(0) == 1);   // not 0, which would be for nothing
    CHECK(time_to_live{duration<int, std::ratio<1, 3>>{1}}.expiry(0) == 333'333'334);
}

TEST_CASE("a time to live of 0, of less, or of NaN is refused") {
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

TEST_CASE("by default, and where nobody could count the nanoseconds, a time to live is for ever") {
    CHECK((time_to_live{}.for_ever() && time_to_live{}.expiry(5) == INT64_MAX));
    CHECK(time_to_live{std::chrono::hours::max()}.for_ever());
    CHECK(time_to_live{std::chrono::nanoseconds::max()}.for_ever());
    CHECK(time_to_live{duration<double>{std::numeric_limits<double>::infinity()}}.for_ever());
    CHECK(time_to_live{duration<double>{9.3e9}}.for_ever());
    time_to_live const long_time{duration<double>{9.2e9}};
    CHECK((!long_time.for_ever() && long_time.expiry(0) == 9'200'000'000'000'000'000));
    CHECK(long_time.expiry(INT64_MAX / 2) == INT64_MAX);   // never
    CHECK(long_time.expiry(INT64_MIN) < 0);
}

TEST_CASE("a manual clock moves when it is told to, and its copies with it") {
    sj::manual_clock clock;
    auto const copy = clock;
    sj::cache_clock const reading{clock};
    CHECK((clock.now() == 0 && reading.now() == 0));
    clock.advance(3ns);
    clock.advance(0s);
    clock.advance(duration<double>{1});
    CHECK((clock.now() == 1'000'000'003 && copy.now() == clock.now() && reading.now() == clock.now()));
    CHECK(sj::manual_clock{}.now() == 0);   // not a copy
}

TEST_CASE("a manual clock does not run back") {
    sj::manual_clock clock;
    clock.advance(5s);
    auto const stays_at = [&](std::int64_t time, auto by) {
        CHECK_THROWS_AS(clock.advance(by), sj::argument_error);
        CHECK(clock.now() == time);
    };
    stays_at(5'000'000'000, -1ns);
    stays_at(5'000'000'000, duration<double>{std::numeric_limits<double>::quiet_NaN()});
    stays_at(5'000'000'000, duration<double>{1e10});
    stays_at(5'000'000'000, std::chrono::nanoseconds::max());   // more than there is left
    clock.advance(duration<double>{9e9});
    stays_at(9'000'000'005'000'000'000, duration<double>{1e9});
}

TEST_CASE("a cache may have any clock") {
    static std::int64_t nanoseconds = 0;
    sj::cache_clock const own{+[] { return nanoseconds; }};
    nanoseconds = 42;
    CHECK(own.now() == 42);
    sj::cache_clock const system;
    auto const begin = system.now();
    while (system.now() == begin) {}   // it moves
    CHECK(system.now() > begin);
}
