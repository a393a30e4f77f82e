// SPDX-License-Identifier: MIT
// What is written is what is read, in every format, and what cannot be written is told.
#include <sstream>

#include <sys/stat.h>

#include <symphonic/io.hpp>
#include <symphonic/kernels.hpp>

#include "support/catch.hpp"
#include "support/recording.hpp"
#include "support/rounding.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
using testing::bytes_of, testing::flat, testing::message, testing::noise, testing::same_bits, testing::says,
    testing::temporary_file;

namespace {

/// Bits of the integers that hold what is written; 0: something else does.
int bits_of(sj::encoding e) {
    switch (e) {
    case sj::encoding::pcm8:
    case sj::encoding::pcm_u8: return 8;
    case sj::encoding::pcm16:
    case sj::encoding::alac16: return 16;
    case sj::encoding::alac20: return 20;
    case sj::encoding::pcm24:
    case sj::encoding::alac24: return 24;
    case sj::encoding::pcm32:
    case sj::encoding::alac32: return 32;
    default: return 0;
    }
}

/// x in integers of so many bits, as float again.
std::vector<float> quantized(const std::vector<float>& x, int bits) {
    std::vector<float> out;
    for (float const s : x) {
        double const scale = std::ldexp(1.0, bits - 1), value = std::isnan(s) ? 0 : static_cast<double>(s) * scale;
        out.push_back(static_cast<float>(std::clamp(std::nearbyint(value), -scale, scale - 1) / scale + 0.0));
    }
    return out;
}

}   // namespace

TEST_CASE("round trips of every container, encoding and number of channels") {
    int written = 0;
    for (int const channels : {1, 2, 6}) {
        auto full = noise(static_cast<std::size_t>(channels) * 9001, 5), low = full;
        full[10] = 1;
        full[11] = -1;
        full[12] = 1.5F;   // beyond the range
        full[13] = -7;
        for (float& s : low) s /= 512;
        for (auto const& c : sj::detail::containers)
            for (auto const& e : sj::detail::encodings) {
                if (c.major == 0 || (e.value == sj::encoding::pcm_u8 && c.value != sj::container::raw)) continue;
                temporary_file const file{".x"};
                // libsndfile 1.2 loses what its ALAC cannot compress, which is noise of more than 16 bits.
                auto const& x = std::string_view{e.name}.ends_with("ALAC") ? low : full;
                sj::writer_options const options{
                    .sample_rate = 8000, .channels = channels, .encoding = e.value, .container = c.value};
                CAPTURE(c.name, e.name, channels);
                try {
                    sj::writer out{file.path(), options};
                    auto const begin = static_cast<std::size_t>(channels) * 4000;
                    out.write(std::span{x}.first(begin));
                    out.write(sj::block<const float>{std::span{x}.subspan(begin), channels});
                    CHECK(out.frames() == 9001);
                    out.close();
                } catch (const sj::argument_error& refused) {
                    CHECK(says(refused.what(), "cannot hold"));
                    CHECK_FALSE(std::filesystem::exists(file.path()));
                    continue;
                }
                ++written;
                std::optional<sj::raw_format> raw;
                if (c.value == sj::container::raw)
                    raw = sj::raw_format{.sample_rate = 8000, .channels = channels, .encoding = e.value};
                sj::reader in{file.path(), {.truncation = sj::truncation::error, .raw = raw}};
                CHECK(in.format().channels == channels);
                CHECK((in.format().sample_rate == 8000 || c.value == sj::container::xi));   // which holds no rate
                CHECK((in.info().encoding == e.value || e.value == sj::encoding::pcm_u8));
                auto y = flat(in);
                int const bits = bits_of(e.value);
                bool const broken = c.value == sj::container::sds || (c.value == sj::container::paf && bits == 24);
                // AIFF pads to an even number of bytes, and libsndfile counts the pad.
                if (c.value == sj::container::aiff && y.size() == x.size() + 1) y.pop_back();
                if (broken) continue;   // libsndfile's own reading of them is
                if (bits > 0) CHECK(same_bits(y, quantized(x, bits)));
                else if (e.value == sj::encoding::float32 || e.value == sj::encoding::float64) CHECK(same_bits(y, x));
                else CHECK(y.size() >= x.size());
            }
    }
    CHECK(written > 150);
}

