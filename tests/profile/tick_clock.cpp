// SPDX-License-Identifier: MIT
#include <symphonic/profile/detail/tick_clock.hpp>

#include <chrono>

#include "support/catch.hpp"
#include "support/manual_clock.hpp"

using symphonic::detail::tick_clock;

TEST_CASE("ticks of the processor's counter, where it is steady, are those of the steady clock") {
    tick_clock const clock{nullptr}, nanoseconds{&symphonic::detail::steady_nanoseconds};
    auto const outer = clock.now(), inner = nanoseconds.now();
    while (nanoseconds.now() - inner < 20'000'000) {}
    auto const shorter = static_cast<double>(nanoseconds.now() - inner) * nanoseconds.seconds_per_tick();
    auto const longer = static_cast<double>(clock.now() - outer) * clock.seconds_per_tick();
    CHECK(longer > shorter * 0.999);
    auto const again = nanoseconds.now();
    auto const within = clock.now();
    while (nanoseconds.now() - again < 20'000'000) {}
    auto const ticks = clock.now() - within;
    CHECK(static_cast<double>(ticks) * clock.seconds_per_tick() <
          static_cast<double>(nanoseconds.now() - again) * 1.001e-9);
    CHECK((clock.start() <= outer && nanoseconds.seconds_per_tick() == 1e-9));
}

TEST_CASE("nanoseconds are those of std::chrono::steady_clock") {
    auto const before = std::chrono::steady_clock::now().time_since_epoch();
    std::chrono::nanoseconds const between{symphonic::detail::steady_nanoseconds()};
    CHECK((before <= between && between <= std::chrono::steady_clock::now().time_since_epoch()));
}

TEST_CASE("a clock that is given is the clock") {
    tick_clock const clock{&testing::manual_clock};
    auto const before = clock.now();
    testing::pass(17);
    CHECK((clock.now() == before + 17 && clock.start() == before && clock.seconds_per_tick() == 1e-9));
}
