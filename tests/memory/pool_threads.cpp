// SPDX-License-Identifier: MIT
// Also run under the thread sanitizer.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <optional>
#include <thread>
#include <vector>

#include <symphonic/memory/buffer_pool.hpp>

#include "support/catch.hpp"

namespace sj = symphonic;
using namespace std::chrono_literals;

namespace {

using pool_of_ints = sj::buffer_pool<int>;

/// f(i) in n threads, which begin together.
void in_threads(int n, auto f) {
    std::atomic<int> ready{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < n; ++i)
        threads.emplace_back([&, i] {
            ++ready;
            while (ready < n) std::this_thread::yield();
            f(i);
        });
    for (auto& t : threads) t.join();
}

/// Whether a buffer is this thread's alone: its mark stays in all of it, whoever runs meanwhile.
bool mine(sj::lease<int>& l, int mark, bool wait) {
    std::ranges::fill(l, mark);
    if (wait) std::this_thread::yield();
    return std::ranges::all_of(l, [&](int x) { return x == mark; });
}

void until(auto done) {
    while (!done()) std::this_thread::yield();
}

}   // namespace

TEST_CASE("many threads, few buffers: each is one thread's at a time") {
    using sj::exhaustion;
    for (auto const policy : {exhaustion::block, exhaustion::temporary})
        for (std::size_t const n : {1U, 3U, 40U}) {
            pool_of_ints pool{32, n, {.exhaustion = policy}};
            std::atomic<int> wrong{0};
            in_threads(4, [&](int i) {
                for (int k = 0; k < 400; ++k) {
                    auto a = pool.acquire();
                    if (!a || !mine(a, 1000 * i + k, k % 8 == 0)) ++wrong;
                    if (auto b = pool.try_acquire(); b && !mine(b, -1000 * i - k, k % 8 == 4)) ++wrong;
                }
            });
            auto const s = pool.stats();
            CHECK((wrong == 0 && s.in_use == 0 && s.high_water >= 1 && s.high_water <= n));
            CHECK((policy == exhaustion::block ? s.temporaries == 0 : s.waits == 0));
            std::vector<sj::lease<int>> all;
            while (auto l = pool.try_acquire()) all.push_back(std::move(l));
            CHECK(all.size() == n);
        }
}

TEST_CASE("leases cross threads") {
    pool_of_ints pool{16, 10};
    std::vector<sj::lease<int>> handed(1000);
    std::atomic<std::size_t> written{0};
    std::thread consumer{[&] {
        for (std::size_t i = 0; i < handed.size(); ++i) {
            until([&] { return written > i; });
            if (handed[i][15] == static_cast<int>(i)) handed[i] = {};
        }
    }};
    for (std::size_t i = 0; i < handed.size(); ++i) {
        until([&] { return static_cast<bool>(handed[i] = pool.try_acquire()); });
        handed[i][15] = static_cast<int>(i);
        written = i + 1;
    }
    consumer.join();
    CHECK((pool.stats().in_use == 0 && pool.stats().temporaries == 0));
}

TEST_CASE("leases are given back by many threads while the pool ends") {
    for (int round = 0; round < 150; ++round) {
        std::size_t const n = round % 3 == 0 ? 8 : round % 3 == 1 ? 3 : 100;
        std::optional<pool_of_ints> pool{std::in_place, 4, n};
        std::vector<std::vector<sj::lease<int>>> held(3);
        std::atomic<std::size_t> given_back = 0;
        for (std::size_t i = 0; i < n - n / 4; ++i) held[i % 3].push_back(pool->try_acquire());
        held[0].push_back(pool->acquire());
        in_threads(4, [&](int i) {
            if (i == 3) {
                pool.reset();
                return;
            }
            for (auto& l : held[static_cast<std::size_t>(i)]) {
                l[3] = i;
                l = {};
                ++given_back;
            }
        });
        CHECK(given_back == n - n / 4 + 1);
    }
}

TEST_CASE("who gets the last buffer may end the pool while the one who gave it back is still at it") {
    for (int round = 0; round < 300; ++round) {
        std::optional<pool_of_ints> pool{std::in_place, 4, 1};
        auto held = pool->acquire();
        std::thread other{[&held] { held = {}; }};
        bool got = true;
        if (round % 2 == 0) until([&] { return static_cast<bool>(pool->try_acquire()); });
        else got = static_cast<bool>(pool->acquire_for(1h));
        pool.reset();
        other.join();
        CHECK(got);
    }
}

