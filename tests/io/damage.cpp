// SPDX-License-Identifier: MIT
// Damaged and hostile files: what is there comes out, then it is said, and nothing else happens.
#include <sstream>

#include <symphonic/io.hpp>

#include "support/catch.hpp"
#include "support/recording.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
using testing::as_bytes, testing::bytes_of, testing::flat, testing::message, testing::says, testing::temporary_file;

namespace {

std::string recording(int format, int channels = 1, std::size_t frames = 20'000) {
    temporary_file const file{".sound"};
    auto x = testing::noise(frames * static_cast<std::size_t>(channels));
    for (float& s : x) s /= 2;
    testing::write_recording(file.path(), x, channels, 8000, format);
    return bytes_of(file.path());
}

std::string little(std::uint64_t value, int bytes) {
    std::string out;
    for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> 8 * i & 0xff);
    return out;
}

/// The same, with other bytes from `at`.
std::string patched(std::string bytes, std::size_t at, const std::string& with) {
    return bytes.replace(at, with.size(), with);
}

/// A WAV file of 16 bits with any numbers in its header.
std::string wav(std::uint64_t channels, std::uint64_t rate, std::uint64_t size, const std::string& samples) {
    auto const width = 2 * channels;
    return "RIFF" + little(36 + size, 4) + "WAVEfmt " + little(16, 4) + little(1, 2) + little(channels, 2) +
           little(rate, 4) + little(rate * width, 4) + little(width, 2) + little(16, 2) + "data" + little(size, 4) +
           samples;
}

/// All that comes out of a reader, and what it said at the end.
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

/// Not to be sought, as a pipe.
class forward_buffer : public std::stringbuf {
public:
    using std::stringbuf::stringbuf;

protected:
    pos_type seekoff(off_type, std::ios::seekdir, std::ios::openmode) override { return pos_type(off_type(-1)); }
    pos_type seekpos(pos_type, std::ios::openmode) override { return pos_type(off_type(-1)); }
};

}   // namespace

