// SPDX-License-Identifier: MIT
#include <algorithm>
#include <ranges>

#include <symphonic/core.hpp>

#include "support/catch.hpp"

namespace sj = symphonic;

TEST_CASE("a channel of a block is a random-access view of every channels-th sample") {
    std::vector<float> x{1, 2, 3, 4, 5, 6};
    using view = sj::strided_span<const float>;
    STATIC_REQUIRE(std::ranges::random_access_range<view>);
    STATIC_REQUIRE(std::ranges::view<view>);
    STATIC_REQUIRE(!std::ranges::contiguous_range<view>);
    auto const right = sj::block<const float>{x, 2}.channel(1);
    CHECK(std::ranges::equal(right, std::vector<float>{2, 4, 6}));
    CHECK(right[2] == 6);
    CHECK(right.stride() == 2);
    auto const last = right.end() - 1;
    CHECK(*last == 6);
    CHECK(last[-2] == 2);
    CHECK(last - right.begin() == 2);
    CHECK(right.begin() < last);
    std::ranges::sort(sj::block<float>{x, 2}.channel(0), std::ranges::greater{});
    CHECK(x == std::vector<float>{5, 2, 3, 4, 1, 6});
    CHECK(sj::block<const float>{}.channel(0).empty());
}
