// SPDX-License-Identifier: MIT
// Format codes that sndfile.h of older versions does not name, and properties of formats that libsndfile does not
// report.
#ifndef SYMPHONIC_IO_DETAIL_SNDFILE_CODES_HPP
#define SYMPHONIC_IO_DETAIL_SNDFILE_CODES_HPP

#include <algorithm>
#include <cstdint>

#include <sndfile.h>

namespace symphonic::detail {

inline constexpr int sf_mpeg = 0x230000;
inline constexpr int sf_nms_adpcm_16 = 0x0022, sf_nms_adpcm_24 = 0x0023, sf_nms_adpcm_32 = 0x0024;
inline constexpr int sf_opus = 0x0064;
inline constexpr int sf_alac_16 = 0x0070, sf_alac_20 = 0x0071, sf_alac_24 = 0x0072, sf_alac_32 = 0x0073;
inline constexpr int sf_mpeg_layer_1 = 0x0080, sf_mpeg_layer_2 = 0x0081, sf_mpeg_layer_3 = 0x0082;

[[nodiscard]] constexpr int container_code(int format) noexcept { return format & SF_FORMAT_TYPEMASK; }
[[nodiscard]] constexpr int encoding_code(int format) noexcept { return format & SF_FORMAT_SUBMASK; }

/// True if the encoding can be decoded from any sample frame on. libsndfile reports DWVW as seekable, which it is not.
[[nodiscard]] constexpr bool is_seekable(const SF_INFO& info) noexcept {
    auto const code = encoding_code(info.format);
    bool const dwvw = code == SF_FORMAT_DWVW_12 || code == SF_FORMAT_DWVW_16 || code == SF_FORMAT_DWVW_24;
    return info.seekable != 0 && !dwvw;
}

[[nodiscard]] constexpr bool is_mpeg_audio(int format) noexcept {
    auto const code = encoding_code(format);
    return code == sf_mpeg_layer_1 || code == sf_mpeg_layer_2 || code == sf_mpeg_layer_3;
}

/// True for ADPCM and similar encodings, which are decoded in blocks: their decoders return samples for a block that
/// could not be read, without an error.
[[nodiscard]] constexpr bool is_block_encoding(int format) noexcept {
    switch (encoding_code(format)) {
    case SF_FORMAT_PCM_S8:
    case SF_FORMAT_PCM_U8:
    case SF_FORMAT_PCM_16:
    case SF_FORMAT_PCM_24:
    case SF_FORMAT_PCM_32:
    case SF_FORMAT_FLOAT:
    case SF_FORMAT_DOUBLE:
    case SF_FORMAT_ULAW:
    case SF_FORMAT_ALAW:
    case SF_FORMAT_VORBIS:
    case sf_opus:
    case sf_mpeg_layer_3: return false;
    default: return true;
    }
}

/// Returns the sample frame from which to decode so that `frame` gets the same bits as in a sequential read.
[[nodiscard]] constexpr std::int64_t preroll_start(int format, std::int64_t frame) noexcept {
    auto const code = encoding_code(format);
    if (code == SF_FORMAT_VORBIS || code == sf_opus)   // blocks overlap and are up to 8192 sample frames long
        return std::max<std::int64_t>(frame - 16384, 0);
    if (is_mpeg_audio(
            format))   // frames use bits of earlier frames; the phase of the decoder's filter repeats every 2304
        return std::max<std::int64_t>(frame - 11520, 0) / 2304 * 2304;
    return frame;
}

/// Returns the sample rate as libsndfile takes it, or 0 if it is not a whole number from 1 to 2^31 - 1.
[[nodiscard]] constexpr int whole_sample_rate(double rate) noexcept {
    if (!(rate >= 1 && rate <= 2147483647.0)) return 0;
    auto const whole = static_cast<int>(rate);
    return rate - whole > 0 ? 0 : whole;
}

}   // namespace symphonic::detail
#endif
