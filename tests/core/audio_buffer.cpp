// SPDX-License-Identifier: MIT
#include <symphonic/core/audio_buffer.hpp>

#include "support/catch.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;

TEST_CASE("an audio_buffer copies a block and converts back to one") {
    std::vector<float> const x{1, 2, 3, 4, 5, 6};
    sj::audio_buffer<float> copy{sj::block<const float>{x, 2, 40}};
    sj::block<const float> const view = copy;
    CHECK(view.frames() == 3);
    CHECK(view.channels() == 2);
    CHECK(view.position() == 40);
    CHECK(view.samples().data() == copy.samples().data());
    CHECK(copy.format().frames == 3);
    copy = sj::block<const float>{x, 3};
    CHECK(copy.frames() == 2);
    CHECK(copy.position() == 0);
}

TEST_CASE("the samples of an audio_buffer can be changed in place, those of a const one cannot") {
    sj::audio_buffer<float> song{{1, 2, 3, 4}, {.sample_rate = 8000, .channels = 2}};
    for (float& s : song.samples()) s *= 2;
    CHECK(std::vector<float>(song.samples().begin(), song.samples().end()) == std::vector<float>{2, 4, 6, 8});
    STATIC_REQUIRE(std::same_as<decltype(std::as_const(song).samples()), std::span<const float>>);
}

TEST_CASE("samples() of a temporary audio_buffer returns a vector, which cannot dangle") {
    auto const make = [] { return sj::audio_buffer<float>{{1, 2, 3, 4}, {.sample_rate = 8000, .channels = 2}}; };
    auto const samples = make().samples();
    STATIC_REQUIRE(std::same_as<decltype(samples), const std::vector<float>>);
    CHECK(samples == std::vector<float>{1, 2, 3, 4});
    CHECK(make().format().sample_rate == 8000);
}

TEST_CASE("an audio_buffer refuses a partial sample frame and a channel count below 1") {
    CHECK(testing::message<sj::argument_error>([] { return sj::audio_buffer<float>{{1, 2, 3}, {.channels = 2}}; }) ==
          "audio_buffer: 3 samples are not a multiple of 2 channels");
    CHECK(testing::says(testing::message<sj::argument_error>([] { return sj::audio_buffer<float>{{1, 2, 3}, {}}; }),
                        "0 channels"));
}
