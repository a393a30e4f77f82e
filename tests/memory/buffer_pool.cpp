// SPDX-License-Identifier: MIT
#include <chrono>
#include <cmath>
#include <complex>
#include <optional>
#include <ranges>
#include <set>
#include <vector>

#include <symphonic/energy.hpp>
#include <symphonic/memory.hpp>

#include "support/catch.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
using testing::message;
using namespace std::chrono_literals;

namespace {

using pool_of_floats = sj::buffer_pool<float>;
using lease = sj::lease<float>;
static_assert(std::ranges::contiguous_range<lease> && std::ranges::sized_range<lease>);
static_assert(std::ranges::contiguous_range<const lease>);
static_assert(std::same_as<std::ranges::range_reference_t<const lease>, const float&>);
static_assert(std::convertible_to<lease&, std::span<float>> && !std::convertible_to<const lease&, std::span<float>>);
static_assert(std::convertible_to<const lease&, std::span<const float>>);
static_assert(!std::copy_constructible<lease> && std::is_nothrow_move_constructible_v<lease>);
static_assert(std::is_nothrow_move_assignable_v<lease> && !std::convertible_to<lease, bool>);
static_assert(!std::copy_constructible<pool_of_floats> && std::is_nothrow_move_constructible_v<pool_of_floats>);
static_assert(std::is_nothrow_move_assignable_v<pool_of_floats>);
static_assert(noexcept(std::declval<pool_of_floats&>().try_acquire()));
template <class D> constexpr bool waits_for = requires(pool_of_floats& p, D d) { p.acquire_for(d); };
static_assert(waits_for<std::chrono::nanoseconds> && waits_for<std::chrono::duration<float>> && !waits_for<int>);

std::uintptr_t address(const void* p) { return reinterpret_cast<std::uintptr_t>(p); }

/// All there are.
template <class T> std::vector<sj::lease<T>> emptied(sj::buffer_pool<T>& pool) {
    std::vector<sj::lease<T>> all;
    while (auto one = pool.try_acquire()) all.push_back(std::move(one));
    return all;
}

}   // namespace

TEST_CASE("a pool has as many buffers as it was made with, apart and aligned, and takes them back") {
    for (std::size_t const n :
         {1U, 2U, 3U, 7U, 8U, 9U, 15U, 17U, 61U, 62U, 63U, 64U, 65U, 124U, 125U, 200U, 495U, 496U, 497U, 512U, 993U}) {
        pool_of_floats pool{5, n};
        for (int round = 0; round < 2; ++round) {
            auto all = emptied(pool);
            REQUIRE(all.size() == n);
            std::set<std::uintptr_t> places;
            for (auto const& l : all) {
                CHECK((l.size() == 5 && address(l.data()) % 64 == 0));
                places.insert(address(l.data()));
            }
            auto before = std::uintptr_t{0};
            for (auto const place : places) {
                CHECK(place - before >= 5 * sizeof(float));
                before = place;
            }
            CHECK(places.size() == n);
            auto const s = pool.stats();
            CHECK((s.capacity == n && s.in_use == n && s.high_water == n));
            for (std::size_t i = 0; i < n; i += 2) all[i] = {};   // every other one
            CHECK(pool.stats().in_use == n / 2);
            CHECK(emptied(pool).size() == n - n / 2);
        }
        CHECK((pool.stats().in_use == 0 && pool.stats().high_water == n));
    }
}

TEST_CASE("what was given back is taken again first, without touching another buffer") {
    pool_of_floats pool{16, 20};
    auto a = pool.acquire(), b = pool.acquire();
    auto const *const at_a = a.data(), *const at_b = b.data();
    for (int i = 0; i < 5; ++i) {
        b = {};
        b = pool.acquire();
        CHECK(b.data() == at_b);
    }
    CHECK(pool.stats().high_water == 2);
    a = {};
    CHECK(pool.acquire().data() == at_a);
    auto const all = emptied(pool);
    CHECK((all.size() == 19 && pool.stats().high_water == 20));
}

TEST_CASE("a lease is a range of its elements, const if it is") {
    sj::buffer_pool<double> pool{100, 1};
    auto l = pool.acquire();
    CHECK((l && l.end() - l.begin() == 100 && l.data() == l.begin() && pool.buffer_size() == 100));
    for (double& x : l) x = 2;
    l[99] = 0;
    auto const& fixed = l;
    CHECK((fixed[0] == 2 && fixed[99] == 0 && fixed.data() == l.data() && fixed.end() - fixed.begin() == 100));
    CHECK(sj::energy(l) == 99 * 4.0);
    CHECK(std::span<const double>{fixed}.size() == 100);
}

