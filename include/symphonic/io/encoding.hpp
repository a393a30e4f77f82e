// SPDX-License-Identifier: MIT
// encoding: how a sample is stored.
#ifndef SYMPHONIC_IO_ENCODING_HPP
#define SYMPHONIC_IO_ENCODING_HPP

#include <string>

#include <sndfile.h>

namespace symphonic {

/// FLAC's are pcm of so many bits: it loses nothing.
enum class encoding {
    automatic,   ///< to a writer: what is usual in the container
    // clang-format off
    pcm8, pcm16, pcm24, pcm32, float32, float64, alaw, ulaw, vorbis, opus, mp3,
    alac16, alac20, alac24, alac32,
    ima_adpcm, ms_adpcm, vox_adpcm, nms_adpcm_16, nms_adpcm_24, nms_adpcm_32, g721_32, g723_24, g723_40, gsm610,
    dwvw_12, dwvw_16, dwvw_24, dpcm_8, dpcm_16,
    // clang-format on
    pcm_u8,   ///< pcm8 counted from 0, where pcm8 alone would be signed: raw, AIFF. A reader says pcm8 of both
    other     ///< from a reader: info().encoding_name says which
};

namespace detail {

struct encoding_entry {
    encoding value;
    int subtype;   // libsndfile's, as a number: headers of older versions lack some names
    char const* name;
};
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
    {encoding::opus, 0x0064, "Opus"},
    {encoding::mp3, 0x0082, "MPEG layer III"},
    {encoding::alac16, 0x0070, "16-bit ALAC"},
    {encoding::alac20, 0x0071, "20-bit ALAC"},
    {encoding::alac24, 0x0072, "24-bit ALAC"},
    {encoding::alac32, 0x0073, "32-bit ALAC"},
    {encoding::ima_adpcm, SF_FORMAT_IMA_ADPCM, "IMA ADPCM"},
    {encoding::ms_adpcm, SF_FORMAT_MS_ADPCM, "Microsoft ADPCM"},
    {encoding::vox_adpcm, SF_FORMAT_VOX_ADPCM, "VOX ADPCM"},
    {encoding::nms_adpcm_16, 0x0022, "16 kbit/s NMS ADPCM"},
    {encoding::nms_adpcm_24, 0x0023, "24 kbit/s NMS ADPCM"},
    {encoding::nms_adpcm_32, 0x0024, "32 kbit/s NMS ADPCM"},
    {encoding::g721_32, SF_FORMAT_G721_32, "32 kbit/s G.721"},
    {encoding::g723_24, SF_FORMAT_G723_24, "24 kbit/s G.723"},
    {encoding::g723_40, SF_FORMAT_G723_40, "40 kbit/s G.723"},
    {encoding::gsm610, SF_FORMAT_GSM610, "GSM 6.10"},
    {encoding::dwvw_12, SF_FORMAT_DWVW_12, "12-bit DWVW"},
    {encoding::dwvw_16, SF_FORMAT_DWVW_16, "16-bit DWVW"},
    {encoding::dwvw_24, SF_FORMAT_DWVW_24, "24-bit DWVW"},
    {encoding::dpcm_8, SF_FORMAT_DPCM_8, "8-bit DPCM"},
    {encoding::dpcm_16, SF_FORMAT_DPCM_16, "16-bit DPCM"},
    {encoding::pcm_u8, SF_FORMAT_PCM_U8, "8-bit PCM from 0"},
};

/// By a format of libsndfile's; null where there is none.
[[nodiscard]] inline encoding_entry const* encoding_of(int format) noexcept {
    for (auto const& e : encodings)
        if (e.subtype == (format & SF_FORMAT_SUBMASK)) return &e;
    return nullptr;
}

/// What libsndfile calls a format, for those without a name of ours.
[[nodiscard, gnu::cold]] inline std::string sndfile_name(int format) {
    SF_FORMAT_INFO info{format, nullptr, nullptr};
    if (sf_command(nullptr, SFC_GET_FORMAT_INFO, &info, sizeof info) != 0 || info.name == nullptr) return "unknown";
    return info.name;
}

}   // namespace detail
}   // namespace symphonic
#endif
