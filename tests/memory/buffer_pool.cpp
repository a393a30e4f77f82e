// SPDX-License-Identifier: MIT
#include <atomic>
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

/// Acquires all free buffers.
template <class T> std::vector<sj::lease<T>> acquire_all(sj::buffer_pool<T>& pool) {
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
            auto all = acquire_all(pool);
            REQUIRE(all.size() == n);
            std::set<std::uintptr_t> addresses;
            for (auto const& l : all) {
                CHECK(l.size() == 5);
                CHECK(address(l.data()) % 64 == 0);
                addresses.insert(address(l.data()));
            }
            auto previous = std::uintptr_t{0};
            for (auto const at : addresses) {
                CHECK(at - previous >= 5 * sizeof(float));
                previous = at;
            }
            CHECK(addresses.size() == n);
            auto const stats = pool.stats();
            CHECK(stats.capacity == n);
            CHECK(stats.in_use == n);
            CHECK(stats.high_water == n);
            for (std::size_t i = 0; i < n; i += 2) all[i] = {};
            CHECK(pool.stats().in_use == n / 2);
            CHECK(acquire_all(pool).size() == n - n / 2);
        }
        CHECK(pool.stats().in_use == 0);
        CHECK(pool.stats().high_water == n);
    }
}

TEST_CASE("the buffer released last is acquired first") {
    pool_of_floats pool{16, 20};
    auto a = pool.acquire(), b = pool.acquire();
    auto const *const a_data = a.data(), *const b_data = b.data();
    for (int i = 0; i < 5; ++i) {
        b = {};
        b = pool.acquire();
        CHECK(b.data() == b_data);
    }
    CHECK(pool.stats().high_water == 2);
    a = {};
    CHECK(pool.acquire().data() == a_data);
    auto const all = acquire_all(pool);
    CHECK(all.size() == 19);
    CHECK(pool.stats().high_water == 20);
}

TEST_CASE("a lease is a range of its elements, const if the lease is const") {
    sj::buffer_pool<double> pool{100, 1};
    auto l = pool.acquire();
    CHECK(l);
    CHECK(l.end() - l.begin() == 100);
    CHECK(l.data() == l.begin());
    CHECK(pool.buffer_size() == 100);
    for (double& x : l) x = 2;
    l[99] = 0;
    auto const& const_lease = l;
    CHECK(const_lease[0] == 2);
    CHECK(const_lease[99] == 0);
    CHECK(const_lease.data() == l.data());
    CHECK(const_lease.end() - const_lease.begin() == 100);
    CHECK(sj::energy(l) == 99 * 4.0);
    CHECK(std::span<const double>{const_lease}.size() == 100);
}

TEST_CASE("a lease moves, and releases its buffer when it is assigned to") {
    pool_of_floats pool{4, 3};
    lease const none;
    CHECK(!none);
    CHECK(none.size() == 0);
    CHECK(none.data() == nullptr);
    CHECK(none.begin() == none.end());
    auto a = pool.acquire();
    auto* const data = a.data();
    auto b = std::move(a);
    CHECK(!a);   // NOLINT(bugprone-use-after-move)
    CHECK(a.size() == 0);
    CHECK(a.data() == nullptr);
    CHECK(b);
    CHECK(b.data() == data);
    CHECK(pool.stats().in_use == 1);
    a = pool.acquire();
    CHECK(a.data() != data);
    CHECK(pool.stats().in_use == 2);
    a = std::move(b);
    CHECK(a.data() == data);
    CHECK(!b);   // NOLINT(bugprone-use-after-move)
    CHECK(pool.stats().in_use == 1);
    auto& itself = a;
    a = std::move(itself);
    CHECK(a.data() == data);
    CHECK(a.size() == 4);
    CHECK(pool.stats().in_use == 1);
    a = {};
    CHECK(!a);
    CHECK(pool.stats().in_use == 0);
    a = {};
    CHECK(pool.stats().in_use == 0);
}

