// SPDX-License-Identifier: MIT
#include <symphonic/core.hpp>

#include "support/catch.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;

TEST_CASE("a block counts whole sample frames and at least one channel") {
    std::vector<float> const x{1, 2, 3, 4, 5, 6, 7};
    CHECK(sj::block<const float>{x, 2}.frames() == 3);
    CHECK(sj::block<const float>{x, 0}.frames() == 7);   // no division by 0
    CHECK(sj::block<const float>{x, -3}.channels() == 1);
    CHECK(sj::block<const float>{}.frames() == 0);
}

TEST_CASE("a channel that a block does not have is refused") {
    std::vector<float> const x(4);
    CHECK(testing::message<sj::argument_error>([&] { return sj::block<const float>{x, 2}.channel(2); }) ==
          "block: channel 2 of 2 channels, expected 0 to 1");
    CHECK_THROWS_AS((sj::block<const float>{x, 2}.channel(-1)), sj::argument_error);
}

TEST_CASE("a part of a block is limited to the samples that exist") {
    std::vector<float> const x{1, 2, 3, 4, 5, 6};
    sj::block<const float> const whole{x, 2, 10};
    auto const last = sj::detail::part(whole, 2, 9);
    CHECK(last.frames() == 1);
    CHECK(last.position() == 12);
    CHECK(last.samples()[0] == 5);
    CHECK(sj::detail::part(whole, 4, 1).samples().empty());
    CHECK(sj::detail::part(whole, 0, 2).samples().size() == 4);
}
