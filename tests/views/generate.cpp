// SPDX-License-Identifier: MIT
#include <functional>
#include <ranges>

#include <symphonic/views.hpp>

#include "support/catch.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::flat, testing::message;

namespace {

constexpr auto ramp = [](std::int64_t n) { return static_cast<float>(n); };
using ramps = decltype(sj::generate(ramp, 1.0));
static_assert(std::ranges::input_range<ramps> && sj::domain_of<ramps> == sj::domain::samples);
static_assert(std::same_as<std::ranges::range_reference_t<ramps>, sj::block<const float>>);
static_assert(std::same_as<std::ranges::range_value_t<ramps>, sj::audio_buffer<float>>);
static_assert(!std::invocable<decltype(sj::generate), int (*)(std::int64_t), double>);
static_assert(!std::invocable<decltype(sj::generate), float (*)(char const*), double>);
static_assert(std::invocable<decltype(sj::generate), std::function<double()>, double>);

}   // namespace

TEST_CASE("generate calls f with the index of each sample") {
    auto stream = sj::generate(ramp, 8000.0, {.chunk_frames = 10});
    CHECK(stream.format() == sj::audio_format{.sample_rate = 8000, .channels = 1, .max_block = 10});
    for (int k = 0; k < 3; ++k) {
        REQUIRE(stream.next());
        CHECK(stream.get().position() == 10 * k);
        CHECK(stream.get().frames() == 10);
        for (int i = 0; i < 10; ++i)
            CHECK(stream.get().samples()[static_cast<std::size_t>(i)] == static_cast<float>(10 * k + i));
    }
    auto moved = std::move(stream);
    CHECK(moved.get().samples()[0] == 20);
    REQUIRE(moved.next());
    CHECK(moved.get().samples()[0] == 30);
    CHECK(!moved.ended());
    auto doubles = sj::generate([](std::int64_t n) { return static_cast<double>(n) / 3; }, 1.0) | v::take(100);
    static_assert(std::same_as<sj::sample_t<decltype(doubles)>, double>);
}

TEST_CASE("generate calls f() once per sample, in order") {
    for (std::size_t chunk : {1U, 7U, 64U})
        CHECK(flat(sj::generate([n = 0]() mutable { return static_cast<float>(n++); }, 1.0, {.chunk_frames = chunk}) |
                   v::checked | v::take(100)) == flat(sj::generate(ramp, 1.0) | v::take(100)));
}

TEST_CASE("take, take_time and break end a generated signal, and a later loop goes on after a break") {
    CHECK(flat(sj::generate(ramp, 100.0) | v::take_time(0.5)).size() == 50);
    CHECK(flat(sj::generate(ramp, 100.0, {.chunk_frames = 4}) | v::drop(3) | v::take(3)) ==
          std::vector<float>{3, 4, 5});
    CHECK(flat(sj::generate(ramp, 100.0, {.chunk_frames = 2}) | v::frames(3, 1) | std::views::take(2)) ==
          std::vector<float>{0, 1, 2, 1, 2, 3});
    auto stream = sj::generate(ramp, 1.0, {.chunk_frames = 2});
    for (int round = 0; round < 3; ++round)
        for (auto const b : stream) {
            CHECK(b.samples()[0] == static_cast<float>(2 * round));
            break;
        }
}

TEST_CASE("generate passes on an exception of f and calls f again for the same sample") {
    bool broken = true;
    std::vector<std::int64_t> indices;
    auto stream = sj::generate(
        [&](std::int64_t n) {
            indices.push_back(n);
            if (n == 13 && broken) throw std::runtime_error{"no"};
            return static_cast<double>(n);
        },
        1.0, {.chunk_frames = 10});
    CHECK(stream.next());
    CHECK_THROWS_AS(stream.next(), std::runtime_error);
    CHECK_THROWS_AS(stream.next(), std::runtime_error);
    broken = false;
    REQUIRE(stream.next());
    CHECK(stream.get().position() == 10);
    CHECK(stream.get().samples()[9] == 19);
    for (std::size_t i = 0; i < 10; ++i) CHECK(stream.get().samples()[i] == static_cast<double>(10 + i));
    REQUIRE(indices.size() == 22);
    CHECK(indices[13] == 13);
    CHECK(indices[14] == 13);
    CHECK(indices[15] == 13);
    CHECK(indices[16] == 14);
}

TEST_CASE("generate refuses sample rates below 0 and chunks of 0 samples") {
    CHECK(message<sj::argument_error>([] { return sj::generate(ramp, -1.0); }) ==
          "generate: sample rate -1 Hz, expected 0 or more");
    CHECK_THROWS_AS(sj::generate(ramp, std::nan("")), sj::argument_error);
    CHECK(testing::says(message<sj::argument_error>([] { return sj::generate(ramp, 1.0, {.chunk_frames = 0}); }),
                        "generate: chunk_frames is 0, expected 1"));
    CHECK_THROWS_AS(sj::generate(ramp, 1.0, {.chunk_frames = SIZE_MAX}), sj::argument_error);
    CHECK(sj::generate(ramp, 0.0).format().sample_rate == 0);   // unknown
}
