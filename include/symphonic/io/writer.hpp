// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_WRITER_HPP
#define SYMPHONIC_IO_WRITER_HPP

#include <algorithm>
#include <array>
#include <memory>

#include <symphonic/core/block.hpp>
#include <symphonic/core/file_path.hpp>
#include <symphonic/io/detail/file_sink.hpp>
#include <symphonic/io/detail/ostream_sink.hpp>
#include <symphonic/io/detail/resolve_writer_options.hpp>
#include <symphonic/io/writer_options.hpp>
#include <symphonic/kernels/convert.hpp>

namespace symphonic {

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
class writer {
public:
    /// Creates the file `path`, or replaces it.
    explicit writer(const file_path& path, const writer_options& options)
        : writer(path.text(), path.text(), options,
                 std::unique_ptr<detail::byte_sink>(new detail::file_sink(path.text(), options.atomic))) {}
    /// Writes to a stream from its current position. The stream must outlive the writer; most containers need one that
    /// can seek. writer_options::container is required.
    explicit writer(std::ostream& stream, const writer_options& options)
        : writer("a stream", {}, options, std::unique_ptr<detail::byte_sink>(new detail::ostream_sink(stream))) {}

    /// Writes interleaved samples. Throws argument_error if they are not whole sample frames, or io_error.
    template <sample_range R> void write(const R& samples) {
        using T = detail::sample_in<R>;
        std::span<const T> const all{detail::data_of(samples), detail::size_of(samples)};
        if (all.size() % channels_ != 0)
            throw argument_error("write: ", all.size(), " samples are not a multiple of ", channels_, " channels");
        if constexpr (std::integral<T>) {
            std::array<float, 4096> floats;
            auto const step = floats.size() / channels_ * channels_;
            for (std::size_t at = 0; at < all.size(); at += step) {
                auto const part = all.subspan(at, std::min(step, all.size() - at));
                convert(part, std::span{floats}.first(part.size()));
                encode(std::span<const float>{floats}.first(part.size()));
            }
        } else {
            encode(all);
        }
    }
    /// Writes a block. Throws argument_error if it has other channels than the file, or io_error.
    template <std::floating_point T> void write(block<T> samples) {
        if (static_cast<std::size_t>(samples.channels()) != channels_)
            throw argument_error("write: a block of ", samples.channels(), " channels, expected ", channels_);
        write(samples.samples());
    }

    /// Ends the file. Throws io_error if anything could not be written, now or before. A second call does nothing.
    void close() {
        if (!encoder_) return;
        auto const encoder = std::move(encoder_);
        frames_ = encoder->frames();
        with_name([&] { encoder->close(); });
    }

    /// Returns the number of sample frames that were written.
    [[nodiscard]] std::int64_t frames() const noexcept { return encoder_ ? encoder_->frames() : frames_; }

private:
    /// Checks the options before it opens the sink.
    [[gnu::cold]] writer(std::string name, std::string_view path, const writer_options& options,
                         std::unique_ptr<detail::byte_sink> sink)
        : name_(std::move(name)) {
        auto const settings = detail::resolve(options, path);
        channels_ = static_cast<std::size_t>(options.channels);
        with_name([&] { encoder_ = std::make_unique<detail::sndfile_encoder>(std::move(sink), settings); });
    }

    template <class T> void encode(std::span<const T> samples) {
        with_name([&] {
            if (!encoder_) throw io_error("it is closed");
            encoder_->write(samples);
        });
    }

    /// Calls f and adds the name of the file to its io_error.
    void with_name(auto&& f) const {
        try {
            f();
        } catch (const io_error& e) {
            throw io_error("cannot write ", name_, ": ", e.what());
        }
    }

    std::string name_;   // for messages
    std::size_t channels_ = 1;
    std::unique_ptr<detail::sndfile_encoder> encoder_{};   // null once it is closed
    std::int64_t frames_ = 0;
};

}   // namespace symphonic
#endif