TEST_CASE("leases move, and let go of what they held") {
    pool_of_floats pool{4, 3};
    lease const none;
    CHECK((!none && none.size() == 0 && none.data() == nullptr && none.begin() == none.end()));
    auto a = pool.acquire();
    auto* const at = a.data();
    auto b = std::move(a);
    CHECK((!a && a.size() == 0 && a.data() == nullptr));   // NOLINT(bugprone-use-after-move)
    CHECK((b && b.data() == at && pool.stats().in_use == 1));
    a = pool.acquire();
    CHECK((a.data() != at && pool.stats().in_use == 2));
    a = std::move(b);
    CHECK((a.data() == at && !b && pool.stats().in_use == 1));   // NOLINT(bugprone-use-after-move)
    auto& itself = a;
    a = std::move(itself);
    CHECK((a.data() == at && a.size() == 4 && pool.stats().in_use == 1));
    a = {};
    CHECK((!a && pool.stats().in_use == 0));
    a = {};
    CHECK(pool.stats().in_use == 0);
}

TEST_CASE("an exhausted pool gives temporary buffers, waits, or throws") {
    using sj::exhaustion;
    pool_of_floats pool{1000, 2, {.alignment = 4096}};
    {
        auto const all = emptied(pool);
        auto a = pool.acquire(), b = pool.acquire_zeroed();
        CHECK((a.size() == 1000 && address(a.data()) % 4096 == 0 && a.data() != b.data()));
        a[999] = 1;
        for (float const x : b) CHECK(x == 0);
        CHECK((!pool.try_acquire() && !pool.acquire_for(0s)));
        auto const s = pool.stats();
        CHECK((s.temporaries == 2 && s.in_use == 2 && s.high_water == 2 && s.capacity == 2 && s.waits == 0));
    }
    CHECK((pool.stats().in_use == 0 && emptied(pool).size() == 2));   // temporary ones are none of them

    pool_of_floats failing{10, 1, {.exhaustion = exhaustion::fail}};
    auto held = failing.acquire();
    CHECK(message<sj::pool_exhausted>([&] { return failing.acquire(); }) ==
          "buffer_pool: all 1 buffers of 40 bytes are in use");
    CHECK_THROWS_AS(failing.acquire_zeroed(), sj::error);
    CHECK((!failing.try_acquire() && failing.stats().temporaries == 0));
    held = {};
    CHECK(failing.acquire());

    pool_of_floats blocking{10, 1, {.exhaustion = exhaustion::block}};
    held = blocking.acquire();
    CHECK(!blocking.try_acquire());
    CHECK(blocking.stats().waits == 0);
    bool const stop = true;
    sj::detail::stop_flag = &stop;   // as in a thread that nobody waits for any more
    CHECK((!blocking.acquire() && !blocking.acquire_zeroed() && !blocking.acquire_for(1h)));
    sj::detail::stop_flag = nullptr;
    CHECK(blocking.stats().waits == 3);
    held = {};
    CHECK(blocking.acquire());
}

TEST_CASE("acquire_for waits as long as it is told, whatever the policy") {
    for (auto const policy : {sj::exhaustion::temporary, sj::exhaustion::block, sj::exhaustion::fail}) {
        pool_of_floats pool{16, 1, {.exhaustion = policy}};
        auto held = pool.acquire_for(-1s);
        CHECK(held);
        auto const start = std::chrono::steady_clock::now();
        CHECK(!pool.acquire_for(3ms));
        CHECK(std::chrono::steady_clock::now() - start >= 3ms);
        CHECK(pool.stats().waits == 1);
        CHECK((!pool.acquire_for(0ms) && !pool.acquire_for(-1h) && !pool.acquire_for(std::chrono::nanoseconds::min())));
        CHECK(!pool.acquire_for(std::chrono::duration<double>{std::nan("")}));
        CHECK((pool.stats().waits == 1 && pool.stats().temporaries == 0));
        bool const stop = false;   // a thread that looks up now and then
        sj::detail::stop_flag = &stop;
        CHECK((!pool.acquire_for(8ms) && std::chrono::steady_clock::now() - start >= 11ms));
        sj::detail::stop_flag = nullptr;
        held = {};
        CHECK(pool.acquire_for(0s));
    }
}

TEST_CASE("a new pool is full of zeros, and later of what was left, unless zeros are asked for") {
    pool_of_floats pool{100, 3};
    for (auto const& l : emptied(pool))
        for (float const x : l) CHECK(x == 0);
    pool.acquire()[7] = 5;
    CHECK(pool.acquire()[7] == 5);
    CHECK(pool.acquire_zeroed()[7] == 0);

    pool_of_floats zeroing{100, 1, {.zero = true}};
    auto const leave_something = [&](auto l) {
        for (float& x : l) {
            CHECK(x == 0);
            x = 3;
        }
    };
    leave_something(zeroing.acquire());
    leave_something(zeroing.try_acquire());
    leave_something(zeroing.acquire_for(1ms));
    leave_something(zeroing.acquire_zeroed());
    auto const held = zeroing.acquire();
    for (int i = 0; i < 3; ++i) leave_something(zeroing.acquire());   // temporary
}

