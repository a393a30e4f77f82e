// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_DETAIL_PCM_LAYOUT_HPP
#define SYMPHONIC_IO_DETAIL_PCM_LAYOUT_HPP

#include <optional>

#include <symphonic/io/detail/sndfile_codes.hpp>
#include <symphonic/kernels/pcm.hpp>

namespace symphonic::detail {

/// How samples that the library's kernels convert lie in a file.
struct pcm_layout {
    pcm format;
    std::endian order;
};

/// Returns the sample format of a libsndfile format whose samples are plain integers or floating-point numbers. Empty
/// for other encodings, and for the less common containers, some of which pack samples in their own way: libsndfile
/// decodes those.
[[nodiscard]] inline std::optional<pcm> pcm_format(int format) noexcept {
    switch (container_code(format)) {
    case SF_FORMAT_WAV:
    case SF_FORMAT_WAVEX:
    case SF_FORMAT_RF64:
    case SF_FORMAT_W64:
    case SF_FORMAT_AIFF:
    case SF_FORMAT_AU:
    case SF_FORMAT_CAF:
    case SF_FORMAT_RAW: break;
    default: return {};
    }
    switch (encoding_code(format)) {
    case SF_FORMAT_PCM_U8: return pcm::u8;
    case SF_FORMAT_PCM_S8: return pcm::s8;
    case SF_FORMAT_PCM_16: return pcm::s16;
    case SF_FORMAT_PCM_24: return pcm::s24;
    case SF_FORMAT_PCM_32: return pcm::s32;
    case SF_FORMAT_FLOAT: return pcm::f32;
    case SF_FORMAT_DOUBLE: return pcm::f64;
    default: return {};
    }
}

/// Returns sample format and byte order of an open file, or empty as pcm_format().
[[nodiscard]] inline std::optional<pcm_layout> pcm_layout_of(SNDFILE* file, int format) noexcept {
    auto const samples = pcm_format(format);
    if (!samples) return {};
    constexpr auto native = std::endian::native;
    constexpr auto other = native == std::endian::little ? std::endian::big : std::endian::little;
    bool const swapped = sf_command(file, SFC_RAW_DATA_NEEDS_ENDSWAP, nullptr, 0) != 0;
    return pcm_layout{*samples, swapped ? other : native};
}

}   // namespace symphonic::detail
#endif
