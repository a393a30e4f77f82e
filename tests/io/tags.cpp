// SPDX-License-Identifier: MIT
#include <symphonic/io.hpp>

#include "support/catch.hpp"
#include "support/recording.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
using testing::flat, testing::message, testing::noise, testing::says, testing::temporary_file;

TEST_CASE("tags round-trip in the containers that hold them") {
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
        else {
            CHECK(found.title == tags.title);
            CHECK(found.artist == tags.artist);
        }
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
        if (c.code == 0) continue;
        for (auto const& [text, utf8] : cases) {
            CAPTURE(c.name, text);
            temporary_file const file{".x"};
            sj::tags const tags{.title = text, .artist = text, .comment = text};
            sj::writer out{file.path(),
                           {.sample_rate = 8000, .encoding = c.default_encoding, .container = c.value, .tags = tags}};
            out.write(noise(3000));
            out.close();
            std::optional<sj::raw_format> raw;
            if (c.value == sj::container::raw)
                raw = sj::raw_format{.sample_rate = 8000, .encoding = c.default_encoding};
            sj::reader in{file.path(), {.raw = raw}};
            auto const& found = in.info().tags;
            switch (c.value) {
            case sj::container::flac:
            case sj::container::ogg:
            case sj::container::caf: {
                CHECK(found.title == utf8);
                CHECK(found.artist == utf8);
                CHECK(found.comment == utf8);
            } break;
            case sj::container::wav:
            case sj::container::wavex:
            case sj::container::rf64:
            case sj::container::aiff: {
                CHECK(found.title == text);
                CHECK(found.artist == text);
                CHECK(found.comment == text);
            } break;
            case sj::container::mpeg: {
                CHECK(!found.title.empty());
                CHECK(!found.artist.empty());
            } break;
            default: {
                CHECK(found.artist.empty());
                CHECK(found.comment.empty());
            }
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
