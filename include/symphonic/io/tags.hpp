// SPDX-License-Identifier: MIT
// tags: what a file says about its recording.
#ifndef SYMPHONIC_IO_TAGS_HPP
#define SYMPHONIC_IO_TAGS_HPP

#include <string>

#include <sndfile.h>

namespace symphonic {

/// Empty where the file says nothing. A reader gives the bytes of the file, which are UTF-8 in FLAC, Ogg and CAF, and in WAV
/// often Windows-1252. A writer converts them to UTF-8 for containers that hold UTF-8: see writer_options::tags.
struct tags {
    std::string title{}, artist{}, album{}, track{}, genre{}, date{}, comment{}, copyright{}, license{}, software{};

    [[nodiscard]] friend bool operator==(const tags&, const tags&) = default;
};

namespace detail {

struct tag_entry {
    std::string tags::* text;
    int id;   // libsndfile's
    char const* name;
};
inline constexpr tag_entry tag_entries[] = {
    {&tags::title, SF_STR_TITLE, "title"},       {&tags::artist, SF_STR_ARTIST, "artist"},
    {&tags::album, SF_STR_ALBUM, "album"},       {&tags::track, SF_STR_TRACKNUMBER, "track"},
    {&tags::genre, SF_STR_GENRE, "genre"},       {&tags::date, SF_STR_DATE, "date"},
    {&tags::comment, SF_STR_COMMENT, "comment"}, {&tags::copyright, SF_STR_COPYRIGHT, "copyright"},
    {&tags::license, SF_STR_LICENSE, "license"}, {&tags::software, SF_STR_SOFTWARE, "software"},
};

}   // namespace detail
}   // namespace symphonic
#endif
