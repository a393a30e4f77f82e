// SPDX-License-Identifier: MIT
// Also run under the thread sanitizer.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include <symphonic/memory/buffer_pool.hpp>

#include "support/catch.hpp"
#include "support/threads.hpp"

namespace sj = symphonic;
using testing::in_threads, testing::wait_until;
using namespace std::chrono_literals;

namespace {

using pool_of_ints = sj::buffer_pool<int>;

/// Returns true if no other thread writes to the buffer: all elements keep the mark while other threads run.
bool is_exclusive(sj::lease<int>& l, int mark, bool yield) {
    std::ranges::fill(l, mark);
    if (yield) std::this_thread::yield();
    return std::ranges::all_of(l, [&](int x) { return x == mark; });
}

}   // namespace

TEST_CASE("a buffer belongs to one thread at a time when threads compete for few buffers") {
    using sj::exhaustion;
    for (auto const policy : {exhaustion::block, exhaustion::temporary})
        for (std::size_t const n : {1U, 3U, 40U}) {
            pool_of_ints pool{32, n, {.exhaustion = policy}};
            std::atomic<int> wrong{0};
            in_threads(4, [&](int i) {
                for (int k = 0; k < 400; ++k) {
                    auto a = pool.acquire();
                    if (!a || !is_exclusive(a, 1000 * i + k, k % 8 == 0)) ++wrong;
                    if (auto b = pool.try_acquire(); b && !is_exclusive(b, -1000 * i - k, k % 8 == 4)) ++wrong;
                }
            });
            auto const s = pool.stats();
            CHECK(wrong == 0);
            CHECK(s.in_use == 0);
            CHECK(s.high_water >= 1);
            CHECK(s.high_water <= n);
            CHECK((policy == exhaustion::block ? s.temporaries : s.waits) == 0);
            std::vector<sj::lease<int>> all;
            while (auto l = pool.try_acquire()) all.push_back(std::move(l));
            CHECK(all.size() == n);
        }
}

TEST_CASE("a lease may be released in another thread") {
    pool_of_ints pool{16, 10};
    std::vector<sj::lease<int>> handed(1000);
    std::atomic<std::size_t> written{0};
    std::thread consumer{[&] {
        for (std::size_t i = 0; i < handed.size(); ++i) {
            wait_until([&] { return written > i; });
            if (handed[i][15] == static_cast<int>(i)) handed[i] = {};
        }
    }};
    for (std::size_t i = 0; i < handed.size(); ++i) {
        wait_until([&] { return static_cast<bool>(handed[i] = pool.try_acquire()); });
        handed[i][15] = static_cast<int>(i);
        written = i + 1;
    }
    consumer.join();
    CHECK(pool.stats().in_use == 0);
    CHECK(pool.stats().temporaries == 0);
}

TEST_CASE("leases may be released by several threads while the pool is destroyed") {
    for (int round = 0; round < 150; ++round) {
        std::size_t const n = round % 3 == 0 ? 8 : round % 3 == 1 ? 3 : 100;
        std::optional<pool_of_ints> pool{std::in_place, 4, n};
        std::vector<std::vector<sj::lease<int>>> held(3);
        std::atomic<std::size_t> released = 0;
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
                ++released;
            }
        });
        CHECK(released == n - n / 4 + 1);
    }
}

TEST_CASE("a thread that acquires the last buffer may destroy the pool while another thread still releases it") {
    for (int round = 0; round < 300; ++round) {
        std::optional<pool_of_ints> pool{std::in_place, 4, 1};
        auto held = pool->acquire();
        std::thread other{[&held] { held = {}; }};
        bool got = true;
        if (round % 2 == 0) wait_until([&] { return static_cast<bool>(pool->try_acquire()); });
        else got = static_cast<bool>(pool->acquire_for(1h));
        pool.reset();
        other.join();
        CHECK(got);
    }
}

TEST_CASE("a waiting thread that gets the last buffer may destroy the pool while the other thread still notifies it") {
    pool_of_ints other_pool{4, 1};
    auto const held_of_other = other_pool.acquire();
    std::atomic<bool> stop{false};
    std::thread busy{[&] {   // competes for the lock of the wait queue
        while (!stop) static_cast<void>(other_pool.acquire_for(1ns));
    }};
    for (int round = 0; round < 1000; ++round) {
        auto pool =
            std::make_unique<pool_of_ints>(4U, 1U, sj::buffer_pool_options{.exhaustion = sj::exhaustion::block});
        auto held = pool->acquire();
        std::atomic<bool> waits{false}, got{false};
        std::thread waiting{[&] {
            waits = true;
            auto last = round % 3 == 0 ? pool->acquire() : round % 3 == 1 ? pool->acquire_for(1h) : sj::lease<int>{};
            while (!last) last = pool->acquire_for(1ns);   // often gets the buffer before it is notified
            if (round % 2 == 0) last = {};
            pool.reset();
            got = true;
        }};
        wait_until([&] { return waits == true; });
        for (int i = 0; i < round % 50; ++i) std::this_thread::yield();
        held = {};
        waiting.join();
        CHECK(got);
    }
    stop = true;
    busy.join();
}

