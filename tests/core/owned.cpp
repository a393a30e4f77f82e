// SPDX-License-Identifier: MIT
#include <symphonic/core/owning.hpp>

#include "support/catch.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;

TEST_CASE("a block counts sample frames, whatever it is given") {
    std::vector<float> const x{1, 2, 3, 4, 5, 6, 7};
    CHECK(sj::block<const float>{x, 2}.frames() == 3);
    CHECK(sj::block<const float>{x, 0}.frames() == 7);   // no division by 0
    CHECK(sj::block<const float>{x, -3}.channels() == 1);
    CHECK(sj::block<const float>{}.frames() == 0);
}

TEST_CASE("an audio_buffer is made from a block, and is lent as one") {
    std::vector<float> const x{1, 2, 3, 4, 5, 6};
    sj::audio_buffer<float> kept{sj::block<const float>{x, 2, 40}};
    sj::block<const float> const lent = kept;
    CHECK(lent.frames() == 3);
    CHECK(lent.channels() == 2);
    CHECK(lent.position() == 40);
    CHECK(lent.samples().data() == kept.samples().data());
    CHECK(kept.format().frames == 3);
    kept = sj::block<const float>{x, 3};
    CHECK((kept.frames() == 2 && kept.position() == 0));
}

TEST_CASE("the samples of a temporary audio_buffer are a vector, and cannot dangle") {
    auto const make = [] { return sj::audio_buffer<float>{{1, 2, 3, 4}, {.sample_rate = 8000, .channels = 2}}; };
    auto const samples = make().samples();
    STATIC_REQUIRE(std::same_as<decltype(samples), const std::vector<float>>);
    CHECK(samples == std::vector<float>{1, 2, 3, 4});
    CHECK(make().format().sample_rate == 8000);
}

TEST_CASE("an audio_buffer takes whole sample frames only") {
    CHECK(testing::message<sj::argument_error>([] { return sj::audio_buffer<float>{{1, 2, 3}, {.channels = 2}}; }) ==
          "audio_buffer: 3 samples are not a multiple of 2 channels");
    CHECK(testing::says(testing::message<sj::argument_error>([] { return sj::audio_buffer<float>{{1, 2, 3}, {}}; }),
                        "0 channels"));
}

TEST_CASE("a frame owns what a span lends") {
    std::vector<float> x{1, 2, 3};
    sj::frame<float> const kept{std::span<const float>{x}};
    x[0] = 9;
    CHECK((kept.size() == 3 && kept[0] == 1 && kept[2] == 3));
    std::span<const float> const lent = kept;
    CHECK(lent.data() == kept.data());
}
