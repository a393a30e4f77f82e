// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_DETAIL_ENCODING_TABLE_HPP
#define SYMPHONIC_IO_DETAIL_ENCODING_TABLE_HPP

#include <symphonic/io/detail/sndfile_codes.hpp>
#include <symphonic/io/encoding.hpp>

namespace symphonic::detail {

struct encoding_entry {
    encoding value;
    int code;   // libsndfile's
    char const* name;
};

/// The first entry of an encoding or of a code is the one to use.
inline constexpr encoding_entry encodings[] = {
    {encoding::pcm8, SF_FORMAT_PCM_S8, "8-bit PCM"},
    {encoding::pcm8, SF_FORMAT_PCM_U8, "8-bit PCM"},
    {encoding::pcm16, SF_FORMAT_PCM_16, "16-bit PCM"},
    {encoding::pcm24, SF_FORMAT_PCM_24, "24-bit PCM"},
    {encoding::pcm32, SF_FORMAT_PCM_32, "32-bit PCM"},
    {encoding::float32, SF_FORMAT_FLOAT, "32-bit float"},
    {encoding::float64, SF_FORMAT_DOUBLE, "64-bit float"},
    {encoding::alaw, SF_FORMAT_ALAW, "A-law"},
    {encoding::ulaw, SF_FORMAT_ULAW, "mu-law"},
    {encoding::vorbis, SF_FORMAT_VORBIS, "Vorbis"},
    {encoding::opus, sf_opus, "Opus"},
    {encoding::mp3, sf_mpeg_layer_3, "MPEG layer III"},
    {encoding::alac16, sf_alac_16, "16-bit ALAC"},
    {encoding::alac20, sf_alac_20, "20-bit ALAC"},
    {encoding::alac24, sf_alac_24, "24-bit ALAC"},
    {encoding::alac32, sf_alac_32, "32-bit ALAC"},
    {encoding::ima_adpcm, SF_FORMAT_IMA_ADPCM, "IMA ADPCM"},
    {encoding::ms_adpcm, SF_FORMAT_MS_ADPCM, "Microsoft ADPCM"},
    {encoding::vox_adpcm, SF_FORMAT_VOX_ADPCM, "VOX ADPCM"},
    {encoding::nms_adpcm_16, sf_nms_adpcm_16, "16 kbit/s NMS ADPCM"},
    {encoding::nms_adpcm_24, sf_nms_adpcm_24, "24 kbit/s NMS ADPCM"},
    {encoding::nms_adpcm_32, sf_nms_adpcm_32, "32 kbit/s NMS ADPCM"},
    {encoding::g721_32, SF_FORMAT_G721_32, "32 kbit/s G.721"},
    {encoding::g723_24, SF_FORMAT_G723_24, "24 kbit/s G.723"},
    {encoding::g723_40, SF_FORMAT_G723_40, "40 kbit/s G.723"},
    {encoding::gsm610, SF_FORMAT_GSM610, "GSM 6.10"},
    {encoding::dwvw_12, SF_FORMAT_DWVW_12, "12-bit DWVW"},
    {encoding::dwvw_16, SF_FORMAT_DWVW_16, "16-bit DWVW"},
    {encoding::dwvw_24, SF_FORMAT_DWVW_24, "24-bit DWVW"},
    {encoding::dpcm_8, SF_FORMAT_DPCM_8, "8-bit DPCM"},
    {encoding::dpcm_16, SF_FORMAT_DPCM_16, "16-bit DPCM"},
    {encoding::pcm_u8, SF_FORMAT_PCM_U8, "unsigned 8-bit PCM"},
};

/// Returns the entry of a libsndfile format, or null if it has none.
[[nodiscard]] inline encoding_entry const* encoding_of(int format) noexcept {
    for (auto const& e : encodings)
        if (e.code == encoding_code(format)) return &e;
    return nullptr;
}

}   // namespace symphonic::detail
#endif
