// SPDX-License-Identifier: MIT
#include <symphonic/io.hpp>

#include "support/catch.hpp"
#include "support/recording.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
using testing::noise, testing::temporary_file;

TEST_CASE("info returns container and encoding") {
    struct {
        char const* extension;
        int format;
        char const* container;
        sj::encoding encoding;
        char const* name;
    } const files[] = {
        {".wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16, "WAV", sj::encoding::pcm16, "16-bit PCM"},
        {".wav", SF_FORMAT_WAV | SF_FORMAT_PCM_U8, "WAV", sj::encoding::pcm8, "8-bit PCM"},
        {".flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_24, "FLAC", sj::encoding::pcm24, "24-bit PCM"},
        {".aiff", SF_FORMAT_AIFF | SF_FORMAT_DOUBLE, "AIFF", sj::encoding::float64, "64-bit float"},
        {".au", SF_FORMAT_AU | SF_FORMAT_ULAW, "AU", sj::encoding::ulaw, "mu-law"},
        {".ogg", SF_FORMAT_OGG | SF_FORMAT_VORBIS, "Ogg", sj::encoding::vorbis, "Vorbis"},
        {".wav", SF_FORMAT_WAV | SF_FORMAT_IMA_ADPCM, "WAV", sj::encoding::ima_adpcm, "IMA ADPCM"},
    };
    for (auto const& f : files) {
        temporary_file const file{f.extension};
        testing::write_recording(file.path(), std::vector<float>(2000), 1, 8000, f.format);
        sj::reader const in{file.path()};
        CAPTURE(f.name);
        CHECK(in.info().container_name == f.container);
        CHECK(in.info().encoding == f.encoding);
        CHECK(in.info().encoding_name == f.name);
    }
}

TEST_CASE("info returns cue points") {
    temporary_file const file{".wav"};
    SF_INFO info{};
    info.channels = 1;
    info.samplerate = 8000;
    info.format = SF_FORMAT_WAV | SF_FORMAT_PCM_16;
    SNDFILE* const out = sf_open(file.path().c_str(), SFM_WRITE, &info);
    REQUIRE(out != nullptr);
    SF_CUES cues{};
    cues.cue_count = 2;
    cues.cue_points[0].indx = 1;
    cues.cue_points[0].sample_offset = 17;
    cues.cue_points[1].indx = 2;
    cues.cue_points[1].sample_offset = 1000;
    sf_command(out, SFC_SET_CUE, &cues, sizeof cues);
    auto const x = noise(2000);
    sf_write_float(out, x.data(), 2000);
    sf_close(out);
    auto const found = sj::reader{file.path()}.info().cues;
    REQUIRE(found.size() == 2);
    CHECK(found[0].frame == 17);
    CHECK(found[1].frame == 1000);
    CHECK(sj::reader{file.path(), {.count = 1}}.info().cues == found);
}
