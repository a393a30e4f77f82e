// SPDX-License-Identifier: MIT
// Repairs of headers with a wrong data size, which libsndfile refuses or takes for an empty file. The file is not
// modified; libsndfile is given a data size that reaches to the end.
#ifndef SYMPHONIC_IO_DETAIL_HEADER_REPAIR_HPP
#define SYMPHONIC_IO_DETAIL_HEADER_REPAIR_HPP

#include <symphonic/io/detail/audio_header.hpp>

namespace symphonic::detail {

/// What repair_caf() found.
enum class caf_repair {
    none,           // nothing to repair
    unknown_size,   // the header marks the size as unknown
    truncated       // the data chunk reaches beyond the end of the file
};

/// Repairs the data size of a CAF file if it is unknown or too large: libsndfile refuses both.
[[nodiscard, gnu::cold]] inline caf_repair repair_caf(sndfile_input& input) {
    audio_header header{input};
    if (!header.has_id(0, "caff")) return caf_repair::none;
    auto const data = header.data_chunk(container::caf);
    auto const available = data ? input.length() - data->begin : 0;
    if (!data || available < 4 || (data->size >= 0 && data->size <= available)) return caf_repair::none;
    std::array<std::byte, 8> size;
    for (std::size_t i = 0; i < size.size(); ++i) size[i] = static_cast<std::byte>(available >> (56 - 8 * i));
    input.overlay(data->begin - 8, size);
    return data->size < 0 ? caf_repair::unknown_size : caf_repair::truncated;
}

/// Repairs the data size of a WAV or RF64 file if it is 0 and the bytes after it do not begin another chunk: the
/// recorder stopped before it wrote the size. In a pipe the repaired size marks an unknown length. Returns true if it
/// repaired the size.
[[nodiscard, gnu::cold]] inline bool repair_wav(sndfile_input& input) {
    audio_header header{input};
    auto const rf64_size = header.rf64_size_offset();
    if (rf64_size < 0 && !header.has_id(0, "RIFF")) return false;
    auto const data = header.data_chunk(container::wav);
    if (!data || data->size != 0) return false;
    std::array<std::byte, 8> next{};
    auto const available = input.peek(data->begin, next.data(), next.size());
    if (available < 4) return false;
    auto const is_printable = [](std::byte b) { return b >= std::byte{' '} && b <= std::byte{'~'}; };
    if (std::all_of(next.begin(), next.begin() + 4, is_printable)) {   // the id of a chunk, or samples
        std::int64_t chunk_size = 0;
        for (std::size_t i = 0; i < 4; ++i) chunk_size |= std::to_integer<std::int64_t>(next[4 + i]) << (8 * i);
        auto const rest = input.length() - data->begin - 8;
        if (input.sequential() || (available == next.size() && chunk_size <= rest)) return false;
    }

    auto const unknown_size = rf64_size < 0 ? std::int64_t{0xffffffff} : std::int64_t{1} << 62;
    auto const size = input.sequential() ? unknown_size : std::min(input.length() - data->begin, unknown_size);
    std::array<std::byte, 8> bytes{std::byte{'d'}, std::byte{'a'}, std::byte{'t'}, std::byte{'a'}};
    std::size_t const size_bytes = rf64_size < 0 ? 4 : 8;   // the last of the 8
    for (std::size_t i = 0; i < size_bytes; ++i) bytes[8 - size_bytes + i] = static_cast<std::byte>(size >> (8 * i));
    input.overlay(rf64_size < 0 ? data->begin - 8 : rf64_size, bytes);
    return true;
}

/// Hides one of two data chunks of a WAV or RF64 file, which libsndfile refuses: the first if it is empty, else the second and
/// what follows it, as from a pipe. Returns true if there are two.
[[nodiscard, gnu::cold]] inline bool hide_one_of_two_data_chunks(sndfile_input& input) {
    audio_header header{input};
    auto const second = header.second_data_chunk();
    if (second < 0) return false;
    if (auto const first = header.data_chunk(container::wav); first && first->size == 0)
        input.overlay(first->begin - 8, {std::byte{'j'}, std::byte{'u'}, std::byte{'n'}, std::byte{'k'}});
    else input.shorten(second);
    return true;
}

}   // namespace symphonic::detail
#endif
