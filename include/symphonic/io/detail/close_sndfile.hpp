// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_DETAIL_CLOSE_SNDFILE_HPP
#define SYMPHONIC_IO_DETAIL_CLOSE_SNDFILE_HPP

#include <array>

#include <symphonic/io/detail/sndfile_codes.hpp>
#include <symphonic/io/detail/sndfile_output.hpp>
#include <symphonic/io/detail/sndfile_ptr.hpp>

namespace symphonic::detail {

/// Writes the length of one 8-bit channel into the header of an AIFF file: libsndfile counts the byte that pads an odd
/// length as a sample. The header ends with that of the SSND chunk, of 16 bytes.
[[gnu::cold]] inline void correct_aiff_length(sndfile_output& output, int encoding, std::int64_t frames) {
    auto const replace = [&](std::int64_t offset, std::int64_t number) {
        std::array<std::byte, 4> bytes;
        for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::byte>(number >> (24 - 8 * i));
        output.overwrite(offset, bytes);
    };
    std::int64_t const comm = encoding == SF_FORMAT_PCM_S8 ? 12 : 24;   // AIFF-C has a version chunk before it
    replace(comm + 10, frames);
    replace(output.length() - 1 - frames - 12, frames + 8);
}

/// Ends a file of a libsndfile format with `frames` sample frames, so that as many are read again. Returns libsndfile's
/// error number.
[[nodiscard, gnu::cold]] inline int close_sndfile(sndfile_ptr file, sndfile_output& output, const SF_INFO& info,
                                                  std::int64_t frames) {
    auto const container = container_code(info.format), encoding = encoding_code(info.format);
    // libsndfile writes the header of FLAC and MP3 before the first sample, or never.
    if (frames == 0 && (container == SF_FORMAT_FLAC || container == sf_mpeg))
        sf_command(file.get(), SFC_UPDATE_HEADER_NOW, nullptr, 0);
    bool const is_law = encoding == SF_FORMAT_ALAW || encoding == SF_FORMAT_ULAW;
    // Of A-law and mu-law in VOC it counts the byte that marks the end as a sample.
    if (container == SF_FORMAT_VOC && is_law) output.hide_added_bytes();
    int const error = sf_close(file.release());
    bool const is_byte = is_law || encoding == SF_FORMAT_PCM_S8 || encoding == SF_FORMAT_PCM_U8;
    bool const is_padded = info.channels == 1 && frames % 2 != 0;
    if (container == SF_FORMAT_AIFF && is_byte && is_padded && output.failure().empty())
        correct_aiff_length(output, encoding, frames);
    return error;
}

}   // namespace symphonic::detail
#endif
