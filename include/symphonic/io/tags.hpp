// SPDX-License-Identifier: MIT
// tags: what a file says about its recording.
#ifndef SYMPHONIC_IO_TAGS_HPP
#define SYMPHONIC_IO_TAGS_HPP

#include <string>

#include <sndfile.h>

namespace symphonic {

/// Empty where the file says nothing. Text is as the file has it: UTF-8 in FLAC, Ogg and CAF.
struct tags {
    std::string title{}, artist{}, album{}, track{}, genre{}, date{}, comment{}, copyright{}, license{}, software{};

    [[nodiscard]] friend bool operator==(const tags&, const tags&) = default;
};

namespace detail {

struct tag_entry {
    std::string tags::* text;
    int id;   // libsndfile's
};
inline constexpr tag_entry tag_entries[] = {
    {&tags::title, SF_STR_TITLE},       {&tags::artist, SF_STR_ARTIST},       {&tags::album, SF_STR_ALBUM},
    {&tags::track, SF_STR_TRACKNUMBER}, {&tags::genre, SF_STR_GENRE},         {&tags::date, SF_STR_DATE},
    {&tags::comment, SF_STR_COMMENT},   {&tags::copyright, SF_STR_COPYRIGHT}, {&tags::license, SF_STR_LICENSE},
    {&tags::software, SF_STR_SOFTWARE},
};

}   // namespace detail
}   // namespace symphonic
#endif
