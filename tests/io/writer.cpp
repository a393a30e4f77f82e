// SPDX-License-Identifier: MIT
#include <sstream>

#include <sys/stat.h>

#include <symphonic/io.hpp>
#include <symphonic/kernels.hpp>

#include "support/catch.hpp"
#include "support/quantized.hpp"
#include "support/recording.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
using testing::bytes_of, testing::flat, testing::message, testing::noise, testing::quantized, testing::same_bits,
    testing::says, testing::temporary_file;

TEST_CASE("double and integers are written without loss, in one piece or in many") {
    temporary_file const file{".wav"}, pieces{".wav"};
    auto const x = noise<double>(2 * 5000);
    sj::writer out{file.path(), {.sample_rate = 44100, .channels = 2, .encoding = sj::encoding::float64}};
    out.write(x);
    out.close();
    CHECK(same_bits(flat<double>(sj::read<double>(file.path())), x));
    auto const integers = testing::integers(2 * 5000);
    {
        sj::writer unclosed{file.path(), {.sample_rate = 44100, .channels = 2}};
        unclosed.write(integers);
    }   // the destructor ends the file
    std::vector<float> as_float(integers.size());
    sj::convert(integers, as_float);
    CHECK(same_bits(flat(sj::read(file.path())), as_float));
    sj::writer by_pieces{pieces.path(), {.sample_rate = 44100, .channels = 2}};
    for (std::size_t at = 0, n = 2; at < as_float.size(); at += n, n = n * 3 % 1000 + 2) {
        n = std::min(n - n % 2, as_float.size() - at);
        by_pieces.write(std::span{as_float}.subspan(at, n));
    }
    sj::writer moved = std::move(by_pieces);
    moved.close();
    moved.close();
    CHECK(moved.frames() == 5000);
    CHECK(bytes_of(pieces.path()) == bytes_of(file.path()));   // no time of day in the files
}

TEST_CASE("quality and compression change the size of the file") {
    auto const size = [](const char* extension, sj::writer_options options) {
        temporary_file const file{extension};
        sj::writer out{file.path(), options};
        auto x = noise(48000);
        for (std::size_t i = 0; i < x.size(); ++i) x[i] = x[i] * 0.1F + 0.5F * std::sin(static_cast<float>(i) * 0.05F);
        out.write(x);
        out.close();
        return bytes_of(file.path()).size();
    };
    CHECK(size(".ogg", {.sample_rate = 48000, .quality = 0.1}) * 2 <
          size(".ogg", {.sample_rate = 48000, .quality = 0.9}));
    CHECK(size(".flac", {.sample_rate = 48000, .compression = 1.0}) <
          size(".flac", {.sample_rate = 48000, .compression = 0.0}));
    CHECK(size(".mp3", {.sample_rate = 48000, .quality = 0.1}) != size(".mp3", {.sample_rate = 48000, .quality = 0.9}));
    CHECK(size(".opus", {.sample_rate = 48000, .quality = 0.1}) !=
          size(".opus", {.sample_rate = 48000, .quality = 0.9}));
}

TEST_CASE("write refuses parts of sample frames, other channels and a closed writer") {
    temporary_file const file{".wav"};
    sj::writer out{file.path(), {.sample_rate = 8000, .channels = 2}};
    CHECK(says(message<sj::argument_error>([&] { out.write(noise(3)); }), "3 samples are not a multiple of 2"));
    auto const mono = noise(4);
    CHECK(says(message<sj::argument_error>([&] { out.write(sj::block<const float>{mono, 1}); }),
               "a block of 1 channels, expected 2"));
    out.write(std::vector<float>{});
    out.close();
    CHECK(says(message<sj::io_error>([&] { out.write(mono); }), "it is closed"));
    CHECK(sj::reader{file.path()}.format().frames == 0);
    auto const absent = std::filesystem::temp_directory_path() / "no such folder" / "x.wav";
    CHECK(says(message<sj::io_error>([&] { return sj::writer{absent, {.sample_rate = 8000}}; }),
               "cannot write " + absent.string() + ": No such file"));
}

TEST_CASE("write or close reports a full disk") {
    if (!std::filesystem::exists("/dev/full")) return;
    for (auto const kind : {sj::container::wav, sj::container::flac, sj::container::ogg, sj::container::au}) {
        auto const failure = message<sj::io_error>([&] {
            sj::writer out{"/dev/full", {.sample_rate = 8000, .container = kind}};
            out.write(noise(100));
            out.close();
            return 0;
        });
        CHECK(says(failure, "cannot write /dev/full: No space left on device"));
        try {
            sj::writer unclosed{"/dev/full", {.sample_rate = 8000, .container = kind}};
            unclosed.write(noise(100));
        } catch (const sj::io_error&) {}
    }
}

TEST_CASE("a file without samples is read as an empty signal, or close refuses it and removes it") {
    for (char const* const extension : {".wav", ".aiff", ".flac", ".ogg", ".mp3", ".caf"}) {
        temporary_file const file{extension};
        CAPTURE(extension);
        sj::writer out{file.path(), {.sample_rate = 48000, .channels = 2, .tags = {.title = "empty"}}};
        out.close();
        sj::reader in{file.path(), {.truncation = sj::truncation::error}};
        CHECK(in.format().frames == 0);
        CHECK(in.format().channels == 2);
        CHECK(in.info().tags.title == "empty");
        CHECK(flat(in).empty());
        CHECK_FALSE(in.truncated());
    }
    for (bool const atomic : {false, true}) {
        temporary_file const file{".opus"};
        sj::writer old{file.path(), {.sample_rate = 48000}};
        old.write(noise(10));
        old.close();
        sj::writer out{file.path(), {.sample_rate = 48000, .atomic = atomic}};
        CHECK(says(message<sj::io_error>([&] { out.close(); }), "0 sample frames were written, and Opus needs 1"));
        CHECK(std::filesystem::exists(file.path()) == atomic);   // the old file
        { sj::writer const unclosed{file.path(), {.sample_rate = 48000}}; }
        CHECK_FALSE(std::filesystem::exists(file.path()));
    }
}

