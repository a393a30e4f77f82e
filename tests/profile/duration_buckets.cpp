// SPDX-License-Identifier: MIT
#include <symphonic/profile/detail/duration_buckets.hpp>

#include <random>

#include "support/catch.hpp"

using buckets = symphonic::detail::duration_buckets;

static_assert(buckets::of(0) == 0 && buckets::middle(0) == 0);
static_assert(buckets::of(31) == 31 && buckets::middle(31) == 31);
static_assert(buckets::of(32) == buckets::of(33) && buckets::of(33) != buckets::of(34));
static_assert(buckets::of(~std::uint64_t{0}) == buckets::count - 1);

TEST_CASE("what is in a bucket is within 3.2 % of its middle, and buckets are in order") {
    std::mt19937_64 random{5};
    for (int i = 0; i < 20000; ++i) {
        auto const ticks = random() >> (random() % 64);
        auto const bucket = buckets::of(ticks);
        REQUIRE(bucket < buckets::count);
        CHECK(buckets::middle(bucket) == Approx(static_cast<double>(ticks)).epsilon(1 / 31.0));
        CHECK(buckets::of(ticks + (ticks != ~std::uint64_t{0} ? 1 : 0)) - bucket <= 1);
    }
}

TEST_CASE("quantiles of a histogram") {
    std::uint64_t counts[buckets::count] = {};
    CHECK(buckets::quantile(counts, 0.99) == 0);
    counts[3] = 1;
    CHECK(buckets::quantile(counts, 0.99) == 3);
    counts[3] = 99, counts[10] = 1;
    CHECK((buckets::quantile(counts, 0.99) == 3 && buckets::quantile(counts, 0.995) == 10));
    counts[10] = 2;
    CHECK(buckets::quantile(counts, 0.99) == 10);
}
