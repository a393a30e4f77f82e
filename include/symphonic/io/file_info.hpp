// SPDX-License-Identifier: MIT
// file_info, encoding: how a recording is stored.
#ifndef SYMPHONIC_IO_FILE_INFO_HPP
#define SYMPHONIC_IO_FILE_INFO_HPP

#include <string>

#include <sndfile.h>

namespace symphonic {

/// How a sample is stored. FLAC and ALAC say pcm of so many bits: they lose nothing.
enum class encoding {
    automatic,   ///< to a writer: what is usual in the container
    // clang-format off
    pcm8, pcm16, pcm24, pcm32, float32, float64, alaw, ulaw, vorbis, opus, mp3,
    // clang-format on
    other   ///< from a reader: info().encoding_name says which
};

/// What a file says of itself, beside its format.
struct file_info {
    std::string container;   ///< "WAV", "FLAC", "Ogg", ...
    symphonic::encoding encoding = symphonic::encoding::other;
    std::string encoding_name;   ///< "16-bit PCM", "Vorbis", ...
};

namespace detail {

/// What libsndfile calls a format, for those without a name of ours.
[[nodiscard]] inline std::string sndfile_name(int format) {
    SF_FORMAT_INFO info{format, nullptr, nullptr};
    if (sf_command(nullptr, SFC_GET_FORMAT_INFO, &info, sizeof info) != 0 || info.name == nullptr) return "unknown";
    return info.name;
}

[[nodiscard]] inline std::string container_name(int format) {
    switch (format & SF_FORMAT_TYPEMASK) {
    case SF_FORMAT_WAV:
    case SF_FORMAT_WAVEX: return "WAV";
    case SF_FORMAT_RF64: return "RF64";
    case SF_FORMAT_W64: return "W64";
    case SF_FORMAT_AIFF: return "AIFF";
    case SF_FORMAT_AU: return "AU";
    case SF_FORMAT_CAF: return "CAF";
    case SF_FORMAT_FLAC: return "FLAC";
    case SF_FORMAT_OGG: return "Ogg";
    case SF_FORMAT_RAW: return "raw";
    case 0x230000: return "MPEG";   // SF_FORMAT_MPEG, which headers before libsndfile 1.1 lack
    default: return sndfile_name(format & SF_FORMAT_TYPEMASK);
    }
}

[[nodiscard]] inline file_info describe(int format) {
    auto const is = [&](encoding e, char const* name) { return file_info{container_name(format), e, name}; };
    auto const subtype = format & SF_FORMAT_SUBMASK;
    switch (subtype) {
    case SF_FORMAT_PCM_S8:
    case SF_FORMAT_PCM_U8: return is(encoding::pcm8, "8-bit PCM");
    case SF_FORMAT_PCM_16: return is(encoding::pcm16, "16-bit PCM");
    case SF_FORMAT_PCM_24: return is(encoding::pcm24, "24-bit PCM");
    case SF_FORMAT_PCM_32: return is(encoding::pcm32, "32-bit PCM");
    case SF_FORMAT_FLOAT: return is(encoding::float32, "32-bit float");
    case SF_FORMAT_DOUBLE: return is(encoding::float64, "64-bit float");
    case SF_FORMAT_ALAW: return is(encoding::alaw, "A-law");
    case SF_FORMAT_ULAW: return is(encoding::ulaw, "mu-law");
    case SF_FORMAT_VORBIS: return is(encoding::vorbis, "Vorbis");
    case 0x0064: return is(encoding::opus, "Opus");   // SF_FORMAT_OPUS, since 1.0.29
    case 0x0080:
    case 0x0081:
    case 0x0082: return is(encoding::mp3, "MPEG audio");   // SF_FORMAT_MPEG_LAYER_I to III, since 1.1
    default: return {container_name(format), encoding::other, sndfile_name(subtype)};
    }
}

}   // namespace detail
}   // namespace symphonic
#endif
