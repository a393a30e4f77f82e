// SPDX-License-Identifier: MIT
#include <memory>
#include <ranges>
#include <string>

#include <symphonic/symphonic.hpp>

#include "support/catch.hpp"
#include "support/live_source.hpp"
#include "support/signals.hpp"
#include "support/stream_types.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::noise;

namespace {

constexpr auto add = [](double sum, double e) { return sum + e; };
static_assert(std::invocable<decltype(sj::reduce), testing::levels, double, decltype(add)>);
static_assert(!std::invocable<decltype(sj::reduce), testing::powers, double, decltype(add)>);
static_assert(!std::invocable<decltype(sj::reduce), const testing::levels&, double, decltype(add)>);
static_assert(!std::invocable<decltype(sj::for_each), testing::powers, void (*)(double)>);

}   // namespace

TEST_CASE("reduce combines the elements in order, in the type of the start value") {
    auto const x = noise(600);
    auto const levels = [&] { return sj::from(x, 1.0, {.chunk_frames = 7}) | v::checked | v::frames(50, 20) | v::rms; };
    double sum = 0;
    for (double const e : levels()) sum += e;
    CHECK(sj::reduce(levels(), 0.0, add) == sum);
    CHECK(sj::reduce(levels(), 100, add) == 100);   // converted to int after each call
    CHECK(sj::reduce(std::vector<std::string>{"a", "b"}, std::string{"-"},
                     [](std::string all, const std::string& s) { return all + s; }) == "-ab");
    CHECK(*sj::reduce(std::vector{1, 2, 3}, std::make_unique<int>(4), [](auto total, int e) {
        *total += e;
        return total;
    }) == 10);
    CHECK(sj::reduce(std::vector<double>{}, 5.0, add) == 5);
    auto const whole =
        sj::reduce(sj::from(x, 1.0, {.chunk_frames = 7}), sj::signal_accumulator{}, [](auto acc, auto b) {
            acc.push(b.samples());
            return acc;
        });
    CHECK(whole.result().energy == sj::energy(x));
}

TEST_CASE("reduce and for_each return when a live source is empty, and can be called again") {
    auto const x = noise(50);
    testing::live_source live{1.0};
    auto chunks = live | v::chunks(10);
    auto const count = [](std::size_t n, auto block) { return n + block.frames(); };
    live.push(std::span{x}.first(25));
    CHECK(sj::reduce(chunks, std::size_t{0}, count) == 20);
    CHECK(!chunks.ended());
    live.push(std::span{x}.subspan(25));
    live.close();
    std::size_t samples = 0;
    sj::for_each(chunks, [&](auto block) { samples += block.frames(); });
    CHECK(samples == 30);
    CHECK(chunks.ended());
}

TEST_CASE("for_each calls the function with each element and returns it") {
    auto const x = noise(100);
    auto source = sj::from(x, 1.0, {.chunk_frames = 10});
    auto count = sj::for_each(source | v::take(30), [n = std::size_t{0}](auto b) mutable { return n += b.frames(); });
    CHECK(count(sj::block<const float>{}) == 30);
    sj::for_each(source, [&](auto b) { CHECK(b.position() >= 30); });
    CHECK(source.ended());
    CHECK_THROWS_AS(sj::for_each(std::vector{1.0}, [](double) { throw std::runtime_error{"no"}; }), std::runtime_error);
}
