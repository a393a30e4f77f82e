// SPDX-License-Identifier: MIT
#include <ranges>
#include <string>

#include <symphonic/views.hpp>

#include "support/everywhere.hpp"
#include "support/stream_types.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::accepts, testing::everywhere, testing::flat, testing::noise, testing::same_bits;

namespace {

constexpr auto square = [](auto x) { return x * x; };
using squares = decltype(v::map_samples(square));
static_assert(accepts<squares, testing::source> && accepts<squares, testing::framed>);
static_assert(!accepts<squares, testing::spectra> && !accepts<squares, testing::powers>);
static_assert(!accepts<squares, testing::levels> && !accepts<squares, const testing::source&>);
static_assert(!accepts<decltype(v::map_samples([](float) {})), testing::source>);
static_assert(!accepts<decltype(v::map_samples([](float) { return std::string{}; })), testing::source>);
using squared = decltype(std::declval<testing::source>() | v::map_samples(square));
static_assert(std::ranges::input_range<squared> && sj::domain_of<squared> == sj::domain::samples);

}   // namespace

TEST_CASE("map_samples applies its function to each sample and converts the result") {
    auto const x = noise(600);
    auto want = x;
    for (float& s : want) s *= s;
    CHECK(same_bits(everywhere<float>(x, 2, v::map_samples(square)), want));
    CHECK(same_bits(everywhere<float>(x, 1, v::frames(50, 50) | v::map_samples(square)), want));
    auto const y = noise<double>(200);
    auto halves = y;
    for (double& s : halves) s /= 2;
    CHECK(same_bits(everywhere<double>(y, 2, v::map_samples([](double s) { return s / 2; })), halves));
    // a double and an int are converted to float
    CHECK(flat(sj::from(x, 1.0) | v::map_samples([](double s) { return s * s; })) == want);
    CHECK(flat(sj::from(std::vector{1.5F, -2.5F}, 1.0) | v::map_samples([](float s) { return static_cast<int>(s); })) ==
          std::vector<float>{1, -2});
}

TEST_CASE("a function with state keeps it across blocks, and each pipeline has its own copy") {
    auto const x = noise(300);
    auto const smooth = v::map_samples([y = 0.0F](float s) mutable { return y += 0.1F * (s - y); });
    std::vector<float> want;
    for (float y = 0; float const s : x) want.push_back(y += 0.1F * (s - y));
    CHECK(same_bits(everywhere<float>(x, 1, smooth), want));
    CHECK(same_bits(flat(sj::from(x, 1.0, {.chunk_frames = 7}) | v::drop(0) | smooth), want));
}

TEST_CASE("map_samples visits interleaved channels in order, and keeps the format") {
    std::vector<float> const x{1, 2, 3, 4, 5, 6};
    std::vector<float> seen;
    auto stream = sj::from(x, {.sample_rate = 8, .channels = 2}, {.chunk_frames = 2}) |
                  v::map_samples([&](float s) { return seen.push_back(s), s; });
    CHECK(stream.format().channels == 2);
    CHECK(stream.format().frames == 3);
    CHECK(stream.format().max_block == 2);
    REQUIRE(stream.next());
    REQUIRE(stream.next());
    CHECK(stream.get().position() == 2);
    CHECK(stream.get().channels() == 2);
    CHECK(!stream.next());
    CHECK(seen == x);
}

TEST_CASE("after an exception of its function map_samples continues with the next block") {
    auto const x = noise(40);
    auto stream = sj::from(x, 1.0, {.chunk_frames = 10}) | v::map_samples([n = 0](float s) mutable {
                      if (++n == 15) throw std::runtime_error{"no"};
                      return s;
                  });
    REQUIRE(stream.next());
    CHECK(stream.get().samples()[9] == x[9]);
    CHECK_THROWS_AS(stream.next(), std::runtime_error);
    REQUIRE(stream.next());
    CHECK(stream.get().samples()[0] == x[20]);
    CHECK(stream.get().position() == 20);
}
