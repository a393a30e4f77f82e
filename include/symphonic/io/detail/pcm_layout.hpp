// SPDX-License-Identifier: MIT
// plain_format: whether the samples of a file lie in it as from_pcm and to_pcm have them.
#ifndef SYMPHONIC_IO_DETAIL_PCM_LAYOUT_HPP
#define SYMPHONIC_IO_DETAIL_PCM_LAYOUT_HPP

#include <optional>

#include <sndfile.h>

#include <symphonic/core/handle.hpp>
#include <symphonic/kernels/pcm.hpp>

namespace symphonic::detail {

struct sndfile_closer {
    void operator()(SNDFILE* file) const noexcept { sf_close(file); }
};
using sndfile_handle = handle<SNDFILE, sndfile_closer>;

/// Why a file was not opened. libsndfile notes that once for all threads: another may have taken it away.
[[nodiscard]] inline char const* open_failure() noexcept {
    return sf_error(nullptr) == SF_ERR_NO_ERROR ? "libsndfile knows no such audio file" : sf_strerror(nullptr);
}

/// Of a format of libsndfile's. Lesser containers are left to it: some of them pack their samples in ways of their own.
[[nodiscard]] inline std::optional<pcm> plain_format(int format) noexcept {
    switch (format & SF_FORMAT_TYPEMASK) {
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
    switch (format & SF_FORMAT_SUBMASK) {
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

/// The order of the bytes in such a file.
[[nodiscard]] inline std::endian byte_order(SNDFILE* file) noexcept {
    bool const swapped = sf_command(file, SFC_RAW_DATA_NEEDS_ENDSWAP, nullptr, 0) != 0;
    return swapped == (std::endian::native == std::endian::little) ? std::endian::big : std::endian::little;
}

}   // namespace symphonic::detail
#endif
