// SPDX-License-Identifier: MIT
#include <fstream>

#include <symphonic/io.hpp>

#include "support/catch.hpp"
#include "support/recording.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
using testing::message, testing::says, testing::temporary_file;

namespace {

void put(const std::filesystem::path& path, const std::string& bytes) {
    std::ofstream{path, std::ios::binary} << bytes;
}

std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

}   // namespace

TEST_CASE("a reader is a range of blocks, whatever the size of a chunk") {
    temporary_file const wav{".wav"};
    auto const x = testing::noise(2 * 5000);
    testing::write_recording(wav.path(), x, 2, 44100, SF_FORMAT_WAV | SF_FORMAT_FLOAT);
    for (std::size_t chunk : {1U, 7U, 1000U, 5000U, 8192U}) {
        sj::reader in{wav.path(), {.chunk_frames = chunk}};
        CHECK(in.format() == sj::audio_format{.sample_rate = 44100,
                                              .channels = 2,
                                              .frames = 5000,
                                              .max_block = std::min<std::size_t>(chunk, 5000)});
        std::vector<float> seen;
        std::int64_t position = 0;
        for (sj::block<const float> const b : in) {
            CHECK((b.channels() == 2 && b.position() == position));
            CHECK(b.frames() == std::min<std::size_t>(chunk, 5000 - static_cast<std::size_t>(position)));
            position += static_cast<std::int64_t>(b.frames());
            seen.insert(seen.end(), b.samples().begin(), b.samples().end());
        }
        CHECK(testing::same_bits(seen, x));
        CHECK((in.ended() && !in.next() && !in.truncated() && in.position() == 5000));
    }
}

TEST_CASE("what a file says of itself") {
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
        CHECK((in.info().container_name == f.container && in.info().encoding == f.encoding &&
               in.info().encoding_name == f.name));
    }
}

TEST_CASE("PCM is scaled by a power of two, and double is read in full") {
    temporary_file const wav{".wav"};
    testing::write_recording(wav.path(), {0.5F, -1.0F, 0.25F}, 1, 8000, SF_FORMAT_WAV | SF_FORMAT_DOUBLE);
    auto in = sj::read<double>(wav.path());
    CHECK(testing::flat<double>(in) == std::vector<double>{0.5, -1.0, 0.25});
    std::string const pcm(
        "RIFF\x2a\0\0\0WAVEfmt "
        "\x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x80\x3e\0\0\x02\0\x10\0data\x06\0\0\0\0\x80\x01\0\xff\x7f",
        50);
    put(wav.path(), pcm);
    CHECK(testing::flat(sj::read(wav.path())) == std::vector<float>{-1.0F, 1 / 32768.0F, 32767 / 32768.0F});
}

TEST_CASE("seek and read(span)") {
    temporary_file const flac{".flac"};
    auto const x = testing::noise(2 * 3000);
    testing::write_recording(flac.path(), x, 2, 44100, SF_FORMAT_FLAC | SF_FORMAT_PCM_16);
    auto const all = sj::read_all(flac.path());
    sj::reader in{flac.path(), {.chunk_frames = 1000}};
    in.seek(1000);
    auto const first = in.begin();
    CHECK(((*first).position() == 1000 && (*first).samples()[0] == all.samples()[2000]));
    in.seek(2999);
    CHECK((in.next() && in.get().frames() == 1 && !in.next() && in.ended()));
    in.seek(3000);
    CHECK((!in.ended() && !in.next() && in.ended()));
    in.seek(10);                  // after the end, too
    std::vector<float> some(7);   // three whole sample frames fit
    CHECK((in.read(some) == 3 && in.position() == 13 && some[5] == all.samples()[25] && some[6] == 0));
    CHECK((in.next() && in.get().position() == 13));
    CHECK((in.read(std::span{some}.first(1)) == 0 && !in.ended()));
    CHECK(message<sj::argument_error>([&] {
              in.seek(3001);
              return 0;
          }) == "seek: sample frame 3001, expected 0 to 3000");
    CHECK(says(message<sj::argument_error>([&] {
                   in.seek(-1);
                   return 0;
               }),
               "-1"));
}

