// SPDX-License-Identifier: MIT
#include <ranges>

#include <symphonic/views.hpp>

#include "support/everywhere.hpp"
#include "support/stream_types.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::accepts, testing::everywhere, testing::flat, testing::message, testing::noise;

namespace {

using energy = decltype(v::energy);
static_assert(accepts<energy, testing::framed> && accepts<energy, std::vector<std::vector<double>>>);
static_assert(accepts<energy, decltype(std::declval<testing::source>() | v::chunks(4))>);
static_assert(!accepts<energy, testing::source> && !accepts<energy, testing::spectra>);
static_assert(!accepts<energy, testing::powers> && !accepts<energy, testing::levels>);
static_assert(!accepts<energy, const testing::framed&>);
using energies = decltype(std::declval<testing::framed>() | v::energy);
static_assert(std::ranges::input_range<energies> && sj::domain_of<energies> == sj::domain::power);
static_assert(std::same_as<std::ranges::range_value_t<energies>, double>);

template <class T> void check(auto stage, std::size_t size, std::size_t hop, bool whole) {
    auto const x = noise<T>(1003);
    auto const got = everywhere<double>(x, 1, stage | v::energy);
    std::size_t k = 0;
    bool close = true, same = true;
    for (std::size_t i = 0; whole ? i + size <= x.size() : i < x.size(); i += hop, ++k) {
        auto const f = std::span{x}.subspan(i, std::min(size, x.size() - i));
        long double want = 0;
        for (T const s : f) want += static_cast<long double>(s) * static_cast<long double>(s);
        same &= got.at(k) == sj::energy(f);
        close &= std::fabs(static_cast<double>(got[k] - want)) <= 1e-13 * static_cast<double>(want);
    }
    CHECK((k == got.size() && close && same));
}

}   // namespace

TEST_CASE("energy is the sum of the squares of each frame and chunk, and the bare kernel's") {
    check<float>(v::frames(300, 100), 300, 100, true);
    check<double>(v::frames(300, 100), 300, 100, true);
    check<float>(v::chunks(70), 70, 70, false);
    std::vector<std::vector<float>> const rows{{3, 4}, {}, {2}};
    CHECK(flat<double>(rows | v::energy) == std::vector<double>{25, 0, 4});
}

TEST_CASE("energy keeps the format, and refuses two channels where the format tells and where the blocks do") {
    auto const x = noise(100);
    auto const framed = [&] { return sj::from(x, 8.0) | v::frames(10, 5); };
    CHECK((framed() | v::energy).format() == framed().format());
    auto const stereo = [&] { return sj::from(x, {.channels = 2}) | v::chunks(4); };
    CHECK(message<sj::format_error>([&] { return stereo() | v::energy; }) ==
          "energy: the stream has 2 channels, expected 1; put mono or channel(c) before it");
    CHECK(testing::says(
        message<sj::format_error>([&] { return flat<double>(stereo() | std::views::take(1) | v::energy); }),
        "energy: the stream has 2 channels"));
}
