// SPDX-License-Identifier: MIT
// The names, options and meanings that users compile against: reading, writing and finding audio files.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <ranges>
#include <span>
#include <string>
#include <system_error>
#include <vector>

#include <symphonic/io.hpp>

#include "support/catch.hpp"
#include "support/recording.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
namespace fs = std::filesystem;
using testing::temporary_file;

namespace {

constexpr std::int64_t length = 69305;   // sample frames, no multiple of a chunk

void write_stereo(const fs::path& path) {
    testing::write_recording(path, testing::noise(2 * length), 2, 44100, SF_FORMAT_FLAC | SF_FORMAT_PCM_16);
}

/// A FLAC file of stereo noise, removed at the end of the scope.
class stereo_flac {
public:
    stereo_flac() { write_stereo(path()); }
    [[nodiscard]] const fs::path& path() const { return file_.path(); }

private:
    temporary_file file_{".flac"};
};

/// An empty folder, removed with its files at the end of the scope.
class temporary_folder {
public:
    temporary_folder() { fs::create_directory(path()); }
    ~temporary_folder() {
        std::error_code ignored;
        fs::remove_all(path(), ignored);
    }
    [[nodiscard]] const fs::path& path() const { return path_.path(); }

private:
    temporary_file path_{""};
};

}   // namespace

TEST_CASE("reader is an input range") { STATIC_REQUIRE(std::ranges::input_range<sj::reader>); }

TEST_CASE("reader reports the format of the file") {
    stereo_flac const file;
    sj::reader in{file.path(), {.chunk_frames = 1000}};
    CHECK(in.format().sample_rate == 44100.0);
    CHECK(in.format().channels == 2);
    CHECK(in.format().frames == length);
}

TEST_CASE("reader yields blocks without gaps and read_all returns the same samples") {
    stereo_flac const file;
    sj::reader in{file.path(), {.chunk_frames = 1000}};
    std::int64_t position = 0;
    std::vector<float> seen;
    for (sj::block<const float> const b : in) {
        CHECK(b.channels() == 2);
        CHECK(b.position() == position);
        CHECK(b.samples().size() == b.frames() * 2U);
        position += static_cast<std::int64_t>(b.frames());
        seen.insert(seen.end(), b.samples().begin(), b.samples().end());
    }
    CHECK(position == length);

    sj::audio_buffer<float> const all = sj::read_all(file.path());
    CHECK(all.frames() == static_cast<std::size_t>(length));
    CHECK(all.channels() == 2);
    CHECK(std::ranges::equal(all.samples(), seen));
}

TEST_CASE("seek continues at the given sample frame") {
    stereo_flac const file;
    sj::audio_buffer<float> const all = sj::read_all(file.path());
    sj::reader in{file.path()};
    in.seek(1000);
    auto const first = in.begin();
    CHECK((*first).position() == 1000);
    CHECK((*first).samples()[0] == all.samples()[2000]);
}

TEST_CASE("reader takes a file image in memory") {
    stereo_flac const file;
    auto const image = testing::bytes_of(file.path());
    sj::reader in{std::as_bytes(std::span{image})};
    CHECK(in.format().frames == length);
}

TEST_CASE("a float32 WAV file returns the written samples bit for bit") {
    stereo_flac const file;
    temporary_file const copy{".wav"};
    sj::audio_buffer<float> const all = sj::read_all(file.path());
    sj::writer out{copy.path(), {.sample_rate = 44100, .channels = 2, .encoding = sj::encoding::float32}};
    out.write(all.samples());
    out.close();
    CHECK(std::ranges::equal(sj::read_all(copy.path()).samples(), all.samples()));
}

TEST_CASE("a writer takes 16-bit integers") {
    temporary_file const copy{".wav"};
    sj::writer out{copy.path(), {.sample_rate = 8000, .channels = 1}};
    out.write(std::vector<std::int16_t>{-32768, 0, 16384});
    out.close();
    CHECK(std::ranges::equal(sj::read_all(copy.path()).samples(), std::vector<float>{-1, 0, 0.5}));
}

TEST_CASE("opening an absent file throws io_error with the name of the file") {
    temporary_folder const folder;
    CHECK_THROWS_AS(sj::reader{folder.path() / "absent.wav"}, sj::io_error);
    auto const message = testing::message<sj::error>([&] { return sj::reader{folder.path() / "absent.wav"}; });
    CHECK(testing::says(message, "absent.wav"));
}

TEST_CASE("opening a file that holds no audio throws io_error") {
    temporary_file const manifest{".json"};
    testing::write_bytes(manifest.path(), R"({"recordings": ["a.flac", "b.flac", "c.flac"]})");
    CHECK_THROWS_AS(sj::reader{manifest.path()}, sj::io_error);
}

TEST_CASE("audio_files yields the audio files of a folder and skips the others") {
    temporary_folder const folder;
    for (auto const* name : {"a.flac", "b.flac", "c.flac"}) write_stereo(folder.path() / name);
    testing::write_bytes(folder.path() / "manifest.json", "{}");
    std::size_t n = 0;
    for (fs::path const& p : sj::audio_files(folder.path())) {
        CHECK(p.extension() == ".flac");
        ++n;
    }
    CHECK(n == 3U);
}
