// SPDX-License-Identifier: MIT
#include <ranges>

#include <symphonic/views.hpp>

#include "support/frame_reducers.hpp"
#include "support/stream_types.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::accepts, testing::flat, testing::message, testing::noise;

namespace {

using rate = decltype(v::zero_crossing_rate);
static_assert(accepts<rate, testing::framed> && accepts<rate, std::vector<std::vector<double>>>);
static_assert(accepts<rate, decltype(std::declval<testing::source>() | v::chunks(4))>);
static_assert(!accepts<rate, testing::source> && !accepts<rate, testing::spectra>);
static_assert(!accepts<rate, testing::powers> && !accepts<rate, testing::levels>);
using rates = decltype(std::declval<testing::framed>() | v::zero_crossing_rate);
static_assert(std::ranges::input_range<rates> && sj::domain_of<rates> == sj::domain::none);
static_assert(std::same_as<std::ranges::range_value_t<rates>, double>);

}   // namespace

TEST_CASE("zero_crossing_rate is the number of sign changes divided by the number of samples") {
    testing::check_frame_reducer(v::zero_crossing_rate, []<class T>(std::span<const T> frame) {
        int changes = 0;
        for (std::size_t i = 1; i < frame.size(); ++i) changes += (frame[i] < 0) != (frame[i - 1] < 0);
        return changes / static_cast<double>(frame.size());
    });
    std::vector<std::vector<float>> const rows{{1, -1, 1, -1}, {0, -0.0F, 1, 0}, {-1, 0}, {-1}};
    CHECK(flat<double>(rows | v::zero_crossing_rate) == std::vector<double>{0.75, 0, 0.5, 0});
    CHECK(std::isnan(flat<double>(std::vector<std::vector<float>>(1) | v::zero_crossing_rate).at(0)));
}

TEST_CASE("zero_crossing_rate keeps the format and refuses two channels") {
    auto const x = noise(100);
    auto const framed = [&] { return sj::from(x, 8.0) | v::frames(10, 5); };
    CHECK((framed() | v::zero_crossing_rate).format() == framed().format());
    auto const stereo = [&] { return sj::from(x, {.channels = 2}) | v::chunks(4) | v::zero_crossing_rate; };
    CHECK(message<sj::format_error>(stereo) ==
          "zero_crossing_rate: the stream has 2 channels, expected 1; put mono or channel(c) before it");
}
