// SPDX-License-Identifier: MIT
#include <ranges>

#include <symphonic/symphonic.hpp>

#include "support/catch.hpp"
#include "support/recording.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::flat, testing::message, testing::noise, testing::same_bits;

TEST_CASE("write makes a file with the sample rate and the channels of the stream") {
    auto const x = noise(2000);
    testing::temporary_file const wav{".wav"};
    auto const halve = v::gain(0.5) | sj::write(wav.path(), {.encoding = sj::encoding::float32});
    CHECK((sj::from(x, {.sample_rate = 8000, .channels = 2}, {.chunk_frames = 77}) | halve) == 1000);
    auto const back = sj::read_all(wav.path());
    CHECK(back.format().sample_rate == 8000);
    CHECK(back.channels() == 2);
    CHECK(same_bits(flat(sj::from(back)), flat(sj::from(x, 1.0) | v::gain(0.5))));
    CHECK((sj::from(std::span{x}.first(0), 8000.0) | sj::write(wav.path())) == 0);
    CHECK(sj::read(wav.path()).format().frames == 0);
}

TEST_CASE("write needs the sample rate and the channels") {
    auto const x = noise(20);
    testing::temporary_file const wav{".wav"};
    auto const stereo = [&](std::ptrdiff_t n) {
        return sj::from(x, {.sample_rate = 8000, .channels = 2}) | std::views::take(n);   // loses rate and channels
    };
    CHECK(testing::says(message<sj::format_error>([&] { return stereo(1) | sj::write(wav.path()); }),
                        "write: the sample rate is unknown"));
    CHECK((stereo(1) | sj::write(wav.path(), {.sample_rate = 44100})) == 10);
    CHECK(sj::read(wav.path()).format().channels == 2);
    CHECK(testing::says(
        message<sj::format_error>([&] { return stereo(0) | sj::write(wav.path(), {.sample_rate = 44100}); }),
        "has no samples and an unknown number of channels"));
}

TEST_CASE("write throws io_error for a full disk and a missing folder") {
    auto const x = noise(100000);
    CHECK_THROWS_AS(sj::from(x, 8000.0) | sj::write("/nowhere/x.wav"), sj::io_error);
    CHECK_THROWS_AS(sj::from(x, 8000.0) | sj::write("/dev/full", {.container = sj::container::wav}), sj::io_error);
}
