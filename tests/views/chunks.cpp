// SPDX-License-Identifier: MIT
#include <symphonic/views.hpp>

#include "support/catch.hpp"
#include "support/live_source.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::flat, testing::message, testing::noise, testing::same_bits;

TEST_CASE("chunks of n sample frames, whatever the source's blocks, and a short last one") {
    auto const x = noise(600);
    for (std::size_t block : {1U, 7U, 64U, 300U})
        for (std::size_t n : {1U, 5U, 64U, 100U, 301U}) {
            auto stream = sj::from(x, {.sample_rate = 1, .channels = 2}, {.chunk_frames = block}) | v::chunks(n);
            CHECK(stream.format().max_block == std::min<std::size_t>(n, 300));
            std::vector<float> seen;
            std::int64_t at = 0;
            for (auto const b : stream) {
                CHECK((b.position() == at && b.channels() == 2));
                CHECK(b.frames() == std::min<std::size_t>(n, 300 - static_cast<std::size_t>(at)));
                at += static_cast<std::int64_t>(b.frames());
                seen.insert(seen.end(), b.samples().begin(), b.samples().end());
            }
            CHECK(same_bits(seen, x));
        }
}

TEST_CASE("a chunk inside one block is lent where it lies") {
    auto const x = noise(100);
    auto stream = sj::from(x, 1.0, {.chunk_frames = 50}) | v::chunks(25);
    for (std::size_t i = 0; i < 4; ++i) CHECK((stream.next() && stream.get().samples().data() == x.data() + 25 * i));
}

TEST_CASE("chunks of a live source wait until they are full") {
    testing::live_source live{1.0};
    auto stream = live | v::chunks(10);
    auto const x = noise(25);
    live.push(std::span{x}.first(4));
    CHECK((!stream.next() && !stream.ended()));
    live.push(std::span{x}.subspan(4, 8));
    CHECK((stream.next() && stream.get().samples()[9] == x[9]));
    CHECK((!stream.next() && !stream.ended()));
    live.push(std::span{x}.subspan(12));
    live.close();
    CHECK((stream.next() && stream.get().position() == 10));
    CHECK((stream.next() && stream.get().frames() == 5 && !stream.next() && stream.ended()));
}

TEST_CASE("a size of 0, and one beyond any memory") {
    CHECK(
        testing::says(message<sj::argument_error>([] { return v::chunks(0); }), "chunks: 0 sample frames, expected 1"));
    CHECK_THROWS_AS(v::chunks(SIZE_MAX), sj::argument_error);
    auto const x = noise(10);   // a chunk longer than the signal takes no more memory than the signal
    CHECK(same_bits(flat(sj::from(x, 1.0, {.chunk_frames = 3}) | v::chunks(std::size_t{1} << 40)), x));
}

TEST_CASE("channels may not change inside a chunk") {
    auto const x = noise(12);
    using block = sj::block<const float>;
    std::vector<block> const blocks{block{std::span{x}.first(4), 2}, block{std::span{x}.last(3), 1, 2}};
    CHECK(message<sj::format_error>([&] { return flat(blocks | v::chunks(3)); }) ==
          "chunks: a block of 1 channels after one of 2");
}

TEST_CASE("a chunk longer than the signal asks no stage behind it for more memory than the signal") {
    auto const x = noise(20);
    auto const huge = [&] { return sj::from(x, {.channels = 2}) | v::chunks(std::size_t{1} << 40); };
    CHECK(huge().format().max_block == 10);
    CHECK((flat(huge() | v::mono).size() == 10 && flat(huge() | v::channel(1)).size() == 10));
}

TEST_CASE("a short last chunk that is still to come is no end") {
    testing::live_source live{1.0};
    auto stream = live | v::chunks(10);
    live.push(noise(15));
    CHECK((stream.next() && !stream.next()));
    live.close();
    CHECK(!stream.ended());
    CHECK((stream.next() && stream.get().frames() == 5 && stream.ended()));
}
