// SPDX-License-Identifier: MIT
#include <symphonic/core/framing.hpp>

#include "support/catch.hpp"
#include "support/frames_by_hand.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;

static_assert(sj::frame_count(0, 4, 2, sj::padding::zero, sj::tail::pad) == 0);
static_assert(sj::frame_count(3, 4, 2) == 0 && sj::frame_count(4, 4, 2) == 1 && sj::frame_count(8, 4, 2) == 3);
static_assert(sj::frame_count(9, 4, 2) == 3 && sj::frame_count(9, 4, 2, sj::padding::none, sj::tail::pad) == 4);
static_assert(sj::frame_count(1000, 512, 256, sj::padding::reflect) == 4);   // librosa: 1 + 1000 // 256

TEST_CASE("frame_count equals the number of frames cut out by definition") {
    for (auto const padding : {sj::padding::none, sj::padding::zero, sj::padding::reflect})
        for (auto const tail : {sj::tail::drop, sj::tail::pad})
            for (std::size_t n = 0; n <= 41; ++n)
                for (std::size_t size : {1U, 2U, 3U, 4U, 9U, 16U, 30U})
                    for (std::size_t hop : {1U, 2U, 3U, 5U, 16U, 19U, 50U})
                        CHECK(sj::frame_count(n, size, hop, padding, tail) ==
                              testing::frames_by_hand(testing::noise(n), size, hop, {padding, tail}).size() / size);
}

TEST_CASE("reflection does not repeat the first and last sample, and repeats a single sample") {
    std::vector<std::size_t> seen;
    for (std::ptrdiff_t i = -5; i < 8; ++i) seen.push_back(sj::detail::reflected_index(i, 3));
    CHECK(seen == std::vector<std::size_t>{1, 0, 1, 2, 1, 0, 1, 2, 1, 0, 1, 2, 1});
    CHECK(sj::detail::reflected_index(-7, 1) == 0);
    CHECK(sj::detail::reflected_index(-3, 2) == 1);
}

TEST_CASE("frame_count of the longest signal does not overflow") {
    constexpr auto n = std::numeric_limits<std::size_t>::max();
    CHECK(sj::frame_count(n, 10, 10, sj::padding::reflect) == n / 10 + 1);
    CHECK(sj::frame_count(n, 2, 1, sj::padding::none, sj::tail::pad) == n - 1);
    CHECK(sj::frame_count(n, 4, 4, sj::padding::none, sj::tail::pad) == n / 4 + 1);
}

TEST_CASE("frame_count refuses a size or hop of 0") {
    using testing::message, testing::says;
    CHECK(says(message<sj::argument_error>([] { return sj::frame_count(9, 0, 1); }), "frame_count: size 0 and hop 1"));
    CHECK_THROWS_AS(sj::frame_count(9, 1, 0), sj::argument_error);
}

TEST_CASE("frame_time returns the time of the middle of a frame in seconds") {
    sj::audio_format format{.sample_rate = 100, .size = 10, .hop = 4};
    CHECK(sj::frame_time(format, 0) == 0.05);
    CHECK(sj::frame_time(format, 5) == 0.25);
    format.start = -5;   // centred: librosa.frames_to_time
    for (int i : {-1, 0, 1, 7, 1000000}) CHECK(sj::frame_time(format, i) == i * 4 / 100.0);
    format.size = 11;   // the middle sample of an odd size
    CHECK(sj::frame_time(format, 3) == 0.12);
    format.start = 40;
    CHECK(sj::frame_time(format, 0) == 0.45);
    format.hop = (std::size_t{1} << 44) - 1;   // beyond any signal, but finite
    CHECK(sj::frame_time(format, INT64_MAX) > 1e30);
}

TEST_CASE("frame_start returns the time at which a frame begins in seconds") {
    sj::audio_format format{.sample_rate = 100, .size = 11, .hop = 4};
    CHECK(sj::frame_start(format, 0) == 0);
    CHECK(sj::frame_start(format, 5) == 0.2);
    format.start = -5;   // centred
    CHECK(sj::frame_start(format, 0) == -0.05);
    CHECK(sj::frame_start(format, 3) == 0.07);
    CHECK(testing::says(testing::message<sj::format_error>([] { return sj::frame_start({.size = 8, .hop = 4}, 1); }),
                        "frame_start: the sample rate is unknown"));
    CHECK(testing::says(testing::message<sj::format_error>([] { return sj::frame_start({.sample_rate = 8}, 1); }),
                        "frame_start: the stream is not framed"));
}

TEST_CASE("frame_time refuses a stream without rate or hop") {
    using testing::message, testing::says;
    CHECK(says(message<sj::format_error>([] { return sj::frame_time({.size = 8, .hop = 4}, 1); }),
               "frame_time: the sample rate is unknown"));
    CHECK(message<sj::format_error>([] { return sj::frame_time({.sample_rate = 8}, 1); }) ==
          "frame_time: the stream is not framed; put chunks(n) or frames(size, hop) before it");
}
