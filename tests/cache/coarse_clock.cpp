// SPDX-License-Identifier: MIT
#include <chrono>

#include <symphonic/cache/coarse_clock.hpp>

#include "support/catch.hpp"

namespace sj = symphonic;
using namespace std::chrono_literals;

TEST_CASE("coarse_clock is a steady std::chrono clock") {
    static_assert(sj::coarse_clock::is_steady);
    static_assert(std::is_same_v<sj::coarse_clock::time_point::clock, sj::coarse_clock>);
    auto const begin = sj::coarse_clock::now();
    while (sj::coarse_clock::now() == begin) {}
    auto const end = sj::coarse_clock::now();
    CHECK(end > begin);
    CHECK(end - begin < 10s);
}
