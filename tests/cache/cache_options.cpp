// SPDX-License-Identifier: MIT
#include <symphonic/cache/lru_cache.hpp>

#include "support/catch.hpp"

namespace sj = symphonic;

TEST_CASE("a listener may return any type and a weigher any integer") {
    int removed = 0;
    sj::lru_cache<int, int> cache{{.max_bytes = 5,
                                   .weigher = [](int, int value) { return value; },
                                   .on_removal = [&](int, const auto&, sj::removal) { return ++removed; }}};
    CHECK(cache.put(1, 3));
    CHECK(cache.put(2, 2));
    CHECK(removed == 0);
    CHECK(cache.put(3, 1));
    CHECK(removed == 1);
    CHECK(cache.stats().bytes == 3);
    CHECK(!cache.put(4, -1));
    CHECK(cache.stats().refused == 1);   // as std::size_t it exceeds any budget
}
