// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_DETAIL_OGG_END_HPP
#define SYMPHONIC_IO_DETAIL_OGG_END_HPP

#include <symphonic/io/detail/sndfile_input.hpp>

namespace symphonic::detail {

/// True if the Ogg page at `offset` is complete and marked as the last one of its stream (RFC 3533, section 6).
[[nodiscard, gnu::cold]] inline bool is_last_ogg_page(sndfile_input& input, std::int64_t offset) {
    constexpr std::size_t fixed_header = 27, max_segments = 255;
    std::array<std::byte, fixed_header + max_segments> header{};
    auto const got = input.peek(offset, header.data(), header.size());
    auto const segments = std::to_integer<std::size_t>(header[26]);
    bool const marked = (header[5] & std::byte{4}) != std::byte{};
    if (got < fixed_header + segments || !marked) return false;
    auto end = offset + static_cast<std::int64_t>(fixed_header + segments);
    for (std::size_t i = 0; i < segments; ++i) end += std::to_integer<std::int64_t>(header[fixed_header + i]);
    return end <= input.length();
}

/// True if an Ogg file ends with a page that is marked as the last one.
[[nodiscard, gnu::cold]] inline bool has_last_ogg_page(sndfile_input& input) {
    constexpr std::int64_t max_page = 65307, size = 4096, step = size - 3;   // the mark may lie across two steps
    std::array<std::byte, size> bytes;
    auto const lowest = std::max<std::int64_t>(input.length() - max_page, 0);
    for (auto offset = std::max(input.length() - step, lowest);; offset = std::max(offset - step, lowest)) {
        auto const got = static_cast<std::int64_t>(input.peek(offset, bytes.data(), bytes.size()));
        for (auto i = got - 4; i >= 0; --i)
            if (std::memcmp(bytes.data() + i, "OggS", 4) == 0) return is_last_ogg_page(input, offset + i);
        if (offset == lowest) return false;
    }
}

}   // namespace symphonic::detail
#endif
