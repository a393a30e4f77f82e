// SPDX-License-Identifier: MIT
// Makes a file_info of what libsndfile read from a header.
#ifndef SYMPHONIC_IO_DETAIL_DESCRIBE_HPP
#define SYMPHONIC_IO_DETAIL_DESCRIBE_HPP

#include <algorithm>
#include <cstddef>
#include <cstring>

#include <symphonic/io/detail/container_table.hpp>
#include <symphonic/io/detail/encoding_table.hpp>
#include <symphonic/io/detail/tag_table.hpp>
#include <symphonic/io/file_info.hpp>

namespace symphonic::detail {

/// Returns libsndfile's name of a container or encoding code.
[[nodiscard, gnu::cold]] inline std::string sndfile_name(int code) {
    SF_FORMAT_INFO info{code, nullptr, nullptr};
    if (sf_command(nullptr, SFC_GET_FORMAT_INFO, &info, sizeof info) != 0 || info.name == nullptr) return "unknown";
    return info.name;
}

/// Returns container and encoding of a libsndfile format.
[[nodiscard, gnu::cold]] inline file_info describe(int format) {
    file_info info;
    if (auto const* const entry = container_of(format)) {
        info.container = entry->value;
        info.container_name = entry->name;
    } else {
        info.container_name = sndfile_name(container_code(format));
    }
    if (auto const* const entry = encoding_of(format)) {
        info.encoding = entry->value;
        info.encoding_name = entry->name;
    } else {
        info.encoding_name = sndfile_name(encoding_code(format));
    }
    return info;
}

[[nodiscard, gnu::cold]] inline std::vector<cue_point> read_cues(SNDFILE* file) {
    std::uint32_t count = 0;
    if (sf_command(file, SFC_GET_CUE_COUNT, &count, sizeof count) != SF_TRUE) return {};
    count = std::min(count, 100'000U);   // far more than libsndfile reads from a header
    struct {
        std::uint32_t count;
        SF_CUE_POINT first;
    } const layout{};   // of the memory that libsndfile fills: a count, then `count` points
    constexpr std::size_t points_offset = sizeof layout - sizeof layout.first;
    std::vector<std::uint32_t> buffer((points_offset + count * sizeof(SF_CUE_POINT)) / sizeof(std::uint32_t));
    auto const bytes = static_cast<int>(buffer.size() * sizeof(std::uint32_t));
    if (count == 0 || sf_command(file, SFC_GET_CUE, buffer.data(), bytes) != SF_TRUE) return {};
    std::vector<cue_point> cues(std::min(buffer.front(), count));
    auto const* point = reinterpret_cast<std::byte const*>(buffer.data()) + points_offset;
    for (auto& cue : cues) {
        SF_CUE_POINT read;
        std::memcpy(&read, point, sizeof read);
        point += sizeof read;
        cue.frame = read.sample_offset;
        cue.name.assign(read.name, strnlen(read.name, sizeof read.name));
    }
    return cues;
}

/// Returns container, encoding, tags and cue points of an open file.
[[nodiscard, gnu::cold]] inline file_info describe(SNDFILE* file, int format) {
    auto info = describe(format);
    for (auto const& entry : tag_entries)
        if (char const* const text = sf_get_string(file, entry.code); text != nullptr) info.tags.*entry.text = text;
    info.cues = read_cues(file);
    return info;
}

}   // namespace symphonic::detail
#endif
