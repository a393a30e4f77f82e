// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_WRITER_HPP
#define SYMPHONIC_IO_WRITER_HPP

#include <cstdint>
#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>

#include <symphonic/core/block.hpp>
#include <symphonic/core/file_path.hpp>
#include <symphonic/io/writer_options.hpp>
#include <symphonic/kernels/sample.hpp>

namespace symphonic {
namespace detail {
class byte_sink;
class sndfile_encoder;
}   // namespace detail

/// Writes an audio file in pieces, from the first sample frame to the last.
/// - Input: interleaved samples of float, double or std::int16_t in whole sample frames, or blocks.
/// - Output: the file. PCM has full scale 2^(bits-1), so samples from a reader are written unchanged. Integers and
///   lossy encodings saturate beyond -1 to 1 and take NaN for 0; float32 and float64 keep all values.
/// - Errors: the constructor throws argument_error if a reader would not get back format, sample rate or tags, before
///   it opens a file, and io_error if the file cannot be opened. write() and close() throw io_error, for example on a
///   full disk; the samples before are a valid file then. An Opus file needs a sample frame: without one, close()
///   throws io_error and removes the file. Other formats may be empty.
/// - Cost: buffers for 8192 samples. After the constructor, only libsndfile's encoders allocate.
///
/// close() ends the file and reports errors; the destructor ends it without reporting them. An `atomic` file that is
/// not closed is discarded. Move-only.
///
/// `writer` is basic_writer<>. The encoder is a template parameter so that it is compiled only where a writer is used.
template <class Encoder = detail::sndfile_encoder> class basic_writer {
public:
    /// Creates the file `path`, or replaces it.
    explicit basic_writer(const file_path& path, const writer_options& options);
    /// Writes to a stream from its current position. The stream must outlive the writer; most containers need one that
    /// can seek. writer_options::container is required.
    explicit basic_writer(std::ostream& stream, const writer_options& options);
    basic_writer(basic_writer&& other) noexcept;
    basic_writer& operator=(basic_writer&& other) noexcept;
    ~basic_writer();

    /// Writes interleaved samples. Throws argument_error if they are not whole sample frames, or io_error.
    template <sample_range R> void write(const R& samples) {
        using T = detail::sample_in<R>;
        write_samples(std::span<const T>{detail::data_of(samples), detail::size_of(samples)});
    }
    /// Writes a block. Throws argument_error if it has other channels than the file, or io_error.
    template <std::floating_point T> void write(block<T> samples) {
        require_channels(samples.channels());
        write_samples(std::span<const std::remove_const_t<T>>{samples.samples()});
    }

    /// Ends the file. Throws io_error if anything could not be written, now or before. A second call does nothing.
    void close();

    /// Returns the number of sample frames that were written.
    [[nodiscard]] std::int64_t frames() const noexcept;

private:
    /// Checks the options before it opens the sink.
    basic_writer(std::string name, std::string_view path, const writer_options& options,
                 std::unique_ptr<detail::byte_sink> sink);

    void require_channels(int channels) const;
    void require_whole_frames(std::size_t samples) const;
    void write_samples(std::span<const float> samples);
    void write_samples(std::span<const double> samples);
    void write_samples(std::span<const std::int16_t> samples);
    template <class T> void encode(std::span<const T> samples);
    /// Calls f and adds the name of the file to its io_error.
    void with_name(auto&& f) const;

    std::string name_;   // for messages
    std::size_t channels_ = 1;
    std::unique_ptr<Encoder> encoder_{};   // null once it is closed
    std::int64_t frames_ = 0;
};

/// The writer of audio files.
using writer = basic_writer<>;

}   // namespace symphonic

#ifndef SYMPHONIC_PRECOMPILED
#include <symphonic/io/detail/writer_definitions.hpp>
#endif

#endif