TEST_CASE("an atomic writer leaves the old file or the complete new one") {
    temporary_file const file{".flac"}, link{".flac"};
    auto const write = [&](const std::filesystem::path& path, std::size_t frames, bool close) {
        sj::writer out{path, {.sample_rate = 8000, .atomic = true}};
        out.write(noise(frames));
        if (close) out.close();
    };
    auto const leftovers = [&] {
        int found = 0;
        for (auto const& entry : std::filesystem::directory_iterator{file.path().parent_path()})
            found += entry.path().filename().string().starts_with(".symphonic-" + std::to_string(getpid()));
        return found;
    };
    write(file.path(), 100, false);
    CHECK_FALSE(std::filesystem::exists(file.path()));
    write(file.path(), 100, true);
    CHECK(sj::reader{file.path()}.format().frames == 100);
    chmod(file.path().c_str(), 0640);
    {
        sj::writer out{file.path(), {.sample_rate = 8000, .atomic = true}};
        out.write(noise(200));
        CHECK(sj::reader{file.path()}.format().frames == 100);
        CHECK(leftovers() == 1);
        out.close();
    }
    CHECK(sj::reader{file.path()}.format().frames == 200);
    CHECK((static_cast<unsigned>(std::filesystem::status(file.path()).permissions()) & 0777) == 0640);
    write(file.path(), 300, false);
    CHECK(sj::reader{file.path()}.format().frames == 200);
    std::filesystem::create_symlink(file.path(), link.path());
    write(link.path(), 400, true);
    CHECK(std::filesystem::is_symlink(link.path()));
    CHECK(sj::reader{file.path()}.format().frames == 400);
    CHECK(leftovers() == 0);
    temporary_file const later{".flac"}, dangling{".flac"}, pipe{".flac"};
    std::filesystem::create_symlink(later.path(), dangling.path());
    write(dangling.path(), 500, true);
    CHECK(std::filesystem::is_symlink(dangling.path()));
    CHECK(sj::reader{later.path()}.format().frames == 500);
    REQUIRE(mkfifo(pipe.path().c_str(), 0600) == 0);
    CHECK(says(message<sj::io_error>([&] { write(pipe.path(), 1, true); }), "not a regular file"));
    auto const here = std::filesystem::current_path();
    std::filesystem::current_path(file.path().parent_path());
    sj::writer out{file.path().filename(), {.sample_rate = 8000, .atomic = true}};
    out.write(noise(600));
    std::filesystem::current_path("/");
    out.close();
    std::filesystem::current_path(here);
    CHECK(sj::reader{file.path()}.format().frames == 600);
    CHECK(leftovers() == 0);
}

TEST_CASE("a writer begins at the current position of a stream") {
    std::stringstream stream;
    stream << "before";
    sj::writer out{stream, {.sample_rate = 8000, .channels = 2, .container = sj::container::wav}};
    auto const x = noise(2 * 500);
    out.write(x);
    out.close();
    auto const bytes = stream.str();
    CHECK(bytes.substr(0, 10) == "beforeRIFF");
    auto const all = sj::read_all(testing::as_bytes(std::string_view{bytes}.substr(6)));
    CHECK(same_bits(std::vector<float>(all.samples().begin(), all.samples().end()), quantized(x, 16)));
    CHECK(says(message<sj::argument_error>([&] { return sj::writer{stream, {.sample_rate = 8000}}; }), "no container"));
}

namespace {
/// Counts bytes and discards them.
class counting_buffer : public std::streambuf {
public:
    std::int64_t end = 0;

protected:
    std::streamsize xsputn(char const*, std::streamsize n) override {
        end = std::max(end, at_ += n);
        return n;
    }
    pos_type seekoff(off_type off, std::ios::seekdir dir, std::ios::openmode) override {
        return pos_type(at_ = dir == std::ios::cur ? at_ + off : off);
    }
    pos_type seekpos(pos_type to, std::ios::openmode) override { return pos_type(at_ = to); }

private:
    std::int64_t at_ = 0;
};
}   // namespace

TEST_CASE("a container with 32-bit sizes refuses samples beyond its largest file") {
    counting_buffer buffer;
    std::ostream stream{&buffer};
    std::vector<float> const x(1 << 20);
    sj::writer out{
        stream,
        {.sample_rate = 8000, .channels = 1024, .encoding = sj::encoding::float64, .container = sj::container::wav}};
    std::string refusal;
    while (refusal.empty()) refusal = message<sj::io_error>([&] { out.write(x); });
    CHECK(says(refusal, "holds up to 4096 MiB"));
    CHECK(buffer.end > 4'000'000'000);
    CHECK(buffer.end < 4'294'967'296);
    CHECK(out.frames() * 1024 * 8 < buffer.end);
    out.close();   // the samples before are a valid file
}
