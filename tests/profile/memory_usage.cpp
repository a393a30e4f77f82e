// SPDX-License-Identifier: MIT
// measure_memory in a program that does not count allocations; properties/counted_memory_a.cpp tests one that does.
#include <symphonic/profile/memory_usage.hpp>

#include <cstdlib>
#include <stdexcept>

#include "support/catch.hpp"

namespace sj = symphonic;

namespace {

constexpr std::size_t MiB = 1 << 20;

/// Allocates memory and writes to each page.
char* allocate(std::size_t bytes) {
    auto* const p = static_cast<char*>(std::malloc(bytes));
    for (std::size_t i = 0; i < bytes; i += 4096) static_cast<volatile char*>(p)[i] = 1;
    return p;
}

template <class F> concept measurable = requires(F f) { sj::measure_memory(f); };
static_assert(measurable<void (*)()> && !measurable<void (*)(int)> && !measurable<int>);

}   // namespace

TEST_CASE("without count_allocations.hpp, memory is measured in physical memory of the process") {
    sj::memory_usage inner;
    char* remaining = nullptr;
    auto const outer = sj::measure_memory([&] {
        std::free(allocate(200 * MiB));
        inner = sj::measure_memory([&] { std::free(allocate(60 * MiB)); });
        remaining = allocate(100 * MiB);
    });
    CHECK(!outer.exact);
    CHECK(outer.allocations == 0);
    CHECK(outer.peak >= 190 * MiB);
    CHECK(outer.current >= static_cast<std::ptrdiff_t>(90 * MiB));
    CHECK(!inner.exact);
    CHECK(inner.peak >= 50 * MiB);
    if (!inner.peak_is_bound) {
        CHECK(outer.peak < 500 * MiB);
        CHECK(inner.peak < 150 * MiB);
    }
    std::free(remaining);
    auto const nothing = sj::measure_memory([] {});
    CHECK((nothing.peak_is_bound || nothing.peak < 50 * MiB));
}

TEST_CASE("measure_memory passes on exceptions and takes any callable object") {
    CHECK_THROWS_AS(sj::measure_memory([]() -> int { throw std::length_error{"enough"}; }), std::length_error);
    int calls = 0;
    auto const counting = [&] { return ++calls; };
    static_cast<void>(sj::measure_memory(counting));
    static_cast<void>(sj::measure_memory([n = 0, &calls]() mutable { calls += ++n; }));
    CHECK(calls == 2);
}
