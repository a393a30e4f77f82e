// SPDX-License-Identifier: MIT
#include <algorithm>
#include <atomic>
#include <functional>
#include <latch>
#include <vector>

#include <symphonic/cache.hpp>

#include "support/catch.hpp"
#include "support/threads.hpp"

namespace sj = symphonic;
using cache = sj::lru_cache<int, int>;
using testing::in_threads;

TEST_CASE("a loader that asks for its own key throws recursive_load") {
    cache c, d;
    CHECK_THROWS_AS(c.get_or_compute(1, [&] { return *c.get_or_compute(1, [] { return 0; }); }), sj::recursive_load);
    auto const load = [&](cache& where, int key) { return *where.get_or_compute(key, [] { return 0; }); };
    CHECK_THROWS_AS(c.get_or_compute(1, [&] { return *c.get_or_compute(2, [&] { return load(c, 1); }); }),
                    sj::recursive_load);
    CHECK_THROWS_AS(c.get_or_compute(1, [&] { return *d.get_or_compute(1, [&] { return load(c, 1); }); }),
                    sj::recursive_load);
    CHECK_THROWS_AS(c.get_or_compute(1,
                                     [&] {
                                         throw sj::recursive_load{"thrown by the loader"};
                                         return 0;
                                     }),
                    sj::error);
    CHECK(c.size() == 0);
    CHECK(d.size() == 0);
    int const caught = *c.get_or_compute(1, [&] {
        try {
            return load(c, 1);
        } catch (const sj::recursive_load&) {
            return 5;
        }
    });
    CHECK(caught == 5);
    CHECK(*c.get(1) == 5);
    CHECK(*c.get_or_compute(2, [&] { return c.get(2) || c.contains(2) ? 0 : 6; }) ==
          6);   // get does not wait for the load
}

TEST_CASE("a loader may load other keys") {
    for (std::size_t const most : {std::size_t{0}, std::size_t{1}, std::size_t{2}, sj::unlimited}) {
        cache c{{.max_entries = most}};
        std::function<int(int)> const triangle = [&](int n) -> int {
            return *c.get_or_compute(n, [&] { return n == 0 ? 0 : n + triangle(n - 1); });
        };
        CHECK(triangle(100) == 5050);
        CHECK(c.stats().loads == 101);
        CHECK(c.size() == std::min<std::size_t>(most, 101));
    }
    cache c;
    std::function<int(int)> const fibonacci = [&](int n) -> int {
        return *c.get_or_compute(n, [&] { return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); });
    };
    CHECK(fibonacci(40) == 102334155);
    CHECK(c.stats().loads == 41);
}

namespace {

/// Each of n threads loads its key and, during that, asks for the key of the next thread. Returns how many of them
/// caught recursive_load; -1 if an entry is missing or too many.
int ring(int n, bool caught, bool separate_caches) {
    std::vector<cache> caches(static_cast<std::size_t>(n));
    auto const cache_of = [&](int i) -> cache& { return caches[separate_caches ? static_cast<std::size_t>(i) : 0]; };
    std::latch all_loading{n};
    std::atomic<int> recursive{0};
    in_threads(n, [&](int i) {
        int const next = (i + 1) % n;
        try {
            cache_of(i).get_or_compute(i, [&] {
                all_loading.arrive_and_wait();
                try {
                    return *cache_of(next).get_or_compute(next, [] { return 0; }) + 1;
                } catch (const sj::recursive_load&) {
                    ++recursive;
                    if (!caught) throw;
                    return 0;
                }
            });
        } catch (const sj::recursive_load&) {}
    });
    for (int i = 0; i < n; ++i)
        if (cache_of(i).contains(i) != caught) return -1;
    return recursive;
}

}   // namespace

TEST_CASE("loaders of several threads that wait in a circle throw recursive_load") {
    for (int round = 0; round < 10; ++round)
        for (int const n : {2, 3, 5})
            for (bool const separate : {false, true}) {
                CHECK(ring(n, true, separate) == 1);    // one of them catches it, and all go on
                CHECK(ring(n, false, separate) == n);   // it leaves one load after the other
            }
}

TEST_CASE("loaders of several threads that wait in a chain do not throw") {
    for (int round = 0; round < 20; ++round) {
        cache c;
        constexpr int n = 5;
        std::latch all_loading{n};
        std::atomic<int> wrong{0};
        in_threads(n, [&](int i) {
            wrong += *c.get_or_compute(i, [&] {
                all_loading.arrive_and_wait();
                return i + 1 == n ? 0 : *c.get_or_compute(i + 1, [] { return 1000; }) + 1;
            }) != n - 1 - i;
        });
        CHECK(wrong == 0);
        CHECK(c.stats().loads == n);
        CHECK(c.size() == n);
    }
}