TEST_CASE("a region that reaches beyond the end is as long as the rest of the file") {
    testing::temporary_file const file{".wav"};
    testing::write_recording(file.path(), testing::noise(2 * 1000), 2, 8000, SF_FORMAT_WAV | SF_FORMAT_FLOAT);
    sj::reader in{file.path(), {.first = 300, .count = 5000}};
    CHECK(in.format().frames == 700);
    CHECK((testing::flat(in).size() == 2 * 700 && in.ended() && !in.truncated()));
}

TEST_CASE("a moved reader goes on where it stood") {
    temporary_file const wav{".wav"};
    auto const x = testing::noise(100);
    testing::write_recording(wav.path(), x, 1, 8000, SF_FORMAT_WAV | SF_FORMAT_FLOAT);
    sj::reader in{wav.path(), {.chunk_frames = 10}};
    REQUIRE(in.next());
    sj::reader other = std::move(in);
    CHECK((other.get().position() == 0 && other.get().samples()[9] == x[9]));
    CHECK(testing::flat(other).size() == 90);
}

TEST_CASE("what cannot be read is named, with the reason") {
    temporary_file const text{".wav"}, absent{".flac"};
    put(text.path(), "this is not a recording, it only says that it is one, by its name");
    auto const why = [](const std::filesystem::path& p) {
        return message<sj::io_error>([&] { return sj::reader{p}; });
    };
    CHECK(why(absent.path()) == "cannot read " + absent.path().string() + ": no such file");
    CHECK(says(why(text.path()), text.path().string()));
    CHECK(says(why(std::filesystem::temp_directory_path()), "it is a directory"));
    auto const longest = std::filesystem::temp_directory_path() / std::string(200, 'a') / std::string(200, 'b');
    CHECK(says(why(longest), std::string(200, 'b')));   // the whole path, whatever its length
    CHECK(says(message<sj::argument_error>([&] { return sj::reader{text.path(), {.chunk_frames = 0}}; }),
               "chunk_frames is 0"));
    for (std::string const& hostile :
         {std::string{}, std::string{"RIFF"}, std::string(5000, '\0'), std::string(5000, '\xff')}) {
        put(text.path(), hostile);
        CHECK(says(why(text.path()), text.path().string()));
    }
}

TEST_CASE("a truncated file gives what is there, and then an error, once") {
    temporary_file const flac{".flac"};
    testing::write_recording(flac.path(), testing::noise(40000), 1, 44100, SF_FORMAT_FLAC | SF_FORMAT_PCM_16);
    auto const bytes = bytes_of(flac.path());
    put(flac.path(), bytes.substr(0, bytes.size() / 2));
    sj::reader in{flac.path(), {.chunk_frames = 1000}};
    std::int64_t seen = 0;
    std::string said;
    try {
        for (auto const b : in) seen += static_cast<std::int64_t>(b.frames());
    } catch (const sj::io_error& e) {
        said = e.what();
    }
    CHECK((seen > 10000 && seen < 40000));
    CHECK((in.ended() && in.truncated() && in.position() == seen));
    CHECK(says(said, flac.path().string()));
    CHECK(says(said, "at sample frame " + std::to_string(seen)));
    CHECK(!in.next());   // and no more
    std::vector<float> more(10);
    CHECK(in.read(more) == 0);
}

TEST_CASE("a file without samples") {
    temporary_file const wav{".wav"};
    testing::write_recording(wav.path(), {}, 2, 44100, SF_FORMAT_WAV | SF_FORMAT_PCM_16);
    sj::reader in{wav.path()};
    CHECK((in.format().frames == 0 && !in.next() && in.ended() && !in.truncated()));
}
