// SPDX-License-Identifier: MIT
#include <sstream>

#include <symphonic/io.hpp>

#include "support/catch.hpp"
#include "support/recording.hpp"
#include "support/signals.hpp"
#include "support/unseekable_buffer.hpp"

namespace sj = symphonic;
using testing::bytes_of, testing::message, testing::says, testing::temporary_file, testing::write_bytes;

TEST_CASE("a reader is a range of blocks of any chunk size") {
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
            CHECK(b.channels() == 2);
            CHECK(b.position() == position);
            CHECK(b.frames() == std::min<std::size_t>(chunk, 5000 - static_cast<std::size_t>(position)));
            position += static_cast<std::int64_t>(b.frames());
            seen.insert(seen.end(), b.samples().begin(), b.samples().end());
        }
        CHECK(testing::same_bits(seen, x));
        CHECK(in.ended());
        CHECK(!in.next());
        CHECK(!in.truncated());
        CHECK(in.position() == 5000);
    }
}

TEST_CASE("PCM is scaled by a power of two, and float64 is read without loss") {
    temporary_file const wav{".wav"};
    testing::write_recording(wav.path(), {0.5F, -1.0F, 0.25F}, 1, 8000, SF_FORMAT_WAV | SF_FORMAT_DOUBLE);
    auto in = sj::read<double>(wav.path());
    CHECK(testing::flat<double>(in) == std::vector<double>{0.5, -1.0, 0.25});
    std::string const pcm(
        "RIFF\x2a\0\0\0WAVEfmt "
        "\x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x80\x3e\0\0\x02\0\x10\0data\x06\0\0\0\0\x80\x01\0\xff\x7f",
        50);
    write_bytes(wav.path(), pcm);
    CHECK(testing::flat(sj::read(wav.path())) == std::vector<float>{-1.0F, 1 / 32768.0F, 32767 / 32768.0F});
}

TEST_CASE("seek moves to a sample frame, and read(span) fills whole sample frames") {
    temporary_file const flac{".flac"};
    auto const x = testing::noise(2 * 3000);
    testing::write_recording(flac.path(), x, 2, 44100, SF_FORMAT_FLAC | SF_FORMAT_PCM_16);
    auto const all = sj::read_all(flac.path());
    sj::reader in{flac.path(), {.chunk_frames = 1000}};
    in.seek(1000);
    auto const first = in.begin();
    CHECK((*first).position() == 1000);
    CHECK((*first).samples()[0] == all.samples()[2000]);
    in.seek(2999);
    CHECK(in.next());
    CHECK(in.get().frames() == 1);
    CHECK(!in.next());
    CHECK(in.ended());
    in.seek(3000);
    CHECK(!in.ended());
    CHECK(!in.next());
    CHECK(in.ended());
    in.seek(10);                  // possible after the end
    std::vector<float> some(7);   // three whole sample frames fit
    CHECK(in.read(some) == 3);
    CHECK(in.position() == 13);
    CHECK(some[5] == all.samples()[25]);
    CHECK(some[6] == 0);
    CHECK(in.next());
    CHECK(in.get().position() == 13);
    CHECK(in.read(std::span{some}.first(1)) == 0);
    CHECK(!in.ended());
    CHECK(message<sj::argument_error>([&] { in.seek(3001); }) == "seek: sample frame 3001, expected 0 to 3000");
    CHECK(says(message<sj::argument_error>([&] { in.seek(-1); }), "-1"));
}

TEST_CASE("a moved reader continues at its position") {
    temporary_file const wav{".wav"};
    auto const x = testing::noise(100);
    testing::write_recording(wav.path(), x, 1, 8000, SF_FORMAT_WAV | SF_FORMAT_FLOAT);
    sj::reader in{wav.path(), {.chunk_frames = 10}};
    REQUIRE(in.next());
    sj::reader other = std::move(in);
    CHECK(other.get().position() == 0);
    CHECK(other.get().samples()[9] == x[9]);
    CHECK(testing::flat(other).size() == 90);
}