TEST_CASE("poison: what was not written since it was acquired is NaN") {
    auto const all_nan = [](auto const& l) { return std::ranges::all_of(l, [](auto x) { return std::isnan(x); }); };
    pool_of_floats pool{50, 9, {.poison = true}};
    for (auto const& l : emptied(pool)) CHECK((l.size() == 50 && all_nan(l)));
    auto l = pool.acquire();
    std::ranges::fill(l, 1.0F);
    auto const* const stale = l.data();
    l = {};
    CHECK((std::isnan(stale[0]) && std::isnan(stale[49])));
    CHECK(all_nan(pool.acquire()));
    for (float const x : pool.acquire_zeroed()) CHECK(x == 0);
    auto const held = emptied(pool);
    for (int i = 0; i < 2; ++i) {   // temporary
        auto t = pool.acquire();
        CHECK(all_nan(t));
        std::ranges::fill(t, 1.0F);
    }
    sj::buffer_pool<std::complex<double>> spectra{50, 1, {.poison = true}};
    for (auto const x : spectra.acquire()) CHECK((std::isnan(x.real()) && std::isnan(x.imag())));
    sj::buffer_pool<std::int16_t> integers{50, 1, {.poison = true}};
    integers.acquire()[3] = 7;
    CHECK(integers.acquire()[3] == -1);
}

TEST_CASE("buffers are aligned as asked, as their elements need, and not a multiple of a page apart") {
    for (std::size_t alignment = 1; alignment <= 16384; alignment *= 2) {
        pool_of_floats pool{4096, 5, {.alignment = alignment}};
        auto const all = emptied(pool);
        CHECK(all.size() == 5);
        for (auto const& l : all) CHECK(address(l.data()) % std::max<std::size_t>(alignment, 64) == 0);
        if (alignment < 4096) CHECK((address(all[1].data()) - address(all[0].data())) % 4096 != 0);
    }
    struct alignas(512) wide {
        float x[3];
    };
    sj::buffer_pool<wide> pool{3, 10};
    for (auto const& l : emptied(pool)) CHECK(address(l.data()) % 512 == 0);
}

TEST_CASE("pools that cannot be") {
    using error = sj::argument_error;
    CHECK(message<error>([] { return pool_of_floats{0, 1}; }) ==
          "buffer_pool: 1 buffers of 0 elements, expected some of both");
    CHECK_THROWS_AS(pool_of_floats(1, 0), error);
    CHECK(message<error>([] { return pool_of_floats{1, 1, {.alignment = 48}}; }) ==
          "buffer_pool: an alignment of 48, expected a power of two");
    for (std::size_t const alignment : {std::size_t{0}, std::size_t{3}, SIZE_MAX})
        CHECK_THROWS_AS(pool_of_floats(1, 1, {.alignment = alignment}), error);
    CHECK(message<error>([] { return pool_of_floats{std::size_t{1} << 40, std::size_t{1} << 30}; }) ==
          "buffer_pool: 1073741824 buffers of 1099511627776 elements of 4 bytes, aligned to 128, expected no more than "
          "9223372036854775807 bytes");
    constexpr std::size_t most = SIZE_MAX, half = most / 2, top = half + 1;
    for (auto const& [elements, count, alignment] : {std::tuple{most, std::size_t{1}, std::size_t{64}},
                                                     {std::size_t{1}, most, 64},
                                                     {most, most, 64},
                                                     {half / 4, 1, 64},
                                                     {half / 4 - 32, 1, 64},
                                                     {1, half / 128, 64},
                                                     {1, half / 128 - 1, 64},
                                                     {1, 1, top},
                                                     {1, 2, top / 2},
                                                     {top / 4, 2, 64},
                                                     {top / 4 - 32, 1, top / 2},
                                                     {most / 4 + 1, 1, 1},
                                                     {1, most / 64, 1}})
        CHECK_THROWS_AS(pool_of_floats(elements, count, {.alignment = alignment}), error);
}

TEST_CASE("leases outlive their pool, which moves") {
    for (std::size_t const n : {1U, 5U, 100U, 700U}) {
        for (bool const backwards : {false, true}) {
            std::optional<pool_of_floats> pool{std::in_place, 100, n};
            auto all = emptied(*pool);
            all.push_back(pool->acquire());   // temporary
            pool_of_floats moved = std::move(*pool);
            CHECK((moved.stats().in_use == n && moved.buffer_size() == 100));
            pool.reset();
            auto again = std::move(all[0]);
            again = {};
            CHECK(moved.try_acquire());
            moved = pool_of_floats{3, 1};
            CHECK((moved.acquire().size() == 3 && moved.stats().capacity == 1));
            for (auto& l : all) std::ranges::fill(l, 1.0F);
            if (backwards)
                while (!all.empty()) all.pop_back();
        }
    }
    pool_of_floats a{3, 1};
    auto& itself = a;
    a = std::move(itself);
    CHECK(a.acquire().size() == 3);
}

TEST_CASE("elements are any that can be copied as bytes") {
    struct note {
        int pitch;
        double time;
    };
    sj::buffer_pool<note> pool{10, 2};
    auto l = pool.acquire();
    l[9] = {60, 0.5};
    CHECK((std::as_const(l)[9].pitch == 60 && l.end()[-1].time == 0.5 && l[0].time == 0));
    CHECK(sj::buffer_pool<std::byte>(1, 1).acquire().size() == 1);
}
