// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_TAGS_HPP
#define SYMPHONIC_IO_TAGS_HPP

#include <string>

namespace symphonic {

/// Descriptive text in an audio file; empty if the file has none. A reader returns the bytes of the file: UTF-8 in
/// FLAC, Ogg and CAF, often Windows-1252 in WAV; those of MP3 it converts to UTF-8. A writer converts them to the
/// encoding of the container: see writer_options::tags.
struct tags {
    std::string title{};       ///< title of the work
    std::string artist{};      ///< performer or author
    std::string album{};       ///< album or collection
    std::string track{};       ///< track number
    std::string genre{};       ///< genre
    std::string date{};        ///< date of the recording, as text
    std::string comment{};     ///< any text
    std::string copyright{};   ///< copyright notice
    std::string license{};     ///< licence
    std::string software{};    ///< program that made the file

    /// True if all texts are equal.
    [[nodiscard]] friend bool operator==(const tags&, const tags&) = default;
};

}   // namespace symphonic
#endif