TEST_CASE("A-law and mu-law keep the sign of every sample, also beyond full scale") {
    std::vector<float> x{-1, -1.5F, -0.99F, -0.9999F, 1, 1.5F, -7, 7};
    for (int i = 0; i < 1600; ++i) x.push_back(1.2F * std::sin(static_cast<float>(i) * 0.04F + 0.01F));
    int written = 0;
    for (auto const& c : sj::detail::containers)
        for (auto const e : {sj::encoding::alaw, sj::encoding::ulaw}) {
            if (c.major == 0) continue;
            temporary_file const file{".x"};
            CAPTURE(c.name, static_cast<int>(e));
            try {
                sj::writer out{file.path(), {.sample_rate = 8000, .encoding = e, .container = c.value}};
                out.write(x);
                out.close();
            } catch (const sj::argument_error&) {
                continue;   // a container without this encoding
            }
            ++written;
            std::optional<sj::raw_format> raw;
            if (c.value == sj::container::raw) raw = sj::raw_format{.sample_rate = 8000, .encoding = e};
            auto const y = flat(sj::read(file.path(), {.raw = raw}));
            REQUIRE(y.size() >= x.size());
            float worst = 0;   // half a step is 1/64, mu-law's largest value 1 - 0.0197
            int flips = 0;
            for (std::size_t i = 0; i < x.size(); ++i) {
                worst = std::max(worst, std::fabs(y[i] - std::clamp(x[i], -1.0F, 1.0F)));
                flips += std::fabs(x[i]) > 0.001F && (x[i] < 0) != (y[i] < 0);
            }
            CHECK((worst < 0.02F && flips == 0));
            for (std::size_t const i : {0U, 1U, 6U}) CHECK((y[i] < -0.98F && y[i] >= -1));
            for (std::size_t const i : {4U, 5U, 7U}) CHECK((y[i] > 0.98F && y[i] <= 1));
        }
    CHECK(written >= 20);
}

TEST_CASE("lossy encodings get silence for NaN") {
    for (auto const* const extension : {".ogg", ".opus", ".mp3"}) {
        temporary_file const file{extension};
        sj::writer out{file.path(), {.sample_rate = 48000}};
        out.write(std::vector<float>(5000, std::nanf("")));
        out.write(std::vector<double>(5000, std::nan("")));
        out.close();
        auto const all = sj::read_all(file.path());
        CAPTURE(extension);
        CHECK((all.frames() > 9000 && sj::peak(all.samples()) < 1e-3));
    }
}

TEST_CASE("double is written in full, integers as they are, pieces as the whole") {
    temporary_file const file{".wav"}, pieces{".wav"};
    auto const x = noise<double>(2 * 5000);
    sj::writer out{file.path(), {.sample_rate = 44100, .channels = 2, .encoding = sj::encoding::float64}};
    out.write(x);
    out.close();
    CHECK(same_bits(flat<double>(sj::read<double>(file.path())), x));
    auto const integers = testing::integers(2 * 5000);
    {
        sj::writer quiet{file.path(), {.sample_rate = 44100, .channels = 2}};
        quiet.write(integers);
    }   // the destructor ends it too
    std::vector<float> as_float(integers.size());
    sj::convert(integers, as_float);
    CHECK(same_bits(flat(sj::read(file.path())), as_float));
    sj::writer bits{pieces.path(), {.sample_rate = 44100, .channels = 2}};
    for (std::size_t at = 0, n = 2; at < as_float.size(); at += n, n = n * 3 % 1000 + 2) {
        n = std::min(n - n % 2, as_float.size() - at);
        bits.write(std::span{as_float}.subspan(at, n));
    }
    sj::writer moved = std::move(bits);
    moved.close();
    moved.close();
    CHECK(moved.frames() == 5000);
    CHECK(bytes_of(pieces.path()) == bytes_of(file.path()));   // no time of day in them, either
}

