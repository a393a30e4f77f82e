// SPDX-License-Identifier: MIT
#include <symphonic/io.hpp>

#include "support/catch.hpp"
#include "support/recording.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
using testing::message, testing::noise, testing::says, testing::temporary_file;

TEST_CASE("the extension chooses the container, the container chooses the encoding") {
    struct {
        char const* extension;
        sj::container container;
        sj::encoding encoding;
    } const cases[] = {
        {".wav", sj::container::wav, sj::encoding::pcm16},   {".WAV", sj::container::wav, sj::encoding::pcm16},
        {".flac", sj::container::flac, sj::encoding::pcm16}, {".ogg", sj::container::ogg, sj::encoding::vorbis},
        {".opus", sj::container::ogg, sj::encoding::opus},   {".mp3", sj::container::mpeg, sj::encoding::mp3},
        {".aif", sj::container::aiff, sj::encoding::pcm16},  {".snd", sj::container::au, sj::encoding::pcm16},
        {".caf", sj::container::caf, sj::encoding::pcm16},   {".w64", sj::container::w64, sj::encoding::pcm16},
        {".rf64", sj::container::rf64, sj::encoding::pcm16},
    };
    for (auto const& k : cases) {
        temporary_file const file{k.extension};
        sj::writer out{file.path(), {.sample_rate = 48000}};
        out.write(noise(5000));
        out.close();
        CAPTURE(k.extension);
        sj::reader const in{file.path()};
        CHECK(in.info().container == k.container);
        CHECK(in.info().encoding == k.encoding);
    }
    temporary_file const any{".dat"};
    sj::writer out{any.path(), {.sample_rate = 48000, .container = sj::container::flac}};
    out.close();
    auto const refusal = [](const char* path, sj::writer_options options) {
        return message<sj::argument_error>([&] { return sj::writer{path, options}; });
    };
    CHECK(says(refusal("x.dat", {.sample_rate = 1}), "\".dat\""));
    CHECK(says(refusal("x", {.sample_rate = 1}), "no container"));
    CHECK(says(refusal("x.mp2", {.sample_rate = 1}), "no container"));
    CHECK(says(refusal("x.wav", {}), "sample_rate is 0"));
    CHECK(says(refusal("x.wav", {.sample_rate = 44100.5}), "44100.5"));
    CHECK(says(refusal("x.wav", {.sample_rate = 1e99}), "sample_rate is 9.99"));
    CHECK(says(refusal("x.wav", {.sample_rate = 44100, .channels = 0}), "channels is 0"));
    CHECK(says(refusal("x.flac", {.sample_rate = 44100, .channels = 9}),
               "FLAC cannot hold 16-bit PCM in 9 channels at 44100 Hz: expected 1 to 8 channels"));
    CHECK(says(refusal("x.mp3", {.sample_rate = 44100, .channels = 3}), "expected 1 to 2 channels"));
    CHECK(says(refusal("x.mp3", {.sample_rate = 96000}), "8000, 11025, 12000"));
    CHECK(says(refusal("x.flac", {.sample_rate = 44100, .encoding = sj::encoding::float32}),
               "expected 8-bit PCM, 16-bit PCM, 24-bit PCM"));
    CHECK(says(refusal("x.wav", {.sample_rate = 44100, .encoding = sj::encoding::vorbis}), "WAV cannot hold Vorbis"));
    CHECK(
        says(refusal("x.wav", {.sample_rate = 44100, .encoding = sj::encoding::other}), "encoding is encoding::other"));
    CHECK(says(refusal("x.opus", {.sample_rate = 44100}), "Opus"));
    CHECK(says(refusal("x.ogg", {.sample_rate = 44100, .quality = 1.5}), "quality is 1.5"));
    CHECK(says(refusal("x.wav", {.sample_rate = 44100, .quality = 0.5}), "quality is for"));
    CHECK(says(refusal("x.mp3", {.sample_rate = 44100, .quality = NAN}), "quality is nan"));
    CHECK(says(refusal("x.caf", {.sample_rate = 44100, .channels = 334, .encoding = sj::encoding::float32}),
               "expected 1 to 333 channels"));
    CHECK(says(refusal("x.ogg", {.sample_rate = 44100, .compression = 0.5}), "compression is for FLAC"));
    CHECK_FALSE(std::filesystem::exists("x.opus"));
}
