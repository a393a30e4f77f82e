// SPDX-License-Identifier: MIT
#include <symphonic/profile/detail/duration_buckets.hpp>

#include <random>

#include "support/catch.hpp"

using buckets = symphonic::detail::duration_buckets;

static_assert(buckets::index_of(0) == 0 && buckets::middle(0) == 0);
static_assert(buckets::index_of(31) == 31 && buckets::middle(31) == 31);
static_assert(buckets::index_of(32) == buckets::index_of(33) && buckets::index_of(33) != buckets::index_of(34));
static_assert(buckets::index_of(~std::uint64_t{0}) == buckets::count - 1);

TEST_CASE("the middle of a bucket is within 3.2 % of the durations in it, and buckets are in order") {
    std::mt19937_64 random{5};
    for (int i = 0; i < 20000; ++i) {
        auto const duration = random() >> (random() % 64);
        auto const bucket = buckets::index_of(duration);
        REQUIRE(bucket < buckets::count);
        CHECK(buckets::middle(bucket) == Approx(static_cast<double>(duration)).epsilon(1 / 31.0));
        CHECK(buckets::index_of(duration + (duration != ~std::uint64_t{0} ? 1 : 0)) - bucket <= 1);
    }
}

TEST_CASE("a quantile of a histogram is the middle of the bucket that holds it") {
    buckets::counts counts{};
    CHECK(buckets::quantile(counts, 0.99) == 0);
    counts[3] = 1;
    CHECK(buckets::quantile(counts, 0.99) == 3);
    counts[3] = 99, counts[10] = 1;
    CHECK(buckets::quantile(counts, 0.99) == 3);
    CHECK(buckets::quantile(counts, 0.995) == 10);
    counts[10] = 2;
    CHECK(buckets::quantile(counts, 0.99) == 10);
}
