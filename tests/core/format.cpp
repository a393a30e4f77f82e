// SPDX-License-Identifier: MIT
#include <symphonic/core.hpp>

#include "support/catch.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;

TEST_CASE("positions of a stream with an unbelievable length are limited to the largest number") {
    CHECK(sj::detail::saturated_sum(2, 3) == 5);
    CHECK(sj::detail::saturated_sum(-2, -3) == -5);
    CHECK(sj::detail::saturated_sum(INT64_MAX - 1, 1) == INT64_MAX);
    CHECK(sj::detail::saturated_sum(INT64_MAX, 1) == INT64_MAX);
    CHECK(sj::detail::saturated_sum(INT64_MIN, -1) == INT64_MIN);
    CHECK(sj::detail::end_position({.frames = 10, .start = -8}) == 10);
    CHECK(sj::detail::end_position({.frames = 10, .start = 5}) == 15);
    CHECK(sj::detail::end_position({.frames = INT64_MAX, .start = 5}) == INT64_MAX);
}

TEST_CASE("sizes are 1 to max_samples, and rate and channels are checked") {
    CHECK_NOTHROW(sj::detail::require_count(1, "x"));
    CHECK(testing::says(testing::message<sj::argument_error>([] { sj::detail::require_count(0, "x: size ", 0); }),
                        "x: size 0, expected 1 to "));
    CHECK(sj::detail::required_rate({.sample_rate = 8000}, "x") == 8000);
    CHECK_THROWS_AS(sj::detail::required_rate({}, "x"), sj::format_error);
    CHECK_NOTHROW(sj::detail::require_one_channel(0, "x"));
    CHECK_THROWS_AS(sj::detail::require_one_channel(2, "x"), sj::format_error);
}
