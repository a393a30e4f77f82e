// SPDX-License-Identifier: MIT
#include <thread>

#include <symphonic/fft/detail/plan_cache.hpp>

#include "support/catch.hpp"

using cache = symphonic::detail::plan_cache<std::size_t>;

TEST_CASE("a plan is made once for its size, while it is among the last that were used") {
    cache plans;
    int made = 0;
    auto const get = [&](std::size_t size) {
        return plans.get(size, [&] { return ++made, std::make_shared<const std::size_t>(size); });
    };
    auto const first = get(1);
    CHECK((*first == 1 && get(1) == first && made == 1));
    for (std::size_t size = 2; size <= cache::most_plans; ++size) CHECK(*get(size) == size);
    CHECK((get(1) == first && made == static_cast<int>(cache::most_plans)));   // 2 is now the one that waits longest
    get(100);
    CHECK(get(1) == first);
    auto const before = made;
    CHECK((*get(2) == 2 && made == before + 1));
}

TEST_CASE("plans too large to keep are made anew, and what cannot be made is not remembered") {
    cache plans;
    int made = 0;
    auto const large = [&] { return ++made, std::make_shared<const std::size_t>(1); };
    CHECK(plans.get(cache::largest + 1, large) != plans.get(cache::largest + 1, large));
    CHECK(made == 2);
    auto const fails = []() -> std::shared_ptr<const std::size_t> { throw std::bad_alloc{}; };
    CHECK_THROWS_AS(plans.get(5, fails), std::bad_alloc);
    CHECK(*plans.get(5, [] { return std::make_shared<const std::size_t>(5); }) == 5);
}

TEST_CASE("threads that miss a plan together end with one, and push out no other") {
    cache plans;
    auto const one = [] { return std::make_shared<const std::size_t>(1); };
    auto const before = plans.get(7, one);
    std::vector<std::shared_ptr<const std::size_t>> got(16);
    std::vector<std::thread> threads;
    for (auto& plan : got)
        threads.emplace_back([&] {
            plan = plans.get(100, [&] {
                std::this_thread::sleep_for(std::chrono::milliseconds{20});   // all of them are at it
                return one();
            });
        });
    for (auto& thread : threads) thread.join();
    for (auto const& plan : got) CHECK(plan == plans.get(100, one));
    CHECK(plans.get(7, one) == before);
}
