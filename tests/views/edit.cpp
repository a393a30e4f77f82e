// SPDX-License-Identifier: MIT
#include <complex>
#include <ranges>
#include <stdexcept>

#include <symphonic/views.hpp>

#include "support/everywhere.hpp"
#include "support/stream_types.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::accepts, testing::everywhere, testing::flat, testing::noise, testing::same_bits;

namespace {

constexpr auto negate_block = [](sj::block<float> b) {
    for (float& s : b.samples()) s = -s;
};
constexpr auto negate_row = [](std::span<float> row) {
    for (float& x : row) x = -x;
};
constexpr auto keep_bins = [](std::span<std::complex<float>>) {};
using blocks = decltype(v::edit(negate_block));
using rows = decltype(v::edit(negate_row));
using bins = decltype(v::edit(keep_bins));
static_assert(accepts<blocks, testing::source> && !accepts<blocks, testing::framed>);
static_assert(accepts<rows, testing::framed> && accepts<rows, testing::powers> && !accepts<rows, testing::source>);
static_assert(accepts<bins, testing::spectra> && !accepts<bins, testing::powers>);
static_assert(!accepts<rows, testing::levels> && !accepts<blocks, const testing::source&>);
template <class S, class Stage> constexpr auto domain_after =
    sj::domain_of<decltype(std::declval<S>() | std::declval<Stage>())>;
static_assert(domain_after<testing::source, blocks> == sj::domain::samples);
static_assert(domain_after<testing::powers, rows> == sj::domain::power);
static_assert(domain_after<testing::spectra, bins> == sj::domain_of<testing::spectra>);

}   // namespace

TEST_CASE("edit passes on what its function writes, for blocks and for frames") {
    auto const x = noise(600);
    auto want = x;
    for (float& s : want) s = -s;
    CHECK(same_bits(everywhere<float>(x, 2, v::edit(negate_block)), want));
    CHECK(same_bits(everywhere<float>(x, 1, v::frames(50, 50) | v::edit(negate_row)), want));
    auto const y = noise<double>(60);
    CHECK(same_bits(everywhere<double>(y, 1, v::edit([](sj::block<double>) {})), y));
}

TEST_CASE("edit does not change the signal of its upstream") {
    auto const x = noise(100);
    auto const before = x;
    static_cast<void>(flat(sj::from(x, 1.0) | v::edit(negate_block)));
    CHECK(x == before);
}

TEST_CASE("edit between stft and istft changes the signal") {
    auto const x = noise(4000);
    sj::stft_options const options{.size = 256, .hop = 64, .padding = sj::padding::zero};
    auto const halve = [](std::span<std::complex<float>> spectrum) {
        for (auto& bin : spectrum) bin *= 0.5F;
    };
    auto const y = flat(sj::from(x, 8000.0) | v::stft(options) | v::edit(halve) | v::istft(options));
    REQUIRE(y.size() == x.size());
    for (std::size_t i = 0; i < x.size(); ++i) REQUIRE(std::abs(y[i] - x[i] / 2) < 1e-6F);
}

TEST_CASE("edit keeps channels, positions and the format") {
    std::vector<float> const x{1, 2, 3, 4, 5, 6};
    auto stream = sj::from(x, {.sample_rate = 8, .channels = 2}, {.chunk_frames = 2}) | v::edit([](sj::block<float> b) {
                      CHECK(b.channels() == 2);
                      b.samples()[0] = static_cast<float>(b.position());
                  });
    CHECK(stream.format().frames == 3);
    CHECK(stream.format().sample_rate == 8);
    REQUIRE(stream.next());
    CHECK(stream.get().samples()[0] == 0);
    REQUIRE(stream.next());
    CHECK(stream.get().samples()[0] == 2);
    CHECK(stream.get().position() == 2);
    CHECK(stream.get().channels() == 2);
    CHECK(!stream.next());
}

TEST_CASE("the function of edit keeps its state, and each pipeline has its own copy") {
    auto const count = v::edit([n = 0.0F](std::span<float> row) mutable { row[0] = n++; });
    std::vector<float> const x(6);
    for (int pipeline = 0; pipeline < 2; ++pipeline)
        CHECK(flat(sj::from(x, 1.0) | v::frames(2, 2) | count) == std::vector<float>{0, 0, 1, 0, 2, 0});
}

TEST_CASE("after an exception of its function edit continues with the next element") {
    auto const x = noise(40);
    auto stream = sj::from(x, 1.0, {.chunk_frames = 10}) | v::edit([n = 0](sj::block<float>) mutable {
                      if (++n == 2) throw std::runtime_error{"no"};
                  });
    REQUIRE(stream.next());
    CHECK_THROWS_AS(stream.next(), std::runtime_error);
    REQUIRE(stream.next());
    CHECK(stream.get().samples()[0] == x[20]);
}
