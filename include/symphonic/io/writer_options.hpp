// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_WRITER_OPTIONS_HPP
#define SYMPHONIC_IO_WRITER_OPTIONS_HPP

#include <optional>

#include <symphonic/io/container.hpp>
#include <symphonic/io/encoding.hpp>
#include <symphonic/io/tags.hpp>

namespace symphonic {

/// Options of writer and write().
struct writer_options {
    double sample_rate = 0;   ///< in Hz, a whole number from 1; required
    int channels = 1;         ///< 1 to 1024, or fewer if the container holds fewer
    symphonic::encoding encoding = symphonic::encoding::automatic;      ///< automatic: the usual one of the container
    symphonic::container container = symphonic::container::automatic;   ///< automatic: by the extension of the path
    std::optional<double> quality{};       ///< 0 to 1, 1 is best: Vorbis, Opus and MP3 only
    std::optional<double> compression{};   ///< 0, fastest, to 1, smallest: FLAC only
    /// A tag that the container cannot hold completely throws argument_error, and so does a zero byte. Limits in bytes:
    /// 2045 for a tag in WAV and RF64, 8189 in AIFF; 16,000 for all tags in CAF, 50,000 in Opus, 16,000,000 in FLAC,
    /// other Ogg files and MP3. Tags without a place in the container are dropped: `license` in WAV, RF64, AIFF and
    /// MP3; `album`, `track`, `genre` and `date` in AIFF; `copyright` and `software` in MP3; all in other containers.
    /// - FLAC, Ogg and CAF hold UTF-8: text that is not UTF-8 is taken for Windows-1252 (a superset of Latin-1) and
    ///   converted; the noncharacters U+FFFE and U+FFFF become U+FFFD.
    /// - WAV, RF64 and AIFF hold the bytes as they are.
    /// - MP3 holds Latin-1: UTF-8 is converted, and text with other characters throws argument_error. A reader returns
    ///   UTF-8. `track` and `date` are numbers. A number as `genre` is read as the name of that ID3 genre.
    /// - libsndfile adds its own name to `software` and cuts it to 127 bytes.
    symphonic::tags tags{};
    /// Writes a temporary file in the same directory, and close() renames it to the path: another process sees the old
    /// file or the complete new one. A writer that is not closed removes the temporary file.
    bool atomic = false;
};

}   // namespace symphonic
#endif
