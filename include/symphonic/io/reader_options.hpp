// SPDX-License-Identifier: MIT
// reader_options: how an audio file is read.
#ifndef SYMPHONIC_IO_READER_OPTIONS_HPP
#define SYMPHONIC_IO_READER_OPTIONS_HPP

#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>

#include <symphonic/io/encoding.hpp>

namespace symphonic {

/// How the samples of a file without a header lie in it.
struct raw_format {
    double sample_rate = 0;   ///< in Hz, a whole number
    int channels = 1;
    symphonic::encoding encoding = symphonic::encoding::pcm16;   ///< pcm8 is signed, pcm_u8 counts from 0
    std::endian order = std::endian::little;
};

/// What happens where a file ends before the length that its header gives. (What cannot be decoded is an error anyway,
/// and so is the end of a FLAC file that was cut.)
enum class truncation {
    accept,   ///< the stream ends with what is there, and truncated() says so
    error     ///< io_error, after what is there
};

/// What happens to NaN and infinity in the samples of a file.
enum class nonfinite {
    keep,
    zero,   ///< 0 in their place
    error   ///< io_error, after the sample frames before the first
};

struct reader_options {
    std::size_t chunk_frames = 8192;   ///< sample frames in a block, the last one may be shorter; 1 or more
    /// The part of the file that is read: a signal of its own, with positions from 0.
    std::int64_t first = 0;
    std::int64_t count = -1;   ///< sample frames; -1: all that follow
    symphonic::truncation truncation = symphonic::truncation::accept;
    symphonic::nonfinite nonfinite = symphonic::nonfinite::keep;
    /// Memory for a format that cannot be decoded as it comes from a pipe (CAF, W64, ...), and for any header there.
    std::size_t spool_bytes = std::size_t{256} << 20;
    std::optional<raw_format> raw{};   ///< for samples without a header: how they lie
};

}   // namespace symphonic
#endif
