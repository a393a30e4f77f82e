// SPDX-License-Identifier: MIT
#include <sstream>

#include <symphonic/io.hpp>
#include <symphonic/io/detail/utf8.hpp>

#include "support/catch.hpp"
#include "support/recording.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
using testing::flat, testing::message, testing::noise, testing::says, testing::temporary_file;

namespace {

/// Tags that a format holds, up to its limits.
struct tag_case {
    sj::container container;
    sj::encoding encoding;
    std::vector<std::string sj::tags::*> held;
    std::size_t max_tag, max_all;   // bytes; of one tag and of all
};

const std::vector<tag_case>& tag_cases() {
    using t = sj::tags;
    using enum sj::container;
    static std::vector<std::string t::*> const all{&t::title, &t::artist,  &t::album,     &t::track,  &t::genre,
                                                   &t::date,  &t::comment, &t::copyright, &t::license},
        wav_tags(all.begin(), all.end() - 1), aiff_tags{&t::title, &t::artist, &t::comment, &t::copyright},
        mp3_tags(all.begin(), all.end() - 2);
    static std::vector<tag_case> const cases{
        {wav, sj::encoding::pcm16, wav_tags, 2045, 8 * 2045},
        {wavex, sj::encoding::float32, wav_tags, 2045, 8 * 2045},
        {rf64, sj::encoding::pcm16, wav_tags, 2045, 8 * 2045},
        {aiff, sj::encoding::pcm24, aiff_tags, 8189, 4 * 8189},
        {caf, sj::encoding::pcm16, all, 16'000, 16'000},
        {flac, sj::encoding::pcm16, all, 16'000'000, 16'000'000},
        {ogg, sj::encoding::vorbis, all, 16'000'000, 16'000'000},
        {ogg, sj::encoding::opus, all, 50'000, 50'000},
        {mpeg, sj::encoding::mp3, mp3_tags, 16'000'000, 16'000'000},
    };
    return cases;
}

/// Returns the tags of a file with a few samples, written with `tags` and read again, without `software`.
sj::tags written_and_read(const tag_case& k, const sj::tags& tags) {
    std::stringstream bytes;
    sj::writer out{bytes, {.sample_rate = 48000, .encoding = k.encoding, .container = k.container, .tags = tags}};
    out.write(noise(100));
    out.close();
    sj::reader in{bytes};
    CHECK(flat(in).size() == 100);
    CHECK_FALSE(in.truncated());
    auto found = in.info().tags;
    found.software.clear();
    return found;
}

std::string refusal_of(const tag_case& k, const sj::tags& tags) {
    temporary_file const file{".x"};
    auto const refusal = message<sj::argument_error>([&] {
        return sj::writer{file.path(),
                          {.sample_rate = 48000, .encoding = k.encoding, .container = k.container, .tags = tags}};
    });
    CHECK_FALSE(std::filesystem::exists(file.path()));
    return refusal;
}

}   // namespace

TEST_CASE("tags are read as they were written, up to the limits of the container") {
    for (auto const& k : tag_cases()) {
        CAPTURE(static_cast<int>(k.container), static_cast<int>(k.encoding));
        sj::tags each, together;
        for (std::size_t i = 0; i < k.held.size(); ++i) {
            each.*k.held[i] = k.held[i] == &sj::tags::genre ? "Rock" : std::to_string(i + 1000);
            together.*k.held[i] = std::string(std::min<std::size_t>(k.max_all / k.held.size(), 100'000), 'x');
        }
        CHECK(written_and_read(k, each) == each);
        CHECK(written_and_read(k, together) == together);
        sj::tags const one{.comment = std::string(std::min<std::size_t>(k.max_tag, 100'000), 'x')};
        CHECK(written_and_read(k, one) == one);
    }
}

TEST_CASE("tags beyond the limits of the container are refused before a file is touched") {
    for (auto const& k : tag_cases()) {
        CAPTURE(static_cast<int>(k.container), static_cast<int>(k.encoding));
        if (k.max_tag > 100'000 && k.container != sj::container::flac) continue;   // checks of 16 MB take long
        auto const size = std::to_string(k.max_tag + 1), limit = std::to_string(k.max_tag);
        auto const text = std::string(k.max_tag + 1, 'x');
        auto const refusal = refusal_of(k, {.comment = text});
        CHECK(says(refusal, "the tag comment has " + size + " bytes"));
        CHECK(says(refusal, "holds up to " + limit));
        if (k.max_all > k.max_tag || k.max_tag > 100'000) continue;
        auto const together = refusal_of(k, {.artist = "Artist", .comment = text.substr(6)});
        CHECK(says(together, "the tags have " + size + " bytes together, the longest is comment"));
        CHECK(says(together, "holds up to " + limit));
    }
    std::stringstream untagged;   // AU holds no tags: they are dropped, however long they are
    sj::writer out{
        untagged, {.sample_rate = 8000, .container = sj::container::au, .tags = {.comment = std::string(99'999, 'x')}}};
    out.close();
    CHECK(sj::reader{untagged}.info().tags == sj::tags{});
}

TEST_CASE("MP3 holds Latin-1, and a reader returns UTF-8") {
    auto const& mp3 = tag_cases().back();
    sj::tags const tags{
        .title = "Mot\xc3\xb6rhead \xc2\xa1\xc3\xbf", .genre = "Rock", .date = "1980", .comment = "a\nb"};
    CHECK(written_and_read(mp3, tags) == tags);
    CHECK(written_and_read(mp3, {.title = "Mot\xf6rhead"}).title == "Mot\xc3\xb6rhead");   // as ID3v1
    std::string const long_title(40, 'x');                                                 // as ID3v2
    CHECK(written_and_read(mp3, {.title = long_title + "\xf6"}).title == long_title + "\xc3\xb6");
    CHECK(says(refusal_of(mp3, {.artist = "\xe2\x82\xac"}), "the tag artist has characters beyond Latin-1"));
}

TEST_CASE("tags that are not UTF-8 are converted for containers that hold UTF-8") {
    struct {
        std::string text, converted;
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
    for (auto const& k : tag_cases()) {
        bool const utf8 = k.container == sj::container::flac || k.container == sj::container::ogg ||
                          k.container == sj::container::caf;
        if (!utf8) continue;
        for (auto const& [text, converted] : cases) {
            CAPTURE(static_cast<int>(k.container), text);
            auto const found = written_and_read(k, {.title = text, .comment = text});
            CHECK(found.title == converted);
            CHECK(found.comment == converted);
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
    CHECK(found.title == "Ace of Spades");
    CHECK(found.artist == "Mot\xc3\xb6rhead");
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
            CHECK(found.starts_with(x));
            CHECK(found.size() >= 124);
            CHECK(found.size() <= 127);
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
