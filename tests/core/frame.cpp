// SPDX-License-Identifier: MIT
#include <symphonic/core/frame.hpp>

#include "support/catch.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;

TEST_CASE("a frame copies the values of a span and converts back to one") {
    std::vector<float> x{1, 2, 3};
    sj::frame<float> copy{std::span<const float>{x}};
    x[0] = 9;
    REQUIRE(copy.size() == 3);
    CHECK(copy[0] == 1);
    CHECK(copy[2] == 3);
    std::span<const float> const view = copy;
    CHECK(view.data() == copy.data());
    copy = std::span<const float>{x};
    CHECK(copy[0] == 9);
}
