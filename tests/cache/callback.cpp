// SPDX-License-Identifier: MIT
#include <symphonic/cache/lru_cache.hpp>

#include "support/catch.hpp"

namespace sj = symphonic;

TEST_CASE("callback: what a listener gives is dropped, and a weight may be any integer") {
    int told = 0;
    sj::lru_cache<int, int> cache{{.max_bytes = 5,
                                   .weigher = [](int, int value) { return value; },
                                   .on_removal = [&](int, const auto&, sj::removal) { return ++told; }}};
    CHECK((cache.put(1, 3) && cache.put(2, 2) && told == 0));
    CHECK((cache.put(3, 1) && told == 1 && cache.stats().bytes == 3));
    CHECK((!cache.put(4, -1) && cache.stats().refused == 1));   // beyond any budget
}
