// SPDX-License-Identifier: MIT
#include <ranges>

#include <symphonic/views.hpp>

#include "support/frame_reducers.hpp"
#include "support/stream_types.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::accepts, testing::flat, testing::message, testing::noise;

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

}   // namespace

TEST_CASE("energy is the sum of squares of each frame and chunk, bit-identical to the kernel") {
    testing::check_frame_reducer(v::energy, []<class T>(std::span<const T> frame) {
        long double sum = 0;
        for (T const sample : frame) sum += static_cast<long double>(sample) * static_cast<long double>(sample);
        auto const energy = sj::energy(frame);
        CHECK(std::fabs(static_cast<double>(energy - sum)) <= 1e-13 * static_cast<double>(sum));
        return energy;
    });
    std::vector<std::vector<float>> const rows{{3, 4}, {}, {2}};
    CHECK(flat<double>(rows | v::energy) == std::vector<double>{25, 0, 4});
}

TEST_CASE("energy keeps the format and refuses two channels, whether the format or a block has them") {
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
