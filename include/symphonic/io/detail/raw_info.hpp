// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_DETAIL_RAW_INFO_HPP
#define SYMPHONIC_IO_DETAIL_RAW_INFO_HPP

#include <symphonic/io/detail/encoding_table.hpp>
#include <symphonic/io/detail/sndfile_input.hpp>
#include <symphonic/io/reader_options.hpp>

namespace symphonic::detail {

/// Returns how to read a pipe. Raw data in a block encoding is spooled: without a known end, its decoders go on for
/// ever.
[[nodiscard, gnu::cold]] inline sndfile_input::pipe_mode pipe_mode_of(const std::optional<raw_format>& raw) {
    if (!raw) return sndfile_input::pipe_mode::detect;
    using enum encoding;
    switch (raw->encoding) {
    case pcm8:
    case pcm_u8:
    case pcm16:
    case pcm24:
    case pcm32:
    case float32:
    case float64:
    case alaw:
    case ulaw: return sndfile_input::pipe_mode::stream;
    default: return sndfile_input::pipe_mode::spool;
    }
}

/// Returns what sf_open() has to be told: the layout of raw data, nothing for a file with a header. Throws
/// argument_error.
[[nodiscard, gnu::cold]] inline SF_INFO requested_info(const std::optional<raw_format>& raw) {
    SF_INFO info{};
    if (!raw) return info;
    info.samplerate = whole_sample_rate(raw->sample_rate);
    info.channels = raw->channels;
    for (auto const& e : encodings)
        if (e.value == raw->encoding && info.format == 0)
            info.format = SF_FORMAT_RAW | e.code | (raw->order == std::endian::big ? SF_ENDIAN_BIG : SF_ENDIAN_LITTLE);
    if (info.samplerate != 0 && sf_format_check(&info) != 0) return info;
    info.format &= ~SF_FORMAT_ENDMASK;   // encodings in bytes have no byte order, and libsndfile refuses one
    if (info.samplerate != 0 && sf_format_check(&info) != 0) return info;
    throw argument_error("reader: raw samples of ", raw->channels, " channels at ", raw->sample_rate,
                         " Hz, expected 1 to 1024 channels, a whole number of Hz and an encoding that needs no header");
}

}   // namespace symphonic::detail
#endif
