// SPDX-License-Identifier: MIT
#include <thread>

#include <symphonic/fft/detail/plan_cache.hpp>

#include "support/catch.hpp"

using cache = symphonic::detail::plan_cache<std::size_t>;

TEST_CASE("the plan cache evicts the least recently used plan when full") {
    cache plans;
    int made = 0;
    auto const get = [&](std::size_t size) {
        return plans.get(size, [&] { return ++made, std::make_shared<const std::size_t>(size); });
    };
    auto const first = get(1);
    CHECK(*first == 1);
    CHECK(get(1) == first);
    CHECK(made == 1);
    for (std::size_t size = 2; size <= cache::max_plans; ++size) CHECK(*get(size) == size);
    CHECK(get(1) == first);
    CHECK(made == static_cast<int>(cache::max_plans));   // size 2 is now the least recently used
    get(100);                                            // evicts size 2
    CHECK(get(1) == first);
    auto const before = made;
    CHECK(*get(2) == 2);
    CHECK(made == before + 1);
}

TEST_CASE("the plan cache stores neither large plans nor failures") {
    cache plans;
    int made = 0;
    auto const large = [&] { return ++made, std::make_shared<const std::size_t>(1); };
    CHECK(plans.get(cache::max_size + 1, large) != plans.get(cache::max_size + 1, large));
    CHECK(made == 2);
    auto const fail = []() -> std::shared_ptr<const std::size_t> { throw std::bad_alloc{}; };
    CHECK_THROWS_AS(plans.get(5, fail), std::bad_alloc);
    CHECK(*plans.get(5, [] { return std::make_shared<const std::size_t>(5); }) == 5);
}

TEST_CASE("threads that miss together receive one plan and evict no other") {
    cache plans;
    auto const make = [] { return std::make_shared<const std::size_t>(1); };
    auto const before = plans.get(7, make);
    std::vector<std::shared_ptr<const std::size_t>> received(16);
    std::vector<std::thread> threads;
    for (auto& plan : received)
        threads.emplace_back([&] {
            plan = plans.get(100, [&] {
                std::this_thread::sleep_for(std::chrono::milliseconds{20});   // until all threads have missed
                return make();
            });
        });
    for (auto& thread : threads) thread.join();
    for (auto const& plan : received) CHECK(plan == plans.get(100, make));
    CHECK(plans.get(7, make) == before);
}