TEST_CASE("the last of several leases released by several threads frees the memory of a destroyed pool") {
    for (int round = 0; round < 200; ++round) {
        std::vector<sj::lease<int>> held;
        {
            pool_of_ints pool{4, 6, {.exhaustion = sj::exhaustion::block}};
            for (int i = 0; i < 6; ++i) held.push_back(pool.acquire());
            if (round % 2 == 0) CHECK(!pool.acquire_for(1us));   // had a waiting thread
        }
        in_threads(3, [&](int i) {
            for (std::size_t k = 0; k < 2; ++k) held[2 * static_cast<std::size_t>(i) + k] = {};
        });
    }
}

TEST_CASE("waiting threads get buffers in order of arrival") {
    pool_of_ints pool{4, 1, {.exhaustion = sj::exhaustion::block}};
    auto held = pool.acquire();
    std::vector<int> order;   // written by the thread that holds the buffer
    std::vector<std::thread> threads;
    for (int i = 0; i < 5; ++i) {
        threads.emplace_back([&, i] {
            auto const l = i % 2 == 0 ? pool.acquire() : pool.acquire_for(1h);
            if (l) order.push_back(i);
        });
        wait_until([&] { return pool.stats().waits == static_cast<std::uint64_t>(i) + 1; });
    }
    held = {};
    for (auto& t : threads) t.join();
    CHECK(order == std::vector{0, 1, 2, 3, 4});
    CHECK(pool.stats().in_use == 0);
    CHECK(pool.stats().high_water == 1);
    held = pool.acquire();   // no thread waits now
    held = {};
    CHECK(pool.stats().waits == 5);
}

TEST_CASE("each released buffer wakes another waiting thread") {
    pool_of_ints pool{4, 70, {.exhaustion = sj::exhaustion::block}}, another{4, 1};
    std::vector<sj::lease<int>> held;
    while (auto l = pool.try_acquire()) held.push_back(std::move(l));
    auto const all_of_another = another.acquire();
    std::atomic<int> got{0};
    std::vector<std::thread> threads;
    bool got_elsewhere = true;
    // Not woken by buffers of the first pool.
    std::thread elsewhere{[&] { got_elsewhere = static_cast<bool>(another.acquire_for(30ms)); }};
    for (int i = 0; i < 6; ++i)
        threads.emplace_back([&] {
            auto const l = pool.acquire();
            ++got;
            wait_until([&] { return got == 6; });   // all of them hold one
        });
    wait_until([&] { return pool.stats().waits == 6; });
    for (std::size_t i = 0; i < 6; ++i) held[i * 11] = {};
    for (auto& t : threads) t.join();
    elsewhere.join();
    CHECK(pool.stats().in_use == 64);
    CHECK(!got_elsewhere);
}

TEST_CASE("no wake-up is lost when some waiting threads time out") {
    for (std::size_t const n : {1U, 2U}) {
        pool_of_ints pool{4, n, {.exhaustion = sj::exhaustion::block}};
        std::atomic<int> wrong{0};
        in_threads(5, [&](int i) {
            for (int k = 0; k < 150; ++k) {
                auto l = i < 3 ? pool.acquire_for(std::chrono::microseconds{k % 40}) : pool.acquire();
                if (i >= 3 && !l) ++wrong;
                if (l && !is_exclusive(l, 1000 * i + k, k % 4 == 0)) ++wrong;
            }
        });
        CHECK(wrong == 0);
        CHECK(pool.stats().in_use == 0);
    }
}

TEST_CASE("waiting ends when a stop is requested") {
    pool_of_ints pool{4, 1, {.exhaustion = sj::exhaustion::block}};
    auto const held = pool.acquire();
    std::atomic<bool> stop{false};
    bool got = false;
    std::thread waiting{[&] {
        sj::detail::stop_scope const scope{stop};
        got = pool.acquire() || pool.acquire_for(1h);
    }};
    wait_until([&] { return pool.stats().waits == 1; });
    stop = true;
    waiting.join();
    CHECK(pool.stats().waits == 2);
    CHECK(!got);
}

TEST_CASE("a thread that meets contention searches another group first") {
    auto const before = sj::detail::preferred_bitmap;
    sj::detail::prefer_another_bitmap();
    auto const place = sj::detail::preferred_bitmap;
    sj::detail::prefer_another_bitmap();
    auto const next = sj::detail::preferred_bitmap;
    CHECK(place != before);
    CHECK(next == place + 1);
    pool_of_ints pool{4, 20};
    std::vector<sj::lease<int>> all;   // the search reaches all groups
    while (auto l = pool.try_acquire()) all.push_back(std::move(l));
    CHECK(all.size() == 20);
    CHECK(pool.stats().high_water == 20);
    sj::detail::preferred_bitmap = before;
}
