// SPDX-License-Identifier: MIT
// reader: an audio file as a range of blocks, in constant memory. read(path) begins a pipeline with one.
#ifndef SYMPHONIC_IO_READER_HPP
#define SYMPHONIC_IO_READER_HPP

#include <symphonic/core/stream.hpp>
#include <symphonic/io/detail/decoded_signal.hpp>
#include <symphonic/io/detail/istream_source.hpp>

namespace symphonic {

/// One open audio file of whatever libsndfile reads: WAV, RF64, W64, AIFF, AU, CAF, FLAC, Ogg with Vorbis or Opus, MP3,
/// ...
///   out       samples: blocks of chunk_frames; PCM is scaled to -1 .. 1 by 2^(bits-1), float is as it is
///   tail      the last block is shorter
///   lifetime  a block is lent until the next ++, read() or seek()
///   errors    io_error with name and cause: when made, if there is no readable audio; at ++, once, if reading fails or
///             nothing can be decoded of what a compressed file claims: what was decoded before has come out, and the
///             stream has ended. argument_error: an option out of its range
///   cost      buffers for a block and for 16 KiB of bytes; after the first block only what the decoders of libsndfile
///             allocate. PCM and float are converted by our kernels, to the bits that libsndfile gives
/// Move-only. It may be handed to another thread between two calls.
template <std::floating_point T>
class basic_reader : public stream_facade<basic_reader<T>, domain::samples> {
public:
    explicit basic_reader(const file_path& path, reader_options options = {})
        : state_(new state("", path, options, bytes<detail::file_bytes>(path))) {}
    /// The image of a file in memory, which must outlive the reader.
    explicit basic_reader(std::span<const std::byte> image, reader_options options = {})
        : state_(new state("an image in memory", {}, options, bytes<detail::image_bytes>(image))) {}
    /// The same, owned.
    explicit basic_reader(std::vector<std::byte>&& image, reader_options options = {})
        : state_(new state("an image in memory", {}, options, bytes<detail::image_bytes>(std::move(image)))) {}
    /// From where the std::istream stands; it must outlive the reader, which alone may use it. What cannot be sought is
    /// read once, from first to last: seek() throws.
    template <std::derived_from<std::istream> Stream>
    explicit basic_reader(Stream& stream, reader_options options = {})
        : state_(
              new state("a stream", {}, options,
                        bytes<detail::stream_bytes<std::basic_istream<char, typename Stream::traits_type>>>(stream))) {}
    /// The same for what the system has opened: reader{standard_input}, reader{file_descriptor{fd}}.
    explicit basic_reader(file_descriptor file, reader_options options = {})
        : state_(new state(detail::joined({"file descriptor ", file.value}), {}, options,
                           bytes<detail::file_bytes>(file))) {}

    // ---- the stream
    // --------------------------------------------------------------------------------------------------

    bool next() {
        if (state_->file.ended()) return false;
        state_->held = 0;
        state_->held = state_->file.pull(std::span{state_->buffer});
        return state_->held > 0;
    }
    [[nodiscard]] block<const T> get() const noexcept {
        auto const channels = state_->file.format().channels;
        auto const held = state_->held;
        return {std::span<const T>{state_->buffer.data(), held * static_cast<std::size_t>(channels)}, channels,
                state_->file.position() - static_cast<std::int64_t>(held)};
    }
    [[nodiscard]] bool ended() const noexcept { return state_->file.ended(); }
    [[nodiscard]] audio_format format() const noexcept { return state_->file.format(); }

    // ---- beside the stream
    // -------------------------------------------------------------------------------------------

    [[nodiscard]] const file_info& info() const noexcept { return state_->file.info(); }
    /// Empty where it is no file with a path.
    [[nodiscard]] const std::string& path() const noexcept { return state_->file.path(); }
    /// Index of the sample frame that the next block or read() begins with.
    [[nodiscard]] std::int64_t position() const noexcept { return state_->file.position(); }
    /// The stream has ended, and before the length that the header gives; an Ogg stream without its last page. MPEG
    /// audio without a header of its own gives none.
    [[nodiscard]] bool truncated() const noexcept { return state_->file.truncated(); }

    /// Decodes into `out` as many whole sample frames as fit, and says how many there were: fewer only at the end.
    std::size_t read(std::span<T> out) {
        if (state_->file.ended()) return 0;
        state_->held = 0;
        return state_->file.pull(out);
    }

    /// The next block begins with sample frame `frame`, 0 to format().frames, in the bits of a straight read. A
    /// pipeline that borrows this reader goes on from there, after what it has begun; one that had come to its end
    /// starts anew.
    ///   errors    argument_error beyond that; io_error where the file or its encoding (GSM, G.72x, ...) cannot be
    ///             sought
    ///   cost      in Vorbis, Opus and MP3, up to 16384 sample frames are decoded before the one that is asked for
    void seek(std::int64_t frame) {
        state_->file.seek(frame);
        state_->held = 0;
    }

private:
    template <class Source> [[nodiscard]] static detail::handle<detail::byte_source> bytes(auto&& of) {
        return detail::handle<detail::byte_source>(new Source(std::forward<decltype(of)>(of)));
    }
    struct state {
        [[gnu::cold]] state(std::string_view name, const file_path& path, const reader_options& options,
                            detail::handle<detail::byte_source> source)
            : file(name, path, options, std::move(source)) {
            auto const& format = file.format();
            if (format.max_block > buffer.max_size() / static_cast<std::size_t>(format.channels))
                throw argument_error("reader: blocks of ", options.chunk_frames, " sample frames of ", format.channels,
                                     " channels do not fit any memory");
            buffer.resize(format.max_block * static_cast<std::size_t>(format.channels));
        }
        detail::recording file;
        std::vector<T> buffer{};
        std::size_t held = 0;   // sample frames of the block that is lent
    };
    detail::handle<state> state_;
};

using reader = basic_reader<float>;

/// The file as the beginning of a pipeline: read(path) | ... Takes what a reader is made of.
template <std::floating_point T = float, class From>
    requires std::constructible_from<basic_reader<T>, From, reader_options>
[[nodiscard]] basic_reader<T> read(From&& source, reader_options options = {}) {
    return basic_reader<T>(std::forward<From>(source), options);
}

}   // namespace symphonic
#endif
