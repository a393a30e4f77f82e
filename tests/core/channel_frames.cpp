// SPDX-License-Identifier: MIT
#include <symphonic/core/channel_frames.hpp>

#include "support/catch.hpp"

namespace sj = symphonic;

TEST_CASE("channel_frames owns the values of all channels, also after a copy and a move") {
    std::vector<float> left{1, 2, 3}, right{4, 5, 6};
    std::vector<std::span<const float>> const element{left, right};
    sj::channel_frames<float> kept{element};
    auto const copy = kept;
    left.assign(3, 0.0F);
    kept = std::span{element};
    CHECK(kept[0][1] == 0);
    auto const moved = std::move(kept);
    for (auto const* frames : {&copy, &moved}) {
        REQUIRE(frames->size() == 2);
        CHECK((*frames)[1].size() == 3);
        CHECK((*frames)[1][2] == 6);
        CHECK((*frames)[1].data() == (*frames)[0].data() + 3);   // in its own memory
    }
    CHECK(copy[0][1] == 2);
    CHECK(copy[0].data() != moved[0].data());
}
