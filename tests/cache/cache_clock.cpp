// SPDX-License-Identifier: MIT
#include <symphonic/cache/lru_cache.hpp>

#include <chrono>

#include "support/catch.hpp"

namespace sj = symphonic;
using namespace std::chrono_literals;

namespace {
std::int64_t moment = 0;
std::int64_t seconds_since() { return moment; }
}

TEST_CASE("cache_clock: a function, or a lambda without captures") {
    sj::lru_cache<int, int> a{{.ttl = 5ns, .clock = seconds_since}}, b{{.ttl = 5ns, .clock = [] { return moment; }}};
    for (auto* const cache : {&a, &b}) {
        moment = 10;
        cache->put(1, 2);
        moment = 14;
        CHECK(cache->get(1));
        moment = 15;
        CHECK(!cache->get(1));
    }
}
