// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_DETAIL_TAG_TABLE_HPP
#define SYMPHONIC_IO_DETAIL_TAG_TABLE_HPP

#include <sndfile.h>

#include <symphonic/io/tags.hpp>

namespace symphonic::detail {

struct tag_entry {
    std::string tags::* text;
    int code;   // libsndfile's
    char const* name;
};

inline constexpr tag_entry tag_entries[] = {
    {&tags::title, SF_STR_TITLE, "title"},       {&tags::artist, SF_STR_ARTIST, "artist"},
    {&tags::album, SF_STR_ALBUM, "album"},       {&tags::track, SF_STR_TRACKNUMBER, "track"},
    {&tags::genre, SF_STR_GENRE, "genre"},       {&tags::date, SF_STR_DATE, "date"},
    {&tags::comment, SF_STR_COMMENT, "comment"}, {&tags::copyright, SF_STR_COPYRIGHT, "copyright"},
    {&tags::license, SF_STR_LICENSE, "license"}, {&tags::software, SF_STR_SOFTWARE, "software"},
};

}   // namespace symphonic::detail
#endif
