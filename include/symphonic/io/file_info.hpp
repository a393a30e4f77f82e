// SPDX-License-Identifier: MIT
// file_info: what a file says of itself.
#ifndef SYMPHONIC_IO_FILE_INFO_HPP
#define SYMPHONIC_IO_FILE_INFO_HPP

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include <symphonic/io/container.hpp>
#include <symphonic/io/tags.hpp>

namespace symphonic {

/// A place that the file marks.
struct cue_point {
    std::int64_t frame = 0;   ///< sample frame
    std::string name{};       ///< empty where it has none

    [[nodiscard]] friend bool operator==(const cue_point&, const cue_point&) = default;
};

/// Beside the format of the samples.
struct file_info {
    symphonic::container container = symphonic::container::other;
    std::string container_name{};   ///< "WAV", "FLAC", "Ogg", ...
    symphonic::encoding encoding = symphonic::encoding::other;
    std::string encoding_name{};   ///< "16-bit PCM", "Vorbis", ...
    symphonic::tags tags{};
    std::vector<cue_point> cues{};   ///< in the order of the file
};

namespace detail {

[[nodiscard, gnu::cold]] inline file_info describe(int format) {
    file_info info;
    if (auto const* const known = container_of(format)) {
        info.container = known->value;
        info.container_name = known->name;
    } else {
        info.container_name = sndfile_name(format & SF_FORMAT_TYPEMASK);
    }
    if (auto const* const known = encoding_of(format)) {
        info.encoding = known->value;
        info.encoding_name = known->name;
    } else {
        info.encoding_name = sndfile_name(format & SF_FORMAT_SUBMASK);
    }
    return info;
}

[[nodiscard, gnu::cold]] inline std::vector<cue_point> cues_of(SNDFILE* file) {
    std::uint32_t count = 0;
    if (sf_command(file, SFC_GET_CUE_COUNT, &count, sizeof count) != SF_TRUE) return {};
    count = std::min(count, 100'000U);   // far more than libsndfile takes from a header
    struct {
        std::uint32_t count;
        SF_CUE_POINT first;
    } const layout{};   // of what libsndfile fills: a count, and as many points
    constexpr std::size_t at = sizeof layout - sizeof layout.first;
    std::vector<std::uint32_t> found((at + count * sizeof(SF_CUE_POINT)) / sizeof(std::uint32_t));
    auto const bytes = static_cast<int>(found.size() * sizeof(std::uint32_t));
    if (count == 0 || sf_command(file, SFC_GET_CUE, found.data(), bytes) != SF_TRUE) return {};
    count = std::min(found.front(), count);
    std::vector<cue_point> cues(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        SF_CUE_POINT cue;
        std::memcpy(&cue, reinterpret_cast<std::byte const*>(found.data()) + at + i * sizeof cue, sizeof cue);
        cues[i].frame = cue.sample_offset;
        cues[i].name.assign(cue.name, strnlen(cue.name, sizeof cue.name));
    }
    return cues;
}

[[nodiscard, gnu::cold]] inline file_info describe(SNDFILE* file, int format) {
    auto info = describe(format);
    for (auto const& entry : tag_entries)
        if (char const* const said = sf_get_string(file, entry.id); said != nullptr) info.tags.*entry.text = said;
    info.cues = cues_of(file);
    return info;
}

}   // namespace detail
}   // namespace symphonic
#endif
