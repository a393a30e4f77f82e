// SPDX-License-Identifier: MIT
// Damaged and hostile files: the reader returns the samples that the file has and reports the damage.
#include <functional>

#include <symphonic/io.hpp>

#include "support/catch.hpp"
#include "support/recording.hpp"
#include "support/signals.hpp"
#include "support/unseekable_buffer.hpp"
#include "support/wav_header.hpp"

namespace sj = symphonic;
using testing::as_bytes, testing::bytes_of, testing::flat, testing::little_endian, testing::says,
    testing::temporary_file, testing::unseekable_buffer;

namespace {

/// The bytes of a file with noise.
std::string recording(int format, int channels = 1, std::size_t frames = 20'000) {
    temporary_file const file{".sound"};
    auto x = testing::noise(frames * static_cast<std::size_t>(channels));
    for (float& s : x) s /= 2;
    testing::write_recording(file.path(), x, channels, 8000, format);
    return bytes_of(file.path());
}

/// Replaces the bytes from `at`.
std::string patched(std::string bytes, std::size_t at, const std::string& with) {
    return bytes.replace(at, with.size(), with);
}

/// A 16-bit WAV file with any numbers in its header.
std::string wav(std::uint64_t channels, std::uint64_t rate, std::uint64_t size, const std::string& samples) {
    return testing::wav_header({.channels = channels, .rate = rate, .sample_bytes = 2}, size) + samples;
}

/// The samples of a reader, and the error that it reports.
struct outcome {
    std::vector<float> samples{};
    std::string error{};
    bool truncated = false, opened = false;
};
outcome outcome_of(const std::string& bytes, sj::reader_options options = {}) {
    outcome found;
    try {
        sj::reader in{as_bytes(bytes), options};
        found.opened = true;
        try {
            for (auto const b : in) testing::append(found.samples, b);
        } catch (const sj::io_error& e) {
            found.error = e.what();
        }
        found.truncated = in.truncated();
    } catch (const sj::io_error& e) {
        found.error = e.what();
    }
    return found;
}

}   // namespace