TEST_CASE("who waits is woken, first come, first served") {
    pool_of_ints pool{4, 1, {.exhaustion = sj::exhaustion::block}};
    auto held = pool.acquire();
    std::vector<int> order;   // written by who holds the buffer
    std::vector<std::thread> threads;
    for (int i = 0; i < 5; ++i) {
        threads.emplace_back([&, i] {
            auto const l = i % 2 == 0 ? pool.acquire() : pool.acquire_for(1h);
            if (l) order.push_back(i);
        });
        until([&] { return pool.stats().waits == static_cast<std::uint64_t>(i) + 1; });
    }
    held = {};
    for (auto& t : threads) t.join();
    CHECK(order == std::vector{0, 1, 2, 3, 4});
    CHECK((pool.stats().in_use == 0 && pool.stats().high_water == 1));
    held = pool.acquire();   // nobody waits any more
    held = {};
    CHECK(pool.stats().waits == 5);
}

TEST_CASE("each buffer that is given back wakes another one") {
    pool_of_ints pool{4, 70, {.exhaustion = sj::exhaustion::block}}, another{4, 1};
    std::vector<sj::lease<int>> held;
    while (auto l = pool.try_acquire()) held.push_back(std::move(l));
    auto const all_of_another = another.acquire();
    std::atomic<int> got{0};
    std::vector<std::thread> threads;
    bool got_elsewhere = true;
    std::thread elsewhere{[&] { got_elsewhere = static_cast<bool>(another.acquire_for(30ms)); }};   // not by these
    for (int i = 0; i < 6; ++i)
        threads.emplace_back([&] {
            auto const l = pool.acquire();
            ++got;
            until([&] { return got == 6; });   // all of them hold one
        });
    until([&] { return pool.stats().waits == 6; });
    for (std::size_t i = 0; i < 6; ++i) held[i * 11] = {};
    for (auto& t : threads) t.join();
    elsewhere.join();
    CHECK((pool.stats().in_use == 64 && !got_elsewhere));
}

TEST_CASE("no wake-up is lost where some give up") {
    for (std::size_t const n : {1U, 2U}) {
        pool_of_ints pool{4, n, {.exhaustion = sj::exhaustion::block}};
        std::atomic<int> wrong{0};
        in_threads(5, [&](int i) {
            for (int k = 0; k < 150; ++k) {
                auto l = i < 3 ? pool.acquire_for(std::chrono::microseconds{k % 40}) : pool.acquire();
                if (i >= 3 && !l) ++wrong;
                if (l && !mine(l, 1000 * i + k, k % 4 == 0)) ++wrong;
            }
        });
        CHECK((wrong == 0 && pool.stats().in_use == 0));
    }
}

TEST_CASE("a thread that nobody waits for any more stops waiting") {
    pool_of_ints pool{4, 1, {.exhaustion = sj::exhaustion::block}};
    auto const held = pool.acquire();
    bool stop = false, got = false;
    std::thread waiting{[&] {
        sj::detail::stop_flag = &stop;
        got = pool.acquire() || pool.acquire_for(1h);
    }};
    until([&] { return pool.stats().waits == 1; });
    __atomic_store_n(&stop, true, __ATOMIC_RELAXED);
    waiting.join();
    CHECK((pool.stats().waits == 2 && !got));
}

TEST_CASE("threads that get in each other's way find places of their own") {
    auto const before = sj::detail::preferred_group;
    sj::detail::prefer_another_group();
    auto const place = sj::detail::preferred_group;
    sj::detail::prefer_another_group();
    auto const next = sj::detail::preferred_group;
    CHECK((place != before && next == place + 1));
    pool_of_ints pool{4, 20};
    std::vector<sj::lease<int>> all;   // wherever one begins
    while (auto l = pool.try_acquire()) all.push_back(std::move(l));
    CHECK((all.size() == 20 && pool.stats().high_water == 20));
    sj::detail::preferred_group = before;
}
