// SPDX-License-Identifier: MIT
#include <chrono>
#include <string>

#include <symphonic/cache/lru_cache.hpp>
#include <symphonic/cache/manual_clock.hpp>

#include "support/catch.hpp"

namespace sj = symphonic;
using namespace std::chrono_literals;

namespace {

/// A clock of the user, in milliseconds.
struct own_clock {
    static inline std::chrono::milliseconds time{};
    static std::chrono::time_point<own_clock, std::chrono::milliseconds> now() {
        return std::chrono::time_point<own_clock, std::chrono::milliseconds>{time};
    }
};
static_assert(sj::readable_clock<own_clock> && sj::readable_clock<sj::manual_clock>);
static_assert(sj::readable_clock<std::chrono::steady_clock> && sj::readable_clock<std::chrono::system_clock>);
static_assert(!sj::readable_clock<sj::cache_clock> && !sj::readable_clock<int>);

}   // namespace

TEST_CASE("cache_clock reads the clock that it holds") {
    sj::manual_clock clock;
    sj::cache_clock const manual{clock};
    clock.advance(5ns);
    CHECK(manual.now().time_since_epoch() == 5ns);
    own_clock::time = 42ms;
    CHECK(sj::cache_clock{own_clock{}}.now().time_since_epoch() == 42ms);
    sj::cache_clock const steady{std::chrono::steady_clock{}};
    auto const before = std::chrono::steady_clock::now().time_since_epoch();
    CHECK(steady.now().time_since_epoch() >= before);
}

TEST_CASE("cache_clock holds a coarse_clock by default") {
    sj::cache_clock const clock;
    auto const before = sj::coarse_clock::now().time_since_epoch();
    auto const time = clock.now().time_since_epoch();
    CHECK(time >= before);
    CHECK(time <= sj::coarse_clock::now().time_since_epoch());
}

TEST_CASE("a cache measures age by the clock in its options") {
    sj::lru_cache<int, int> cache{{.ttl = 5ms, .clock = own_clock{}}};
    own_clock::time = 10ms;
    cache.put(1, 2);
    own_clock::time = 14ms;
    CHECK(cache.get(1));
    own_clock::time = 15ms;
    CHECK(!cache.get(1));
}
