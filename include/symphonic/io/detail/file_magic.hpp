// SPDX-License-Identifier: MIT
// Recognises file formats by their first bytes.
#ifndef SYMPHONIC_IO_DETAIL_FILE_MAGIC_HPP
#define SYMPHONIC_IO_DETAIL_FILE_MAGIC_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace symphonic::detail {

/// The first bytes of a file; 0 after its end.
using magic_bytes = std::array<std::byte, 16>;

[[nodiscard, gnu::cold]] inline bool begins_with(const magic_bytes& bytes, std::string_view text) noexcept {
    return std::memcmp(bytes.data(), text.data(), text.size()) == 0;
}

/// True if the bytes are the sync word of an MPEG audio frame.
[[nodiscard]] inline bool begins_with_mpeg_frame(const magic_bytes& bytes) noexcept {
    return bytes[0] == std::byte{0xFF} && (bytes[1] & std::byte{0xE0}) == std::byte{0xE0};
}

/// True if libsndfile decodes the format sequentially. The others have tables at their end, or need the length of the
/// file.
[[nodiscard, gnu::cold]] inline bool is_sequential_format(const magic_bytes& bytes) noexcept {
    for (auto const* text : {"RIFF", "RIFX", "RF64", ".snd", "dns.", "OggS", "fLaC", "ID3"})
        if (begins_with(bytes, text)) return true;
    if (begins_with(bytes, "FORM")) return std::memcmp(bytes.data() + 8, "AIF", 3) == 0;
    return begins_with_mpeg_frame(bytes);
}

/// Returns the length in bytes of an ID3v2 tag with its header, or 0 if the bytes do not begin one.
[[nodiscard, gnu::cold]] inline std::int64_t id3_length(const magic_bytes& bytes) noexcept {
    if (!begins_with(bytes, "ID3")) return 0;
    std::int64_t length = 0;
    for (std::size_t i = 6; i < 10; ++i)   // 7 bits in each byte
        length = length << 7 | std::to_integer<std::int64_t>(bytes[i] & std::byte{0x7F});
    return length + 10;
}

}   // namespace symphonic::detail
#endif