TEST_CASE("a truncated file yields its samples and is reported as truncated") {
    for (int format :
         {SF_FORMAT_WAV | SF_FORMAT_PCM_16, SF_FORMAT_WAV | SF_FORMAT_FLOAT, SF_FORMAT_WAVEX | SF_FORMAT_PCM_24,
          SF_FORMAT_RF64 | SF_FORMAT_PCM_16, SF_FORMAT_W64 | SF_FORMAT_PCM_16, SF_FORMAT_AIFF | SF_FORMAT_PCM_16,
          SF_FORMAT_AIFF | SF_FORMAT_DOUBLE, SF_FORMAT_AU | SF_FORMAT_PCM_24, SF_FORMAT_CAF | SF_FORMAT_PCM_32,
          SF_FORMAT_WAV | SF_FORMAT_ULAW, SF_FORMAT_FLAC | SF_FORMAT_PCM_16, SF_FORMAT_OGG | SF_FORMAT_VORBIS}) {
        auto const bytes = recording(format);
        auto const whole = outcome_of(bytes, {.truncation = sj::truncation::error});
        CAPTURE(format);
        CHECK(whole.error.empty());
        CHECK(!whole.truncated);
        CHECK(whole.samples.size() == 20'000);
        for (std::size_t cut = bytes.size() / 3; cut < bytes.size(); cut += bytes.size() / 17) {
            auto const part = outcome_of(bytes.substr(0, cut)),
                       strict = outcome_of(bytes.substr(0, cut), {.truncation = sj::truncation::error});
            CHECK(part.truncated);
            CHECK(strict.truncated);
            CHECK(part.samples.size() < whole.samples.size());
            CHECK(std::equal(part.samples.begin(), part.samples.end(), whole.samples.begin()));
            CHECK(part.samples == strict.samples);
            CHECK(says(strict.error, "at sample frame " + std::to_string(strict.samples.size())));
            CHECK(part.error.empty());
        }
    }
}

TEST_CASE("a FLAC file that was cut off can be sought, and damaged data within it stay an error") {
    auto const bytes = recording(SF_FORMAT_FLAC | SF_FORMAT_PCM_16);
    auto const whole = outcome_of(bytes).samples;
    auto const cut = bytes.substr(0, bytes.size() / 2);
    sj::reader in{as_bytes(cut)};
    auto const first = flat(in).size();
    CHECK(first > 8000);
    in.seek(100);
    CHECK(flat(in) == std::vector<float>(whole.begin() + 100, whole.begin() + static_cast<std::ptrdiff_t>(first)));
    CHECK(in.truncated());
    auto const part = outcome_of(cut, {.first = 100, .count = 1000, .truncation = sj::truncation::error});
    CHECK(part.error.empty());
    CHECK_FALSE(part.truncated);
    auto const within_first_frame = outcome_of(bytes.substr(0, 1000));
    CHECK(says(within_first_frame.error, "its header says 20000"));
    auto const unknown_length = patched(patched(bytes, 22, std::string(4, '\0')), 21,
                                        std::string(1, static_cast<char>(bytes[21] & 0xf0)));   // as from a pipe
    CHECK(outcome_of(unknown_length).samples == whole);
    CHECK_FALSE(outcome_of(unknown_length).truncated);
    auto const unknown = outcome_of(unknown_length.substr(0, cut.size()));
    CHECK(unknown.truncated);
    CHECK(unknown.samples.size() == first);
    for (std::size_t const at : {bytes.size() / 2, bytes.size() - 100}) {
        auto const damaged = outcome_of(patched(bytes, at, "\x55"));
        CHECK(!damaged.error.empty());
        CHECK(damaged.samples.size() < whole.size());
    }
}

TEST_CASE("a truncated file is the same from a pipe") {
    for (int const format : testing::formats(1)) {
        auto const major = format & SF_FORMAT_TYPEMASK, minor = format & SF_FORMAT_SUBMASK;
        if (major == SF_FORMAT_RAW || major == sj::detail::sf_mpeg)
            continue;   // the length of MPEG audio is found by seeking
        std::string bytes;
        try {
            bytes = recording(format);
        } catch (const std::runtime_error&) {
            continue;
        }
        bytes.resize(bytes.size() / 2);
        CAPTURE(format);
        auto const file = outcome_of(bytes);
        unseekable_buffer buffer{bytes};
        std::istream pipe{&buffer};
        outcome found;
        try {
            sj::reader in{pipe};
            while (found.samples.size() < 30'000 && in.next()) testing::append(found.samples, in.get());
            found.truncated = in.truncated();
        } catch (const sj::io_error& e) {
            found.error = e.what();
        }
        CHECK(found.samples == file.samples);
        auto const reported = [](const outcome& o) { return o.truncated || !o.error.empty(); };
        if (minor != SF_FORMAT_VORBIS && minor != sj::detail::sf_opus) CHECK(reported(found) == reported(file));
    }
}

TEST_CASE("a header with an unknown length does not make a file truncated") {
    auto const samples = std::string(2000, '\1');
    for (std::uint64_t size : {0xffffffffULL, 0xffffffffULL - 36, 0x7fffffffULL, 0x7fffffffULL - 36, 0x80000000ULL}) {
        auto const found = outcome_of(wav(1, 8000, size, samples), {.truncation = sj::truncation::error});
        CHECK(found.samples.size() == 1000);
        CHECK(found.error.empty());
        CHECK(!found.truncated);
        unseekable_buffer buffer{wav(1, 8000, size, samples)};
        std::istream pipe{&buffer};
        sj::reader in{pipe, {.truncation = sj::truncation::error}};
        CHECK(in.format().frames == -1);
        CHECK(flat(in).size() == 1000);
        CHECK(!in.truncated());
    }
    CHECK(outcome_of(wav(1, 8000, 0xc0000000, samples)).truncated);   // a possible length
    unseekable_buffer buffer{wav(1, 8000, 4000, samples)};
    std::istream pipe{&buffer};
    sj::reader in{pipe};
    CHECK(in.format().frames == 2000);
    CHECK(flat(in).size() == 1000);
    CHECK(in.truncated());
}

TEST_CASE("a WAV or RF64 file with length 0 is read to its end") {
    std::string samples;
    for (int i = 0; i < 1000; ++i) samples += little_endian(static_cast<std::uint64_t>(i) * 37 & 0xffff, 2);
    auto const riff = [](std::uint64_t size, const std::string& after) { return wav(2, 8000, size, after); };
    auto const rf64 = [](std::uint64_t size, const std::string& after) {
        auto const sizes = little_endian(size, 8) + little_endian(size, 8) + little_endian(size / 4, 8);
        return "RF64" + std::string(4, '\xff') + "WAVEds64" + little_endian(28, 4) + sizes + std::string(4, '\0') +
               wav(2, 8000, 0, "").substr(12, 28) + std::string(4, '\xff') + after;
    };
    for (auto const& file_of : {std::function{riff}, decltype(std::function{riff}){rf64}}) {
        auto const whole = outcome_of(file_of(2000, samples)), found = outcome_of(file_of(0, samples));
        CAPTURE(file_of(0, "").substr(0, 4));
        CHECK(whole.samples.size() == 1000);
        CHECK_FALSE(whole.truncated);
        CHECK(found.samples == whole.samples);
        CHECK(found.truncated);
        CHECK(found.error.empty());
        CHECK(
            says(outcome_of(file_of(0, samples), {.truncation = sj::truncation::error}).error, "at sample frame 500"));
        auto const empty = outcome_of(file_of(0, "LIST" + little_endian(4, 4) + "INFO"));   // followed by another chunk
        CHECK(empty.opened);
        CHECK(empty.samples.empty());
        CHECK(!empty.truncated);
        CHECK_FALSE(outcome_of(file_of(0, "")).truncated);
        unseekable_buffer buffer{file_of(0, samples)};   // from a program that writes into a pipe
        std::istream pipe{&buffer};
        sj::reader in{pipe};
        CHECK(in.format().frames == -1);
        CHECK(flat(in) == whole.samples);
        CHECK(!in.truncated());
    }
}

TEST_CASE("of a WAV file with two data chunks the first is read, from a file and from a pipe") {
    auto const data = std::string(400, '\1');
    for (auto const& between : {std::string{}, "LIST" + little_endian(4, 4) + "INFO"}) {
        auto const bytes = wav(1, 8000, 400, data) + between + "data" + little_endian(400, 4) + data + "tail";
        auto const found = outcome_of(bytes, {.truncation = sj::truncation::error});
        CHECK(found.error.empty());
        CHECK(found.samples == outcome_of(wav(1, 8000, 400, data)).samples);
        unseekable_buffer buffer{bytes};
        std::istream pipe{&buffer};
        CHECK(flat(sj::read(pipe)) == found.samples);
    }
}

TEST_CASE("an empty data chunk before another one is skipped") {
    auto const data = std::string(400, '\1');
    auto const bytes = wav(1, 8000, 0, "") + "data" + little_endian(400, 4) + data;
    CHECK(outcome_of(bytes).samples == outcome_of(wav(1, 8000, 400, data)).samples);
}

TEST_CASE("an unfinished recording may begin with samples that look like the name of a chunk") {
    auto const samples = "LOUD" + std::string(396, '\x55');
    auto const found = outcome_of(wav(1, 8000, 0, samples));
    CHECK(found.samples.size() == 200);
    CHECK(found.truncated);
}

TEST_CASE("a WAV file from a pipe that ends anywhere in its header is refused") {
    auto const list =
        "LIST" + little_endian(26, 4) + "INFOISFT" + little_endian(14, 4) + "abcdefghijklm" + std::string(1, '\0');
    auto bytes = wav(1, 8000, 400, std::string(400, '\1'));
    bytes.insert(36, list);
    for (std::size_t length = 0; length < 36 + list.size(); ++length) {
        unseekable_buffer buffer{bytes.substr(0, length)};
        std::istream pipe{&buffer};
        CHECK_THROWS_AS(sj::read(pipe), sj::io_error);   // libsndfile searched for ever at some lengths
    }
}

TEST_CASE("impossible numbers in a header are refused or ignored") {
    auto const flac = recording(SF_FORMAT_FLAC | SF_FORMAT_PCM_16);
    auto const announced =
        patched(patched(flac, 22, "\xff\xff\xff\xff"), 21, std::string(1, static_cast<char>(flac[21] | 0x0f)));
    sj::reader in{as_bytes(announced)};
    CHECK(in.format().frames == -1);   // 2^36 - 1
    CHECK_THROWS_AS(in.seek(std::numeric_limits<std::int64_t>::max()), sj::io_error);
    in.seek(0);
    std::size_t frames = 0;
    try {
        while (in.next()) frames += in.get().frames();
    } catch (const sj::io_error&) {}
    CHECK(frames == 20'000);
    CHECK(in.truncated());

    auto const garbage = flac.substr(0, 86) + std::string(20'000, '\x55');
    auto const found = outcome_of(garbage);
    CHECK(found.samples.empty());
    CHECK(!found.error.empty());

    auto const aiff = recording(SF_FORMAT_AIFF | SF_FORMAT_PCM_16);
    auto const rate = aiff.find("COMM") + 16;
    CHECK(outcome_of(aiff).error.empty());
    CHECK_FALSE(outcome_of(patched(aiff, rate, std::string("\x7f\xff\xc0\0\0\0\0\0\0\0", 10))).opened);   // NaN
    CHECK_FALSE(outcome_of(patched(aiff, rate, std::string("\x40\x50\xc0\0\0\0\0\0\0\0", 10))).opened);   // about 2^82
    CHECK_FALSE(outcome_of(patched(aiff, rate, std::string(10, '\0'))).opened);

    auto const samples = std::string(4096, '\1');
    CHECK_FALSE(outcome_of(wav(0, 8000, 4096, samples)).opened);
    CHECK_FALSE(outcome_of(wav(1, 0, 4096, samples)).opened);
    CHECK_FALSE(outcome_of(wav(1025, 8000, 4096, samples)).opened);
    CHECK(outcome_of(wav(1024, 8000, 4096, samples)).samples.size() == 2048);
    CHECK(outcome_of(wav(1, 0x7fffffff, 4096, samples)).samples.size() == 2048);

    auto const w64 = recording(SF_FORMAT_W64 | SF_FORMAT_PCM_16);
    auto const huge = outcome_of(patched(w64, w64.find("data") + 16, little_endian(std::uint64_t{1} << 62, 8)));
    CHECK((!huge.opened || huge.samples.size() == 20'000));
    auto const caf = recording(SF_FORMAT_CAF | SF_FORMAT_PCM_16);
    auto const too_long = outcome_of(patched(caf, caf.find("data") + 4, "\x20" + std::string(7, '\0')));
    CHECK(too_long.truncated);
    CHECK(too_long.samples.size() == 20'000);
    auto const unknown = outcome_of(patched(caf, caf.find("data") + 4, std::string(8, '\xff')));
    CHECK(!unknown.truncated);
    CHECK(unknown.samples == too_long.samples);
}

TEST_CASE("random damage gives samples or an io_error") {
    std::mt19937 random{11};
    for (int format : testing::formats(2)) {
        if ((format & SF_FORMAT_TYPEMASK) == SF_FORMAT_RAW) continue;
        std::string bytes;
        try {
            bytes = recording(format, 2, 600);
        } catch (const std::runtime_error&) {
            continue;
        }
        for (int round = 0; round < 30; ++round) {
            auto damaged = bytes;
            for (int i = 0; i < 1 + round / 4; ++i) {
                auto const header = std::min<std::size_t>(damaged.size(), 120);
                damaged[random() % (round % 2 == 0 ? header : damaged.size())] = static_cast<char>(random());
            }
            if (round % 5 == 0) damaged.resize(random() % damaged.size());
            CAPTURE(format, round);
            auto const found = outcome_of(damaged);
            CHECK((found.opened || !found.error.empty()));
            unseekable_buffer buffer{damaged};
            std::istream pipe{&buffer};
            try {
                sj::reader in{pipe};
                for (std::size_t blocks = 0; blocks < 100 && in.next(); ++blocks) {}
            } catch (const sj::io_error&) {}
        }
    }
}
