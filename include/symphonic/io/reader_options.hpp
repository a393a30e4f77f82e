// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_READER_OPTIONS_HPP
#define SYMPHONIC_IO_READER_OPTIONS_HPP

#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>

#include <symphonic/io/encoding.hpp>

namespace symphonic {

/// The layout of a file that has no header.
struct raw_format {
    double sample_rate = 0;   ///< in Hz, a whole number from 1; required
    int channels = 1;         ///< 1 to 1024
    /// Encoding of the samples; pcm8 is signed, pcm_u8 unsigned.
    symphonic::encoding encoding = symphonic::encoding::pcm16;
    std::endian order = std::endian::little;   ///< byte order of the samples
};

/// What a reader does with a truncated file, as basic_reader::truncated() defines it. Data that cannot be decoded are
/// an io_error in any case.
enum class truncation {
    accept,   ///< the stream ends with the last sample, and truncated() returns true
    error     ///< io_error after the last sample
};

/// What a reader does with NaN and infinity among the samples.
enum class nonfinite {
    keep,   ///< leaves them as they are
    zero,   ///< replaces them by 0
    error   ///< io_error after the last sample frame before the first of them
};

/// Options of basic_reader, read() and read_all().
struct reader_options {
    std::size_t chunk_frames = 8192;   ///< sample frames in a block, 1 or more; the last block may be shorter
    /// First sample frame to read, 0 or more. The selected part is a signal of its own: positions count from 0 in it.
    std::int64_t first = 0;
    /// Most sample frames to read, 0 or more; -1: all. If the length of the file is unknown, that of the part is too.
    std::int64_t count = -1;
    symphonic::truncation truncation = symphonic::truncation::accept;   ///< for files that end early
    symphonic::nonfinite nonfinite = symphonic::nonfinite::keep;        ///< for NaN and infinity
    /// Maximum memory in bytes for data from a pipe: for headers, and for all data of formats that cannot be decoded
    /// sequentially (CAF, W64, ADPCM and similar encodings).
    std::size_t spool_bytes = std::size_t{256} << 20;
    std::optional<raw_format> raw{};   ///< layout of a file without a header; empty: the file has a header
};

}   // namespace symphonic
#endif