TEST_CASE("an error names the file and the cause") {
    temporary_file const text{".wav"}, absent{".flac"};
    write_bytes(text.path(), "text in a file with the extension of a recording");
    auto const error_of = [](const std::filesystem::path& p) {
        return message<sj::io_error>([&] { return sj::reader{p}; });
    };
    CHECK(error_of(absent.path()) == "cannot read " + absent.path().string() + ": no such file");
    CHECK(says(error_of(text.path()), text.path().string()));
    CHECK(says(error_of(std::filesystem::temp_directory_path()), "it is a directory"));
    auto const longest = std::filesystem::temp_directory_path() / std::string(200, 'a') / std::string(200, 'b');
    CHECK(says(error_of(longest), std::string(200, 'b')));   // the path is not cut off
    CHECK(says(message<sj::argument_error>([&] { return sj::reader{text.path(), {.chunk_frames = 0}}; }),
               "chunk_frames is 0"));
    for (std::string const& hostile :
         {std::string{}, std::string{"RIFF"}, std::string(5000, '\0'), std::string(5000, '\xff')}) {
        write_bytes(text.path(), hostile);
        auto const error = error_of(text.path());
        CHECK(says(error, text.path().string()));
        CHECK(says(error, "it is empty") == hostile.empty());
    }
    std::istringstream empty;
    CHECK(message<sj::io_error>([&] { return sj::reader{empty}; }) == "cannot read a stream: it is empty");
    testing::unseekable_buffer buffer;
    std::istream pipe{&buffer};
    CHECK(message<sj::io_error>([&] { return sj::reader{pipe}; }) == "cannot read a stream: it is empty");
}

TEST_CASE("truncation::error yields the samples of a truncated file, and then one error") {
    temporary_file const flac{".flac"};
    testing::write_recording(flac.path(), testing::noise(40000), 1, 44100, SF_FORMAT_FLAC | SF_FORMAT_PCM_16);
    auto const bytes = bytes_of(flac.path());
    write_bytes(flac.path(), bytes.substr(0, bytes.size() / 2));
    sj::reader in{flac.path(), {.chunk_frames = 1000, .truncation = sj::truncation::error}};
    std::int64_t seen = 0;
    std::string error;
    try {
        for (auto const b : in) seen += static_cast<std::int64_t>(b.frames());
    } catch (const sj::io_error& e) {
        error = e.what();
    }
    CHECK(seen > 10000);
    CHECK(seen < 40000);
    CHECK(in.ended());
    CHECK(in.truncated());
    CHECK(in.position() == seen);
    CHECK(says(error, flac.path().string()));
    CHECK(says(error, "at sample frame " + std::to_string(seen)));
    CHECK(!in.next());   // no second error
    std::vector<float> out(10);
    CHECK(in.read(out) == 0);
}

TEST_CASE("a file may shrink or grow while it is read") {
    temporary_file const file{".wav"};
    auto const x = testing::noise(50'000);
    testing::write_recording(file.path(), x, 1, 8000, SF_FORMAT_WAV | SF_FORMAT_FLOAT);
    auto const size = std::filesystem::file_size(file.path());
    sj::reader in{file.path(), {.chunk_frames = 1000}};
    REQUIRE(in.next());
    std::filesystem::resize_file(file.path(), size / 2);
    std::vector<float> rest = testing::flat(in);
    CHECK(in.truncated());
    CHECK(rest.size() < 25'000);
    CHECK(std::equal(rest.begin(), rest.end(), x.begin() + 1000));
    testing::write_recording(file.path(), x, 1, 8000, SF_FORMAT_WAV | SF_FORMAT_FLOAT);
    sj::reader growing{file.path(), {.chunk_frames = 1000}};
    REQUIRE(growing.next());
    std::filesystem::resize_file(file.path(), size * 2);
    CHECK(testing::flat(growing).size() == 49'000);
    CHECK(!growing.truncated());
}
