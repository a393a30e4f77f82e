// SPDX-License-Identifier: MIT
#include <list>
#include <ranges>

#include <symphonic/views/from.hpp>

#include "support/catch.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
using testing::flat, testing::message, testing::noise, testing::same_bits;

TEST_CASE("blocks from memory are views of the samples") {
    auto const x = noise(100);
    auto stream = sj::from(std::span<const float>{x}, 8000.0, {.chunk_frames = 30});
    CHECK(stream.format() == sj::audio_format{.sample_rate = 8000, .channels = 1, .frames = 100, .max_block = 30});
    std::int64_t position = 0;
    for (auto const b : stream) {
        CHECK(b.position() == position);
        CHECK(b.samples().data() == x.data() + position);
        position += static_cast<std::int64_t>(b.frames());
    }
    CHECK(position == 100);
    CHECK(stream.ended());
}

TEST_CASE("from accepts several channels and an audio_buffer") {
    auto const x = noise(60);
    auto const stereo = sj::audio_format{.sample_rate = 8000, .channels = 2};
    for (std::size_t chunk : {1U, 7U, 30U, 100U}) {
        auto stream = sj::from(x, stereo, {.chunk_frames = chunk});
        CHECK(stream.format().frames == 30);
        CHECK(same_bits(flat(stream), x));
    }
    sj::audio_buffer<float> const kept{x, stereo};
    CHECK(same_bits(flat(sj::from(kept)), x));
    auto owning = sj::from(sj::audio_buffer<float>{x, stereo}, {.chunk_frames = 4});
    CHECK(owning.format().channels == 2);
    CHECK(owning.format().sample_rate == 8000);
    CHECK(same_bits(flat(owning), x));
}

TEST_CASE("from accepts any standard range of numbers, of any length") {
    for (std::size_t n : {0U, 1U, 9U, 10U, 11U, 35U}) {
        auto const x = noise(n);
        std::list<float> const list(x.begin(), x.end());
        auto stream = sj::from(list, 1.0, {.chunk_frames = 10});
        CHECK(same_bits(flat(stream), x));
        CHECK(stream.ended());
        CHECK(same_bits(flat(sj::from(x | std::views::transform([](float s) { return s; }), 1.0)), x));
    }
}

TEST_CASE("from refuses partial sample frames and values out of range") {
    auto const x = noise(9);
    std::list<float> const list(x.begin(), x.end());
    using error = sj::argument_error;
    auto const stereo = sj::audio_format{.channels = 2};
    CHECK(message<error>([&] { return sj::from(x, stereo); }) == "from: 9 samples are not a multiple of 2 channels");
    auto broken = sj::from(list, stereo);   // yields the whole sample frames first, then throws once
    REQUIRE(broken.next());
    CHECK(broken.get().frames() == 4);
    CHECK(!broken.ended());
    CHECK(message<error>([&] { return broken.next(); }) ==
          "from: the range ends with 1 samples of a sample frame of 2 channels");
    CHECK(!broken.next());
    CHECK(broken.ended());
    CHECK(message<error>([&] { return sj::from(x, HUGE_VAL); }) == "from: sample rate inf Hz, expected 0 or more");
    CHECK(message<error>([&] { return sj::from(x, -1.0); }) == "from: sample rate -1 Hz, expected 0 or more");
    CHECK(message<error>([&] { return sj::from(x, sj::audio_format{.channels = -2}); }) ==
          "from: -2 channels, expected 0 or more");
    CHECK(testing::says(message<error>([&] { return sj::from(x, 1.0, {.chunk_frames = 0}); }), "chunk_frames is 0"));
    CHECK(
        testing::says(message<error>([&] { return sj::from(x, 1.0, {.chunk_frames = SIZE_MAX}); }), "chunk_frames is"));
}