TEST_CASE("a file that was cut short gives what is there and says so") {
    for (int format :
         {SF_FORMAT_WAV | SF_FORMAT_PCM_16, SF_FORMAT_WAV | SF_FORMAT_FLOAT, SF_FORMAT_WAVEX | SF_FORMAT_PCM_24,
          SF_FORMAT_RF64 | SF_FORMAT_PCM_16, SF_FORMAT_W64 | SF_FORMAT_PCM_16, SF_FORMAT_AIFF | SF_FORMAT_PCM_16,
          SF_FORMAT_AIFF | SF_FORMAT_DOUBLE, SF_FORMAT_AU | SF_FORMAT_PCM_24, SF_FORMAT_CAF | SF_FORMAT_PCM_32,
          SF_FORMAT_WAV | SF_FORMAT_ULAW, SF_FORMAT_FLAC | SF_FORMAT_PCM_16, SF_FORMAT_OGG | SF_FORMAT_VORBIS}) {
        auto const bytes = recording(format);
        auto const whole = outcome_of(bytes, {.truncation = sj::truncation::error});
        CAPTURE(format);
        CHECK((whole.error.empty() && !whole.truncated && whole.samples.size() == 20'000));
        for (std::size_t cut = bytes.size() / 3; cut < bytes.size(); cut += bytes.size() / 17) {
            auto const part = outcome_of(bytes.substr(0, cut)),
                       strict = outcome_of(bytes.substr(0, cut), {.truncation = sj::truncation::error});
            CHECK((part.truncated && strict.truncated));
            CHECK(part.samples.size() < whole.samples.size());
            CHECK(std::equal(part.samples.begin(), part.samples.end(), whole.samples.begin()));
            CHECK(part.samples == strict.samples);
            CHECK(says(strict.error, "at sample frame " + std::to_string(strict.samples.size())));
            CHECK((part.error.empty() || says(part.error, "lost sync")));   // FLAC's
        }
    }
}

TEST_CASE("what was cut short comes from a pipe as from a file") {
    for (int const format : testing::formats(1)) {
        auto const major = format & SF_FORMAT_TYPEMASK, minor = format & SF_FORMAT_SUBMASK;
        if (major == SF_FORMAT_RAW || major == 0x230000)
            continue;   // MPEG tells its length at the end, to who can look
        std::string bytes;
        try {
            bytes = recording(format);
        } catch (const std::runtime_error&) {
            continue;
        }
        bytes.resize(bytes.size() / 2);
        CAPTURE(format);
        auto const file = outcome_of(bytes);
        forward_buffer buffer{bytes};
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
        auto const told = [](const outcome& o) { return o.truncated || !o.error.empty(); };
        if (minor != SF_FORMAT_VORBIS && minor != 0x64) CHECK(told(found) == told(file));
    }
}

TEST_CASE("a length that the writer could not know is unknown, and not cut short") {
    auto const samples = std::string(2000, '\1');
    for (std::uint64_t size : {0xffffffffULL, 0xffffffffULL - 36, 0x7fffffffULL, 0x7fffffffULL - 36, 0x80000000ULL}) {
        auto const found = outcome_of(wav(1, 8000, size, samples), {.truncation = sj::truncation::error});
        CHECK((found.samples.size() == 1000 && found.error.empty() && !found.truncated));
        forward_buffer buffer{wav(1, 8000, size, samples)};
        std::istream pipe{&buffer};
        sj::reader in{pipe, {.truncation = sj::truncation::error}};
        CHECK((in.format().frames == -1 && flat(in).size() == 1000 && !in.truncated()));
    }
    CHECK(outcome_of(wav(1, 8000, 0xc0000000, samples)).truncated);   // three GiB may well have been there
    forward_buffer buffer{wav(1, 8000, 4000, samples)};
    std::istream pipe{&buffer};
    sj::reader in{pipe};
    CHECK((in.format().frames == 2000 && flat(in).size() == 1000 && in.truncated()));
}

TEST_CASE("a recording whose length was never written is read to its end") {
    std::string samples;
    for (int i = 0; i < 1000; ++i) samples += little(static_cast<std::uint64_t>(i) * 37 & 0xffff, 2);
    auto const whole = outcome_of(wav(2, 8000, 2000, samples));
    auto const found = outcome_of(wav(2, 8000, 0, samples));
    CHECK((whole.samples.size() == 1000 && found.samples == whole.samples && found.truncated && found.error.empty()));
    CHECK(
        says(outcome_of(wav(2, 8000, 0, samples), {.truncation = sj::truncation::error}).error, "at sample frame 500"));
    auto const empty = outcome_of(wav(2, 8000, 0, "LIST" + little(4, 4) + "INFO"));   // and what follows is a chunk
    CHECK((empty.opened && empty.samples.empty() && !empty.truncated));
    CHECK_FALSE(outcome_of(wav(2, 8000, 0, "")).truncated);
    forward_buffer buffer{wav(2, 8000, 0, samples)};   // what cannot seek back to write it ends in a pipe
    std::istream pipe{&buffer};
    sj::reader in{pipe};
    CHECK((in.format().frames == -1 && flat(in) == whole.samples && !in.truncated()));
}

TEST_CASE("what a header claims beyond belief is not believed") {
    auto const flac = recording(SF_FORMAT_FLAC | SF_FORMAT_PCM_16);
    auto const claims =
        patched(patched(flac, 22, "\xff\xff\xff\xff"), 21, std::string(1, static_cast<char>(flac[21] | 0x0f)));
    sj::reader in{as_bytes(claims)};
    CHECK(in.format().frames == -1);   // 2^36 - 1
    CHECK_THROWS_AS(in.seek(std::numeric_limits<std::int64_t>::max()), sj::io_error);
    in.seek(0);
    std::size_t frames = 0;
    try {
        while (in.next()) frames += in.get().frames();
    } catch (const sj::io_error&) {}
    CHECK((frames == 20'000 && in.truncated()));

    auto const garbage = flac.substr(0, 86) + std::string(20'000, '\x55');
    auto const found = outcome_of(garbage);
    CHECK((found.samples.empty() && !found.error.empty()));

    auto const aiff = recording(SF_FORMAT_AIFF | SF_FORMAT_PCM_16);
    auto const rate = aiff.find("COMM") + 16;
    CHECK(outcome_of(aiff).error.empty());
    CHECK_FALSE(
        outcome_of(patched(aiff, rate, std::string("\x7f\xff\xc0\0\0\0\0\0\0\0", 10))).opened);   // not a number
    CHECK_FALSE(outcome_of(patched(aiff, rate, std::string("\x40\x50\xc0\0\0\0\0\0\0\0", 10))).opened);   // 2^82 or so
    CHECK_FALSE(outcome_of(patched(aiff, rate, std::string(10, '\0'))).opened);

    auto const samples = std::string(4096, '\1');
    CHECK_FALSE(outcome_of(wav(0, 8000, 4096, samples)).opened);
    CHECK_FALSE(outcome_of(wav(1, 0, 4096, samples)).opened);
    CHECK_FALSE(outcome_of(wav(1025, 8000, 4096, samples)).opened);
    CHECK(outcome_of(wav(1024, 8000, 4096, samples)).samples.size() == 2048);
    CHECK(outcome_of(wav(1, 0x7fffffff, 4096, samples)).samples.size() == 2048);

    auto const w64 = recording(SF_FORMAT_W64 | SF_FORMAT_PCM_16);
    auto const vast = outcome_of(patched(w64, w64.find("data") + 16, little(std::uint64_t{1} << 62, 8)));
    CHECK((!vast.opened || vast.samples.size() == 20'000));
    auto const caf = recording(SF_FORMAT_CAF | SF_FORMAT_PCM_16);
    auto const endless = outcome_of(patched(caf, caf.find("data") + 4, "\x20" + std::string(7, '\0')));
    CHECK((endless.truncated && endless.samples.size() == 20'000));
    auto const unsaid = outcome_of(patched(caf, caf.find("data") + 4, std::string(8, '\xff')));
    CHECK((!unsaid.truncated && unsaid.samples == endless.samples));
}

TEST_CASE("NaN and infinity stay, become 0, or are an error") {
    temporary_file const file{".wav"};
    auto x = testing::noise(2 * 3000);
    x[4001] = std::numeric_limits<float>::quiet_NaN();
    x[4002] = -std::numeric_limits<float>::infinity();
    testing::write_recording(file.path(), x, 2, 8000, SF_FORMAT_WAV | SF_FORMAT_FLOAT);
    CHECK(testing::same_bits(flat(sj::read(file.path())), x));
    auto y = x;
    y[4001] = y[4002] = 0;
    CHECK(flat(sj::read(file.path(), {.chunk_frames = 999, .nonfinite = sj::nonfinite::zero})) == y);
    CHECK(flat<double>(sj::read<double>(file.path(), {.nonfinite = sj::nonfinite::zero}))[4001] == 0);
    for (std::size_t chunk : {1U, 700U, 8192U}) {
        auto const found =
            outcome_of(bytes_of(file.path()), {.chunk_frames = chunk, .nonfinite = sj::nonfinite::error});
        CHECK(found.samples == std::vector<float>(x.begin(), x.begin() + 4000));
        CHECK(says(found.error, "at sample frame 2000: channel 1 is"));
    }
}

TEST_CASE("a file that shrinks or grows while it is read") {
    temporary_file const file{".wav"};
    auto const x = testing::noise(50'000);
    testing::write_recording(file.path(), x, 1, 8000, SF_FORMAT_WAV | SF_FORMAT_FLOAT);
    auto const size = std::filesystem::file_size(file.path());
    sj::reader in{file.path(), {.chunk_frames = 1000}};
    REQUIRE(in.next());
    std::filesystem::resize_file(file.path(), size / 2);
    std::vector<float> rest = flat(in);
    CHECK((in.truncated() && rest.size() < 25'000 && std::equal(rest.begin(), rest.end(), x.begin() + 1000)));
    testing::write_recording(file.path(), x, 1, 8000, SF_FORMAT_WAV | SF_FORMAT_FLOAT);
    sj::reader growing{file.path(), {.chunk_frames = 1000}};
    REQUIRE(growing.next());
    std::filesystem::resize_file(file.path(), size * 2);
    CHECK((flat(growing).size() == 49'000 && !growing.truncated()));
}

TEST_CASE("bytes turned at random end in samples or in an io_error") {
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
            auto hurt = bytes;
            for (int i = 0; i < 1 + round / 4; ++i) {
                auto const header = std::min<std::size_t>(hurt.size(), 120);
                hurt[random() % (round % 2 == 0 ? header : hurt.size())] = static_cast<char>(random());
            }
            if (round % 5 == 0) hurt.resize(random() % hurt.size());
            CAPTURE(format, round);
            auto const found = outcome_of(hurt);
            CHECK((found.opened || !found.error.empty()));
            forward_buffer buffer{hurt};
            std::istream pipe{&buffer};
            try {
                sj::reader in{pipe};
                for (std::size_t blocks = 0; blocks < 100 && in.next(); ++blocks) {}
            } catch (const sj::io_error&) {}
        }
    }
}
