// SPDX-License-Identifier: MIT
#include <symphonic/views.hpp>

#include "support/catch.hpp"
#include "support/live_source.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::flat, testing::message, testing::noise, testing::same_bits;

TEST_CASE("chunks have n sample frames whatever the source's blocks are, and the last may be shorter") {
    auto const x = noise(600);
    for (std::size_t block : {1U, 7U, 64U, 300U})
        for (std::size_t n : {1U, 5U, 64U, 100U, 301U}) {
            auto stream = sj::from(x, {.sample_rate = 1, .channels = 2}, {.chunk_frames = block}) | v::chunks(n);
            CHECK(stream.format().max_block == std::min<std::size_t>(n, 300));
            std::vector<float> got;
            std::int64_t position = 0;
            for (auto const b : stream) {
                CHECK(b.position() == position);
                CHECK(b.channels() == 2);
                CHECK(b.frames() == std::min<std::size_t>(n, 300 - static_cast<std::size_t>(position)));
                position += static_cast<std::int64_t>(b.frames());
                got.insert(got.end(), b.samples().begin(), b.samples().end());
            }
            CHECK(same_bits(got, x));
        }
}

TEST_CASE("a chunk inside one block is a view of it") {
    auto const x = noise(100);
    auto stream = sj::from(x, 1.0, {.chunk_frames = 50}) | v::chunks(25);
    for (std::size_t i = 0; i < 4; ++i) {
        REQUIRE(stream.next());
        CHECK(stream.get().samples().data() == x.data() + 25 * i);
    }
}

TEST_CASE("chunks of a live source come when they are full") {
    testing::live_source live{1.0};
    auto stream = live | v::chunks(10);
    auto const x = noise(25);
    live.push(std::span{x}.first(4));
    CHECK(!stream.next());
    CHECK(!stream.ended());
    live.push(std::span{x}.subspan(4, 8));
    REQUIRE(stream.next());
    CHECK(stream.get().samples()[9] == x[9]);
    CHECK(!stream.next());
    CHECK(!stream.ended());
    live.push(std::span{x}.subspan(12));
    live.close();
    REQUIRE(stream.next());
    CHECK(stream.get().position() == 10);
    REQUIRE(stream.next());
    CHECK(stream.get().frames() == 5);
    CHECK(!stream.next());
    CHECK(stream.ended());
}

TEST_CASE("chunks refuses 0 sample frames and sizes too large for any memory") {
    CHECK(
        testing::says(message<sj::argument_error>([] { return v::chunks(0); }), "chunks: 0 sample frames, expected 1"));
    CHECK_THROWS_AS(v::chunks(SIZE_MAX), sj::argument_error);
    auto const x = noise(10);   // allocates no more than the signal
    CHECK(same_bits(flat(sj::from(x, 1.0, {.chunk_frames = 3}) | v::chunks(std::size_t{1} << 40)), x));
}

TEST_CASE("the number of channels must not change inside a chunk") {
    auto const x = noise(12);
    using block = sj::block<const float>;
    std::vector<block> const blocks{block{std::span{x}.first(4), 2}, block{std::span{x}.last(3), 1, 2}};
    CHECK(message<sj::format_error>([&] { return flat(blocks | v::chunks(3)); }) ==
          "chunks: a block of 1 channels after a block of 2, expected the same number inside a chunk");
}

TEST_CASE("a chunk longer than the signal makes no later stage allocate more than the signal") {
    auto const x = noise(20);
    auto const huge = [&] { return sj::from(x, {.channels = 2}) | v::chunks(std::size_t{1} << 40); };
    CHECK(huge().format().max_block == 10);
    CHECK(flat(huge() | v::mono).size() == 10);
    CHECK(flat(huge() | v::channel(1)).size() == 10);
}

TEST_CASE("chunks has not ended while a short last chunk is still to come") {
    testing::live_source live{1.0};
    auto stream = live | v::chunks(10);
    live.push(noise(15));
    REQUIRE(stream.next());
    CHECK(!stream.next());
    live.close();
    CHECK(!stream.ended());
    REQUIRE(stream.next());
    CHECK(stream.get().frames() == 5);
    CHECK(stream.ended());
}