TEST_CASE("the container is known by the extension, the encoding by the container") {
    struct {
        char const* extension;
        sj::container container;
        sj::encoding encoding;
    } const known[] = {
        {".wav", sj::container::wav, sj::encoding::pcm16},   {".WAV", sj::container::wav, sj::encoding::pcm16},
        {".flac", sj::container::flac, sj::encoding::pcm16}, {".ogg", sj::container::ogg, sj::encoding::vorbis},
        {".opus", sj::container::ogg, sj::encoding::opus},   {".mp3", sj::container::mpeg, sj::encoding::mp3},
        {".aif", sj::container::aiff, sj::encoding::pcm16},  {".snd", sj::container::au, sj::encoding::pcm16},
        {".caf", sj::container::caf, sj::encoding::pcm16},   {".w64", sj::container::w64, sj::encoding::pcm16},
        {".rf64", sj::container::rf64, sj::encoding::pcm16},
    };
    for (auto const& k : known) {
        temporary_file const file{k.extension};
        sj::writer out{file.path(), {.sample_rate = 48000}};
        out.write(noise(5000));
        out.close();
        CAPTURE(k.extension);
        sj::reader const in{file.path()};
        CHECK((in.info().container == k.container && in.info().encoding == k.encoding));
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
    CHECK(says(refusal("x.flac", {.sample_rate = 44100, .channels = 9}), "FLAC cannot hold 16-bit PCM in 9 channels"));
    CHECK(says(refusal("x.wav", {.sample_rate = 44100, .encoding = sj::encoding::vorbis}), "WAV cannot hold Vorbis"));
    CHECK(says(refusal("x.wav", {.sample_rate = 44100, .encoding = sj::encoding::other}), "no encoding"));
    CHECK(says(refusal("x.opus", {.sample_rate = 44100}), "Opus"));
    CHECK(says(refusal("x.ogg", {.sample_rate = 44100, .quality = 1.5}), "quality is 1.5"));
    CHECK(says(refusal("x.wav", {.sample_rate = 44100, .quality = 0.5}), "quality is for"));
    CHECK(says(refusal("x.ogg", {.sample_rate = 44100, .compression = 0.5}), "compression is for FLAC"));
    CHECK_FALSE(std::filesystem::exists("x.opus"));
}

TEST_CASE("quality and compression are heard") {
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

TEST_CASE("tags come back from the containers that hold them") {
    sj::tags const tags{.title = "T\xc3\xaftle",
                        .artist = "Artist",
                        .album = "Album",
                        .track = "7",
                        .genre = "Noise",
                        .date = "2026",
                        .comment = "Comment",
                        .copyright = "Nobody"};
    for (char const* extension : {".wav", ".flac", ".ogg", ".caf", ".mp3", ".aiff", ".au", ".opus"}) {
        temporary_file const file{extension};
        sj::writer out{file.path(), {.sample_rate = 48000, .tags = tags}};
        out.write(noise(3000));
        out.close();
        CAPTURE(extension);
        auto found = sj::reader{file.path()}.info().tags;
        std::string const kind = extension;
        if (kind == ".au") CHECK(found == sj::tags{});
        else CHECK((found.title == tags.title && found.artist == tags.artist));
        if (kind == ".flac" || kind == ".ogg") CHECK(found == tags);
    }
}

TEST_CASE("tags that are not UTF-8 are converted for containers that hold UTF-8") {
    struct {
        std::string text, utf8;
    } const cases[] = {
        {"Mot\xf6rhead", "Mot\xc3\xb6rhead"},
        {"\x80 \x93quoted\x94 \x9f", "\xe2\x82\xac \xe2\x80\x9cquoted\xe2\x80\x9d \xc5\xb8"},
        {"\x81\x8d\x8f\x90\x9d", "\xc2\x81\xc2\x8d\xc2\x8f\xc2\x90\xc2\x9d"},   // undefined in Windows-1252
        {"\xff\xfe bad", "\xc3\xbf\xc3\xbe bad"},
        {"overlong \xc0\x80", "overlong \xc3\x80\xe2\x82\xac"},
        {"surrogate \xed\xa0\x80.", "surrogate \xc3\xad\xc2\xa0\xe2\x82\xac."},
        {"above \xf4\x90\x80\x80", "above \xc3\xb4\xc2\x90\xe2\x82\xac\xe2\x82\xac"},
        {"cut \xe2\x82", "cut \xc3\xa2\xe2\x80\x9a"},
        {"M\xc3\xb6t \xe2\x82\xac \xf0\x9f\x8e\xb5", "M\xc3\xb6t \xe2\x82\xac \xf0\x9f\x8e\xb5"},   // UTF-8
        {"noncharacters \xef\xbf\xbe\xef\xbf\xbf", "noncharacters \xef\xbf\xbd\xef\xbf\xbd"},
        {"line\nline\tcolumn", "line\nline\tcolumn"},
        {std::string(500, '\xe9'),
         [] {
             std::string all;
             for (int i = 0; i < 500; ++i) all += "\xc3\xa9";
             return all;
         }()},
    };
    for (auto const& c : sj::detail::containers) {
        if (c.major == 0) continue;
        for (auto const& [text, utf8] : cases) {
            CAPTURE(c.name, text);
            temporary_file const file{".x"};
            sj::tags const tags{.title = text, .artist = text, .comment = text};
            sj::writer out{file.path(), {.sample_rate = 8000, .encoding = c.usual, .container = c.value, .tags = tags}};
            out.write(noise(3000));
            out.close();
            std::optional<sj::raw_format> raw;
            if (c.value == sj::container::raw) raw = sj::raw_format{.sample_rate = 8000, .encoding = c.usual};
            sj::reader in{file.path(), {.raw = raw}};
            auto const& found = in.info().tags;
            switch (c.value) {
            case sj::container::flac:
            case sj::container::ogg:
            case sj::container::caf:
                CHECK((found.title == utf8 && found.artist == utf8 && found.comment == utf8));
                break;
            case sj::container::wav:
            case sj::container::wavex:
            case sj::container::rf64:
            case sj::container::aiff:
                CHECK((found.title == text && found.artist == text && found.comment == text));
                break;
            case sj::container::mpeg: CHECK((!found.title.empty() && !found.artist.empty())); break;
            default: CHECK((found.artist.empty() && found.comment.empty()));
            }
            CHECK(flat(in).size() >= 3000);
        }
    }
}

TEST_CASE("tags of a WAV in Latin-1 can be copied into FLAC") {
    temporary_file const wav{".wav"}, flac{".flac"};
    sj::writer first{wav.path(), {.sample_rate = 44100, .tags = {.title = "Ace of Spades", .artist = "Mot\xf6rhead"}}};
    first.write(noise(1000));
    first.close();
    sj::reader in{wav.path()};
    sj::writer out{flac.path(), {.sample_rate = 44100, .tags = in.info().tags, .atomic = true}};
    for (auto const b : in) out.write(b);
    out.close();
    auto const found = sj::reader{flac.path()}.info().tags;
    CHECK((found.title == "Ace of Spades" && found.artist == "Mot\xc3\xb6rhead"));
}

TEST_CASE("a software tag is cut between two characters") {
    for (char const* const extension : {".flac", ".ogg", ".caf", ".wav"})
        for (std::size_t before = 120; before < 128; ++before) {
            std::string const x(before, 'x'), text = x + "\xe2\x82\xac\xf0\x9f\x8e\xb5\xc3\xb6" + x;
            temporary_file const file{extension};
            sj::writer out{file.path(), {.sample_rate = 8000, .tags = {.software = text}}};
            out.write(noise(100));
            out.close();
            auto const found = sj::reader{file.path()}.info().tags.software;
            CAPTURE(extension, before, found);
            CHECK((found.starts_with(x) && found.size() >= 124 && found.size() <= 127));
            CHECK(sj::detail::is_utf8(found));
        }
}

TEST_CASE("a tag with a zero byte is refused before a file is touched") {
    temporary_file const file{".flac"};
    CHECK(says(message<sj::argument_error>([&] {
                   return sj::writer{file.path(), {.sample_rate = 8000, .tags = {.comment = std::string{"ab\0c", 4}}}};
               }),
               "the tag comment has a zero byte at 2"));
    CHECK_FALSE(std::filesystem::exists(file.path()));
}

TEST_CASE("text is checked for UTF-8 at the limits of every length") {
    for (std::string_view const valid : {"", "\x01\x7f", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf",
                                         "\xee\x80\x80", "\xef\xbf\xbd", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf"}) {
        CHECK(sj::detail::is_utf8(valid));
        CHECK(sj::detail::to_utf8(valid) == valid);
        if (valid.empty() || static_cast<unsigned char>(valid[0]) < 0x80) continue;
        for (std::size_t n = 1; n < valid.size(); ++n) {   // cut off, at the end and before other text
            CHECK_FALSE(sj::detail::is_utf8(valid.substr(0, n)));
            CHECK_FALSE(sj::detail::is_utf8(std::string{valid.substr(0, n)} + "xyz"));
        }
        CHECK_FALSE(sj::detail::is_utf8(std::string{valid} + "\x80"));
    }
    for (std::string_view const invalid :
         {"\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xed\xbf\xbf", "\xf0\x8f\xbf\xbf",
          "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xf8\x88\x80\x80\x80", "\xfe", "\xff"}) {
        CHECK_FALSE(sj::detail::is_utf8(invalid));
        CHECK(sj::detail::is_utf8(sj::detail::to_utf8(invalid)));
    }
}

TEST_CASE("cue points are read") {
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
    CHECK((found[0].frame == 17 && found[1].frame == 1000));
    CHECK(sj::reader{file.path(), {.count = 1}}.info().cues == found);
}

TEST_CASE("what does not fit a writer") {
    temporary_file const file{".wav"};
    sj::writer out{file.path(), {.sample_rate = 8000, .channels = 2}};
    CHECK(
        says(message<sj::argument_error>([&] { return out.write(noise(3)), 0; }), "3 samples are not a multiple of 2"));
    auto const mono = noise(4);
    CHECK(says(message<sj::argument_error>([&] { return out.write(sj::block<const float>{mono, 1}), 0; }),
               "a block of 1 channels, expected 2"));
    out.write(std::vector<float>{});
    out.close();
    CHECK(says(message<sj::io_error>([&] { return out.write(mono), 0; }), "it is closed"));
    CHECK(sj::reader{file.path()}.format().frames == 0);
    auto const absent = std::filesystem::temp_directory_path() / "no such folder" / "x.wav";
    CHECK(says(message<sj::io_error>([&] { return sj::writer{absent, {.sample_rate = 8000}}; }),
               "cannot write " + absent.string() + ": No such file"));
}

TEST_CASE("a full disk is told, by write or by close") {
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

TEST_CASE("an atomic writer leaves the old file or the new one") {
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
        CHECK((sj::reader{file.path()}.format().frames == 100 && leftovers() == 1));
        out.close();
    }
    CHECK(sj::reader{file.path()}.format().frames == 200);
    CHECK((static_cast<unsigned>(std::filesystem::status(file.path()).permissions()) & 0777) == 0640);
    write(file.path(), 300, false);
    CHECK(sj::reader{file.path()}.format().frames == 200);
    std::filesystem::create_symlink(file.path(), link.path());
    write(link.path(), 400, true);
    CHECK((std::filesystem::is_symlink(link.path()) && sj::reader{file.path()}.format().frames == 400));
    CHECK(leftovers() == 0);
    temporary_file const later{".flac"}, dangling{".flac"}, pipe{".flac"};
    std::filesystem::create_symlink(later.path(), dangling.path());
    write(dangling.path(), 500, true);
    CHECK((std::filesystem::is_symlink(dangling.path()) && sj::reader{later.path()}.format().frames == 500));
    REQUIRE(mkfifo(pipe.path().c_str(), 0600) == 0);
    CHECK(says(message<sj::io_error>([&] { return write(pipe.path(), 1, true), 0; }), "no regular file"));
    auto const here = std::filesystem::current_path();
    std::filesystem::current_path(file.path().parent_path());
    sj::writer out{file.path().filename(), {.sample_rate = 8000, .atomic = true}};
    out.write(noise(600));
    std::filesystem::current_path("/");
    out.close();
    std::filesystem::current_path(here);
    CHECK((sj::reader{file.path()}.format().frames == 600 && leftovers() == 0));
}

TEST_CASE("a writer into a stream begins where the stream stands") {
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
/// Counts, and keeps nothing.
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

TEST_CASE("a container with sizes of 32 bits refuses what it cannot count") {
    counting_buffer buffer;
    std::ostream stream{&buffer};
    std::vector<float> const x(1 << 20);
    sj::writer out{
        stream,
        {.sample_rate = 8000, .channels = 1024, .encoding = sj::encoding::float64, .container = sj::container::wav}};
    std::string refusal;
    while (refusal.empty()) refusal = message<sj::io_error>([&] { return out.write(x), 0; });
    CHECK(says(refusal, "holds up to 4096 MiB"));
    CHECK((buffer.end > 4'000'000'000 && buffer.end < 4'294'967'296));
    CHECK(out.frames() * 1024 * 8 < buffer.end);
    out.close();   // what is in it is whole
    temporary_file const sds{".sds"};
    sj::writer small{sds.path(), {.sample_rate = 8000}};
    CHECK(says(message<sj::io_error>([&] { return small.write(std::vector<float>(3'000'000)), 0; }),
               "holds up to 5 MiB"));
    small.close();
    CHECK(sj::reader{sds.path()}.format().frames >= small.frames());
}
