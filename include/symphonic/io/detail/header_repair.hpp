// SPDX-License-Identifier: MIT
// Repairs of headers that libsndfile refuses or takes for an empty file: it is shown a sample chunk that reaches to the
// end of the file.
#ifndef SYMPHONIC_IO_DETAIL_HEADER_REPAIR_HPP
#define SYMPHONIC_IO_DETAIL_HEADER_REPAIR_HPP

#include <symphonic/io/detail/audio_header.hpp>

namespace symphonic::detail {

/// What repair_caf() found.
enum class caf_repair {
    none,           // nothing to repair
    unknown_size,   // the header marks the size as unknown
    truncated       // the sample chunk ends behind the end of the file
};

/// Repairs the size of a CAF file's sample chunk if it is unknown or too large: libsndfile refuses both.
[[nodiscard, gnu::cold]] inline caf_repair repair_caf(sndfile_input& input) {
    audio_header header{input};
    if (!header.has_id(0, "caff")) return caf_repair::none;
    auto const samples = header.samples(container::caf);
    auto const available = samples ? input.length() - samples->begin : 0;
    if (!samples || available < 4 || (samples->size >= 0 && samples->size <= available)) return caf_repair::none;
    std::array<std::byte, 8> size;
    for (std::size_t i = 0; i < size.size(); ++i) size[i] = static_cast<std::byte>(available >> (56 - 8 * i));
    input.overlay(samples->begin - 8, size);
    return samples->size < 0 ? caf_repair::unknown_size : caf_repair::truncated;
}

/// Repairs a WAV file whose sample chunk has size 0 and is followed by bytes that begin no chunk, because the recording
/// program did not come to write the size. Returns whether it repaired anything.
[[nodiscard, gnu::cold]] inline bool repair_wav(sndfile_input& input) {
    audio_header header{input};
    if (!header.has_id(0, "RIFF")) return false;
    auto const samples = header.samples(container::wav);
    if (!samples || samples->size != 0) return false;
    std::array<std::byte, 4> next{};
    if (input.peek(samples->begin, next.data(), next.size()) != next.size()) return false;
    auto const is_printable = [](std::byte b) { return b >= std::byte{' '} && b <= std::byte{'~'}; };
    if (std::all_of(next.begin(), next.end(), is_printable)) return false;   // the id of a chunk

    constexpr std::int64_t unknown_size = 0xffffffff;
    auto const size = input.sequential() ? unknown_size : std::min(input.length() - samples->begin, unknown_size);
    std::array<std::byte, 8> head{std::byte{'d'}, std::byte{'a'}, std::byte{'t'}, std::byte{'a'}};
    for (std::size_t i = 0; i < 4; ++i) head[4 + i] = static_cast<std::byte>(size >> (8 * i));
    input.overlay(samples->begin - 8, head);
    return true;
}

}   // namespace symphonic::detail
#endif
