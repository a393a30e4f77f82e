// SPDX-License-Identifier: MIT
#include <ranges>

#include <symphonic/views.hpp>

#include "support/everywhere.hpp"
#include "support/stream_types.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::accepts, testing::everywhere, testing::flat, testing::noise, testing::same_bits;

namespace {

using gain = decltype(v::gain(2));
static_assert(accepts<gain, testing::source> && accepts<gain, testing::framed&>);
static_assert(accepts<gain, std::vector<std::vector<float>>>);
static_assert(!accepts<gain, testing::spectra> && !accepts<gain, testing::powers> && !accepts<gain, testing::levels>);
static_assert(!accepts<gain, const testing::framed&> && !accepts<gain, std::vector<float>>);
using louder = decltype(std::declval<testing::source>() | v::gain(2));
using louder_frames = decltype(std::declval<testing::framed>() | v::gain(2));
static_assert(std::ranges::input_range<louder> && std::ranges::input_range<louder_frames>);
static_assert(sj::domain_of<louder> == sj::domain::samples && sj::domain_of<louder_frames> == sj::domain::frames);
static_assert(std::same_as<std::ranges::range_value_t<louder>, sj::audio_buffer<float>>);

template <class T> void check(double factor) {
    auto const x = noise<T>(600);
    auto want = x;
    for (T& s : want) s *= static_cast<T>(factor);
    CHECK(same_bits(everywhere<T>(x, 2, v::gain(factor)), want));
    CHECK(same_bits(everywhere<T>(x, 2, v::chunks(50) | v::gain(factor)), want));
    CHECK(same_bits(everywhere<T>(x, 1, v::frames(50, 50) | v::gain(factor)), want));
}

}   // namespace

TEST_CASE("gain multiplies each sample in its own type, and does not clip") {
    for (double const factor : {2.0, -1.0, 0.1, 0.0}) {
        check<float>(factor);
        check<double>(factor);
    }
    CHECK(flat(sj::from(std::vector{1.0F, -3.0F}, 1.0) | v::gain(2)) == std::vector{2.0F, -6.0F});
}

TEST_CASE("gain keeps channels, positions and the format") {
    auto const x = noise(300);
    auto const source = [&] { return sj::from(x, {.sample_rate = 8, .channels = 3}, {.chunk_frames = 7}); };
    auto stream = source() | v::gain(2);
    CHECK(stream.format() == source().format());
    std::int64_t position = 0;
    for (auto const b : stream) {
        CHECK(b.position() == position);
        CHECK(b.channels() == 3);
        position += static_cast<std::int64_t>(b.frames());
    }
    CHECK(position == 100);
    CHECK(stream.format() == source().format());
    CHECK((sj::from(x, 8.0) | v::frames(6, 4) | v::gain(2)).format() == (sj::from(x, 8.0) | v::frames(6, 4)).format());
}

TEST_CASE("gain accepts rows of changing size, and works between standard views") {
    std::vector<std::vector<float>> const rows{{1, 2}, {}, {3, 4, 5}};
    CHECK(flat(rows | v::gain(2)) == std::vector<float>{2, 4, 6, 8, 10});
    auto const x = noise(100);
    auto const loud = std::views::filter([](auto f) { return f[0] > 0; }) | v::gain(2) | std::views::join;
    auto want = flat(sj::from(x, 1.0) | v::frames(10, 10) | std::views::filter([](auto f) { return f[0] > 0; }));
    for (float& s : want) s *= 2;
    CHECK(flat(sj::from(x, 1.0) | v::frames(10, 10) | loud) == want);
}