TEST_CASE("an exhausted pool allocates temporary buffers, waits, or throws") {
    using sj::exhaustion;
    pool_of_floats pool{1000, 2, {.alignment = 4096}};
    {
        auto const all = acquire_all(pool);
        auto a = pool.acquire(), b = pool.acquire_zeroed();
        CHECK(a.size() == 1000);
        CHECK(address(a.data()) % 4096 == 0);
        CHECK(a.data() != b.data());
        a[999] = 1;
        for (float const x : b) CHECK(x == 0);
        CHECK(!pool.try_acquire());
        CHECK(!pool.acquire_for(0s));
        auto const stats = pool.stats();
        CHECK(stats.temporaries == 2);
        CHECK(stats.in_use == 2);
        CHECK(stats.high_water == 2);
        CHECK(stats.capacity == 2);
        CHECK(stats.waits == 0);
    }
    CHECK(pool.stats().in_use == 0);
    CHECK(acquire_all(pool).size() == 2);   // the temporary buffers did not join the pool

    pool_of_floats failing{10, 1, {.exhaustion = exhaustion::fail}};
    auto held = failing.acquire();
    CHECK(message<sj::pool_exhausted>([&] { return failing.acquire(); }) ==
          "buffer_pool: all 1 buffers of 40 bytes are in use");
    CHECK_THROWS_AS(failing.acquire_zeroed(), sj::error);
    CHECK(!failing.try_acquire());
    CHECK(failing.stats().temporaries == 0);
    held = {};
    CHECK(failing.acquire());

    pool_of_floats blocking{10, 1, {.exhaustion = exhaustion::block}};
    held = blocking.acquire();
    CHECK(!blocking.try_acquire());
    CHECK(blocking.stats().waits == 0);
    {
        std::atomic<bool> const stop{true};
        sj::detail::stop_scope const scope{stop};   // as in a thread whose consumer has gone
        CHECK(!blocking.acquire());
        CHECK(!blocking.acquire_zeroed());
        CHECK(!blocking.acquire_for(1h));
    }
    CHECK(blocking.stats().waits == 3);
    held = {};
    CHECK(blocking.acquire());
}

TEST_CASE("acquire_for waits until the timeout, whatever the policy") {
    for (auto const policy : {sj::exhaustion::temporary, sj::exhaustion::block, sj::exhaustion::fail}) {
        pool_of_floats pool{16, 1, {.exhaustion = policy}};
        auto held = pool.acquire_for(-1s);
        CHECK(held);
        auto const start = std::chrono::steady_clock::now();
        CHECK(!pool.acquire_for(3ms));
        CHECK(std::chrono::steady_clock::now() - start >= 3ms);
        CHECK(pool.stats().waits == 1);
        CHECK(!pool.acquire_for(0ms));
        CHECK(!pool.acquire_for(-1h));
        CHECK(!pool.acquire_for(std::chrono::nanoseconds::min()));
        CHECK(!pool.acquire_for(std::chrono::hours::min()));
        CHECK(!pool.acquire_for(std::chrono::duration<double>{std::nan("")}));
        CHECK(pool.stats().waits == 1);
        CHECK(pool.stats().temporaries == 0);
        {
            std::atomic<bool> const stop{false};   // as in a thread that polls for a stop
            sj::detail::stop_scope const scope{stop};
            CHECK(!pool.acquire_for(8ms));
        }
        CHECK(std::chrono::steady_clock::now() - start >= 11ms);
        held = {};
        CHECK(pool.acquire_for(0s));
    }
}

TEST_CASE("a timeout converts to nanoseconds, rounded up, without overflow") {
    using sj::detail::to_nanoseconds;
    constexpr auto forever = std::chrono::nanoseconds::max();
    static_assert(to_nanoseconds(5ms) == 5ms && to_nanoseconds(0s) == 0ns && to_nanoseconds(-1ns) == 0ns);
    static_assert(to_nanoseconds(std::chrono::hours::max()) == forever);
    static_assert(to_nanoseconds(std::chrono::hours::min()) == 0ns);
    static_assert(to_nanoseconds(std::chrono::years{293}) == forever && to_nanoseconds(291 * 8765h) < forever);
    CHECK(to_nanoseconds(std::chrono::duration<double>{1e300}) == forever);
    CHECK(to_nanoseconds(std::chrono::duration<float>{INFINITY}) == forever);
    CHECK(to_nanoseconds(std::chrono::duration<double>{-INFINITY}) == 0ns);
    CHECK(to_nanoseconds(std::chrono::duration<double>{NAN}) == 0ns);
    CHECK(to_nanoseconds(std::chrono::duration<double>{1e-12}) == 1ns);
    CHECK(to_nanoseconds(std::chrono::duration<int, std::pico>{1}) == 1ns);
    CHECK(to_nanoseconds(std::chrono::duration<double, std::milli>{2.5}) == 2500us);
}

TEST_CASE("a new pool holds zeros, a used one the last values, unless the option zero is set") {
    pool_of_floats pool{100, 3};
    for (auto const& l : acquire_all(pool))
        for (float const x : l) CHECK(x == 0);
    pool.acquire()[7] = 5;
    CHECK(pool.acquire()[7] == 5);
    CHECK(pool.acquire_zeroed()[7] == 0);

    pool_of_floats zeroing{100, 1, {.zero = true}};
    auto const expect_zeros_and_fill = [&](auto l) {
        for (float& x : l) {
            CHECK(x == 0);
            x = 3;
        }
    };
    expect_zeros_and_fill(zeroing.acquire());
    expect_zeros_and_fill(zeroing.try_acquire());
    expect_zeros_and_fill(zeroing.acquire_for(1ms));
    expect_zeros_and_fill(zeroing.acquire_zeroed());
    auto const held = zeroing.acquire();
    for (int i = 0; i < 3; ++i) expect_zeros_and_fill(zeroing.acquire());   // temporary buffers
}

