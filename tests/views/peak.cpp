// SPDX-License-Identifier: MIT
#include <ranges>

#include <symphonic/views.hpp>

#include "support/frame_reducers.hpp"
#include "support/stream_types.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::accepts, testing::flat, testing::message, testing::noise;

namespace {

using peak = decltype(v::peak);
static_assert(accepts<peak, testing::framed> && accepts<peak, std::vector<std::vector<double>>>);
static_assert(accepts<peak, decltype(std::declval<testing::source>() | v::chunks(4))>);
static_assert(!accepts<peak, testing::source> && !accepts<peak, testing::spectra>);
static_assert(!accepts<peak, testing::powers> && !accepts<peak, testing::levels>);
using peaks = decltype(std::declval<testing::framed>() | v::peak);
static_assert(std::ranges::input_range<peaks> && sj::domain_of<peaks> == sj::domain::magnitude);
static_assert(std::same_as<std::ranges::range_value_t<peaks>, double>);

}   // namespace

TEST_CASE("peak is the largest magnitude of each frame and chunk") {
    testing::check_frame_reducer(v::peak, []<class T>(std::span<const T> frame) {
        T largest = 0;
        for (T const sample : frame) largest = std::max(largest, std::fabs(sample));
        return static_cast<double>(largest);
    });
    std::vector<std::vector<float>> const rows{{3, -4}, {}, {NAN, 1}, {-INFINITY}};
    auto const got = flat<double>(rows | v::peak);
    REQUIRE(got.size() == 4);
    CHECK(got[0] == 4);
    CHECK(got[1] == 0);
    CHECK(std::isnan(got[2]));
    CHECK(got[3] == HUGE_VAL);
}

TEST_CASE("peak keeps the format and refuses two channels") {
    auto const x = noise(100);
    auto const framed = [&] { return sj::from(x, 8.0) | v::frames(10, 5); };
    CHECK((framed() | v::peak).format() == framed().format());
    CHECK(message<sj::format_error>([&] { return sj::from(x, {.channels = 2}) | v::chunks(4) | v::peak; }) ==
          "peak: the stream has 2 channels, expected 1; put mono or channel(c) before it");
}
