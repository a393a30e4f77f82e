// SPDX-License-Identifier: MIT
#include <symphonic/core/duration.hpp>

#include <chrono>
#include <cmath>
#include <limits>

#include "support/catch.hpp"

TEST_CASE("duration: whole nanoseconds, rounded up, saturating") {
    using namespace std::chrono_literals;
    using symphonic::detail::whole_nanoseconds;
    using seconds = std::chrono::duration<double>;
    auto const inf = std::numeric_limits<double>::infinity();
    CHECK(whole_nanoseconds(7ns) == 7);
    CHECK(whole_nanoseconds(2h) == 7'200'000'000'000);
    CHECK(whole_nanoseconds(seconds{0.25}) == 250'000'000);
    CHECK(whole_nanoseconds(-3ms) == 0);
    CHECK(whole_nanoseconds(0s) == 0);
    CHECK(whole_nanoseconds(std::chrono::duration<int, std::pico>{1}) == 1);
    CHECK(whole_nanoseconds(std::chrono::duration<int, std::pico>{1001}) == 2);
    CHECK(whole_nanoseconds(std::chrono::nanoseconds::max()) == INT64_MAX);
    CHECK(whole_nanoseconds(std::chrono::nanoseconds{INT64_MAX - 1}) == INT64_MAX - 1);
    CHECK(
        (whole_nanoseconds(std::chrono::hours::max()) == INT64_MAX && whole_nanoseconds(seconds{1e300}) == INT64_MAX));
    CHECK(whole_nanoseconds(seconds{inf}) == INT64_MAX);
    CHECK(whole_nanoseconds(seconds{-inf}) == 0);
    CHECK(whole_nanoseconds(seconds{std::nan("")}) == 0);
}
