// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_READER_HPP
#define SYMPHONIC_IO_READER_HPP

#include <iosfwd>
#include <memory>
#include <string>
#include <vector>

#include <symphonic/core/block.hpp>
#include <symphonic/core/file_path.hpp>
#include <symphonic/core/io_error.hpp>
#include <symphonic/core/stream_facade.hpp>
#include <symphonic/io/file_descriptor.hpp>
#include <symphonic/io/file_image.hpp>
#include <symphonic/io/file_info.hpp>
#include <symphonic/io/reader_options.hpp>
#include <symphonic/memory/detail/aligned.hpp>

namespace symphonic {
namespace detail {
class byte_source;
template <std::floating_point T> class sndfile_decoder;
}   // namespace detail

/// Reads an audio file as a range of blocks, in constant memory except for some formats from a pipe (see Cost). Reads
/// all formats of libsndfile, among them WAV, RF64, W64, AIFF, AU, CAF, FLAC, Ogg with Vorbis or Opus, and MP3.
/// `reader` is basic_reader<float>.
/// - Input: a path, a file image in memory, a std::istream or a file descriptor.
/// - Output: blocks of reader_options::chunk_frames sample frames. Integers are scaled to -1 to 1 by 2^(bits-1);
///   floating-point samples are unchanged. The samples are bit-identical to those of libsndfile.
/// - Tail: the last block may be shorter. Of Ogg and MP3 files that were joined, a file gives the first part only.
/// - Lifetime: a block is valid until the next ++, read() or seek().
/// - Errors: io_error with name and cause. The constructor throws it if the source is not readable audio. If reading
///   fails, or if no sample of a compressed file can be decoded, ++ first delivers the samples before the error and
///   then throws io_error once. Afterwards the stream has ended. argument_error if an option is out of range.
/// - Cost: buffers for a block and for 16 KiB of bytes. After the first block, only libsndfile's decoders allocate. The
///   library's kernels convert PCM. A pipe is read into memory completely, up to reader_options::spool_bytes (256 MiB
///   by default), if its format cannot be decoded sequentially: CAF, W64, ADPCM and similar encodings, and rare
///   formats.
///
/// Move-only. A moved-from reader has ended; only ended(), format(), read() and a loop may be used. Calls may come from
/// different threads, one at a time.
template <std::floating_point T> class basic_reader : public stream_facade<basic_reader<T>, domain::samples> {
public:
    /// Opens the file `path`.
    explicit basic_reader(const file_path& path, reader_options options = {});
    /// Reads a file image in memory, which must outlive the reader.
    explicit basic_reader(std::span<const std::byte> image, reader_options options = {});
    /// Reads a file image in memory, which the reader owns.
    explicit basic_reader(std::vector<std::byte>&& image, reader_options options = {});
    /// Reads a file that load_file() or views::read_ahead read into memory; opens its path if it did not.
    explicit basic_reader(const file_image& file, reader_options options = {});
    /// Reads a stream from its current position. The stream must outlive the reader, and nothing else may use it
    /// meanwhile. If it cannot seek, it is read once, from first to last, and seek() throws.
    explicit basic_reader(std::istream& stream, reader_options options = {});
    /// Reads an open file descriptor from its current offset. A pipe, socket or terminal is read once, from first to
    /// last, and seek() throws.
    explicit basic_reader(file_descriptor file, reader_options options = {});
    basic_reader(const basic_reader&, detail::streams_are_move_only_use_std_move = {}) = delete;   // use std::move
    /// The reader that is moved from has ended afterwards.
    basic_reader(basic_reader&& other) noexcept;
    /// The reader that is assigned has ended afterwards.
    basic_reader& operator=(basic_reader&& other) noexcept;
    ~basic_reader();

    /// Reads the next block. Returns false at the end.
    bool next();
    /// Returns the current block.
    [[nodiscard]] block<const T> get() const noexcept;
    /// Returns true once the end of the file, or of the selected part, is reached.
    [[nodiscard]] bool ended() const noexcept;
    /// Returns sample rate, channels, length and largest block. The length is -1 if the file gives none or an
    /// impossible one.
    [[nodiscard]] audio_format format() const noexcept;
    /// Ends a next() that waits for a pipe in another thread. It fails, and the reader cannot be used further.
    void request_stop() noexcept;

    /// Returns container, encoding, tags and cue points.
    [[nodiscard]] const file_info& info() const noexcept;
    /// Returns the path, or an empty string if the reader was not opened by path.
    [[nodiscard]] const std::string& path() const noexcept;
    /// Returns the index of the sample frame that the next block or read() begins with.
    [[nodiscard]] std::int64_t position() const noexcept;
    /// Returns true if the stream has ended and is truncated:
    /// - It ended before the length in the header, or within a FLAC frame. MPEG audio without a Xing or similar header
    ///   has no length.
    /// - An Ogg file has no last page. Not detected in a pipe.
    /// - A WAV or RF64 file has the data size 0 although samples follow, because the recorder stopped before it wrote
    ///   the size. The samples are read to the end of the file. In a pipe that is decoded sequentially, the size 0
    ///   means an unknown length instead, and truncated() returns false.
    [[nodiscard]] bool truncated() const noexcept;

    /// Decodes as many whole sample frames as fit into `out`, interleaved. Returns their number: fewer only at the end.
    /// Throws io_error.
    std::size_t read(std::span<T> out);

    /// Moves to sample frame `frame`, 0 to format().frames. The samples are bit-identical to those of a sequential
    /// read; of MP3 below 32 kHz they may differ by 1e-7.
    ///
    /// A pipeline that borrows this reader continues from the new position. If it holds a partial frame, it completes
    /// that frame with samples from there. If it had ended, it starts as a new signal.
    /// - Errors: argument_error if `frame` is out of range; io_error if the source or its encoding (GSM, G.72x, ...)
    ///   cannot seek.
    /// - Cost: for Vorbis, Opus and MP3 decodes up to 16384 sample frames before `frame`. For MP3 also opens the file
    ///   again and reads all its bytes up to `frame`.
    void seek(std::int64_t frame);

private:
    basic_reader(std::string_view name, const file_path& path, const reader_options& options,
                 std::unique_ptr<detail::byte_source> source);

    std::unique_ptr<detail::sndfile_decoder<T>> decoder_;
    detail::aligned_vector<T> buffer_{};   // the kernels write whole vectors from its first sample on
    std::size_t block_frames_ = 0;         // sample frames of the current block
};

/// The reader of samples in single precision.
using reader = basic_reader<float>;

/// Opens an audio file as the beginning of a pipeline: `read(path) | ...`. Takes the arguments of basic_reader.
template <std::floating_point T = float, class Source>
    requires std::constructible_from<basic_reader<T>, Source, reader_options>
[[nodiscard]] basic_reader<T> read(Source&& source, reader_options options = {}) {
    return basic_reader<T>(std::forward<Source>(source), options);
}

}   // namespace symphonic

#ifndef SYMPHONIC_PRECOMPILED
#include <symphonic/io/detail/reader_definitions.hpp>
#endif

#endif