TEST_CASE("with the option poison, elements not written since the buffer was acquired are NaN") {
    auto const all_nan = [](auto const& l) { return std::ranges::all_of(l, [](auto x) { return std::isnan(x); }); };
    pool_of_floats pool{50, 9, {.poison = true}};
    for (auto const& l : acquire_all(pool)) {
        CHECK(l.size() == 50);
        CHECK(all_nan(l));
    }
    auto l = pool.acquire();
    std::ranges::fill(l, 1.0F);
    auto const* const stale = l.data();
    l = {};
    CHECK(std::isnan(stale[0]));
    CHECK(std::isnan(stale[49]));
    CHECK(all_nan(pool.acquire()));
    for (float const x : pool.acquire_zeroed()) CHECK(x == 0);
    auto const held = acquire_all(pool);
    for (int i = 0; i < 2; ++i) {   // temporary buffers
        auto t = pool.acquire();
        CHECK(all_nan(t));
        std::ranges::fill(t, 1.0F);
    }
    sj::buffer_pool<std::complex<double>> spectra{50, 1, {.poison = true}};
    for (auto const x : spectra.acquire()) {
        CHECK(std::isnan(x.real()));
        CHECK(std::isnan(x.imag()));
    }
    sj::buffer_pool<std::int16_t> integers{50, 1, {.poison = true}};
    integers.acquire()[3] = 7;
    CHECK(integers.acquire()[3] == -1);
}

TEST_CASE("buffers have the alignment of the options or of their elements, and are no multiple of a page apart") {
    for (std::size_t alignment = 1; alignment <= 16384; alignment *= 2) {
        pool_of_floats pool{4096, 5, {.alignment = alignment}};
        auto const all = acquire_all(pool);
        CHECK(all.size() == 5);
        for (auto const& l : all) CHECK(address(l.data()) % std::max<std::size_t>(alignment, 64) == 0);
        if (alignment < 4096) CHECK((address(all[1].data()) - address(all[0].data())) % 4096 != 0);
    }
    struct alignas(512) wide {
        float x[3];
    };
    sj::buffer_pool<wide> pool{3, 10};
    for (auto const& l : acquire_all(pool)) CHECK(address(l.data()) % 512 == 0);
}

TEST_CASE("the constructor throws for sizes and alignments that are not possible") {
    using error = sj::argument_error;
    CHECK(message<error>([] { return pool_of_floats{0, 1}; }) ==
          "buffer_pool: 1 buffers of 0 elements, expected at least 1 of 1");
    CHECK_THROWS_AS(pool_of_floats(1, 0), error);
    CHECK(message<error>([] { return pool_of_floats{1, 1, {.alignment = 48}}; }) ==
          "buffer_pool: alignment 48, expected a power of two");
    for (std::size_t const alignment : {std::size_t{0}, std::size_t{3}, SIZE_MAX})
        CHECK_THROWS_AS(pool_of_floats(1, 1, {.alignment = alignment}), error);
    CHECK(message<error>([] { return pool_of_floats{std::size_t{1} << 40, std::size_t{1} << 30}; }) ==
          "buffer_pool: 1073741824 buffers of 1099511627776 elements of 4 bytes, aligned to 128, expected at most "
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

TEST_CASE("leases outlive their pool, and the pool may be moved") {
    for (std::size_t const n : {1U, 5U, 100U, 700U}) {
        for (bool const backwards : {false, true}) {
            std::optional<pool_of_floats> pool{std::in_place, 100, n};
            auto all = acquire_all(*pool);
            all.push_back(pool->acquire());   // temporary buffer
            pool_of_floats moved = std::move(*pool);
            CHECK(moved.stats().in_use == n);
            CHECK(moved.buffer_size() == 100);
            pool.reset();
            auto again = std::move(all[0]);
            again = {};
            CHECK(moved.try_acquire());
            moved = pool_of_floats{3, 1};
            CHECK(moved.acquire().size() == 3);
            CHECK(moved.stats().capacity == 1);
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

TEST_CASE("elements may be of any trivially copyable type") {
    struct note {
        int pitch;
        double time;
    };
    sj::buffer_pool<note> pool{10, 2};
    auto l = pool.acquire();
    l[9] = {60, 0.5};
    CHECK(std::as_const(l)[9].pitch == 60);
    CHECK(l.end()[-1].time == 0.5);
    CHECK(l[0].time == 0);
    CHECK(sj::buffer_pool<std::byte>(1, 1).acquire().size() == 1);
}
