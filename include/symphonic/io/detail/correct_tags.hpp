// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_DETAIL_CORRECT_TAGS_HPP
#define SYMPHONIC_IO_DETAIL_CORRECT_TAGS_HPP

#include <symphonic/io/detail/audio_header.hpp>
#include <symphonic/io/detail/tag_table.hpp>
#include <symphonic/io/detail/utf8.hpp>

namespace symphonic::detail {

/// Corrects the tags that libsndfile reads: in the copyright of AIFF it replaces all but printable ASCII, and of MPEG
/// audio it converts ID3v2 tags to UTF-8 but not ID3v1 tags, which are in Latin-1.
[[gnu::cold]] inline void correct_tags(tags& found, container kind, sndfile_input& input) {
    if (kind == container::aiff && !found.copyright.empty()) found.copyright = audio_header{input}.aiff_copyright();
    if (kind == container::mpeg)
        for (auto const& entry : tag_entries) found.*entry.text = to_utf8(found.*entry.text);
}

}   // namespace symphonic::detail
#endif
