// SPDX-License-Identifier: MIT
#include <ranges>

#include <symphonic/views.hpp>

#include "support/everywhere.hpp"
#include "support/stream_types.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::accepts, testing::everywhere, testing::flat, testing::message, testing::noise;

namespace {

using peak = decltype(v::peak);
static_assert(accepts<peak, testing::framed> && accepts<peak, std::vector<std::vector<double>>>);
static_assert(accepts<peak, decltype(std::declval<testing::source>() | v::chunks(4))>);
static_assert(!accepts<peak, testing::source> && !accepts<peak, testing::spectra>);
static_assert(!accepts<peak, testing::powers> && !accepts<peak, testing::levels>);
using peaks = decltype(std::declval<testing::framed>() | v::peak);
static_assert(std::ranges::input_range<peaks> && sj::domain_of<peaks> == sj::domain::magnitude);
static_assert(std::same_as<std::ranges::range_value_t<peaks>, double>);

template <class T> void check(auto stage, std::size_t size, std::size_t hop, bool whole) {
    auto const x = noise<T>(1003);
    std::vector<double> want;
    for (std::size_t i = 0; whole ? i + size <= x.size() : i < x.size(); i += hop) {
        T most = 0;
        for (T const s : std::span{x}.subspan(i, std::min(size, x.size() - i))) most = std::max(most, std::fabs(s));
        want.push_back(static_cast<double>(most));
    }
    CHECK(everywhere<double>(x, 1, stage | v::peak) == want);
}

}   // namespace

TEST_CASE("peak is the largest magnitude of each frame and chunk") {
    check<float>(v::frames(300, 100), 300, 100, true);
    check<double>(v::frames(300, 100), 300, 100, true);
    check<float>(v::chunks(70), 70, 70, false);
    std::vector<std::vector<float>> const rows{{3, -4}, {}, {NAN, 1}, {-INFINITY}};
    auto const got = flat<double>(rows | v::peak);
    CHECK((got.size() == 4 && got[0] == 4 && got[1] == 0 && std::isnan(got[2]) && got[3] == HUGE_VAL));
}

TEST_CASE("peak keeps the format and refuses two channels") {
    auto const x = noise(100);
    auto const framed = [&] { return sj::from(x, 8.0) | v::frames(10, 5); };
    CHECK((framed() | v::peak).format() == framed().format());
    CHECK(message<sj::format_error>([&] { return sj::from(x, {.channels = 2}) | v::chunks(4) | v::peak; }) ==
          "peak: the stream has 2 channels, expected 1; put mono or channel(c) before it");
}
