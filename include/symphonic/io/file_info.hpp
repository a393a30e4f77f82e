// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_FILE_INFO_HPP
#define SYMPHONIC_IO_FILE_INFO_HPP

#include <cstdint>
#include <string>
#include <vector>

#include <symphonic/io/container.hpp>
#include <symphonic/io/encoding.hpp>
#include <symphonic/io/tags.hpp>

namespace symphonic {

/// A position that is marked in a file.
struct cue_point {
    std::int64_t frame = 0;   ///< sample frame
    std::string name{};       ///< empty if it has none

    /// True if position and name are equal.
    [[nodiscard]] friend bool operator==(const cue_point&, const cue_point&) = default;
};

/// What the header of an audio file says besides rate, channels and length, which are in audio_format.
struct file_info {
    symphonic::container container = symphonic::container::other;   ///< `other`: named by container_name only
    std::string container_name{};                                   ///< "WAV", "FLAC", "Ogg", ...
    symphonic::encoding encoding = symphonic::encoding::other;      ///< `other`: named by encoding_name only
    std::string encoding_name{};                                    ///< "16-bit PCM", "Vorbis", ...
    symphonic::tags tags{};                                         ///< empty where the file has none
    std::vector<cue_point> cues{};                                  ///< in the order of the file
};

}   // namespace symphonic
#endif
