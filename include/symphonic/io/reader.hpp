// SPDX-License-Identifier: MIT
// reader: an audio file as a range of blocks, in constant memory. read(path) begins a pipeline with one.
#ifndef SYMPHONIC_IO_READER_HPP
#define SYMPHONIC_IO_READER_HPP

#include <cmath>

#include <symphonic/core/stream.hpp>
#include <symphonic/io/decoder.hpp>
#include <symphonic/kernels/minmax.hpp>

namespace symphonic {

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
    explicit basic_reader(std::filesystem::path path, reader_options options = {})
        : basic_reader("", std::move(path), options, [](const auto& file) { return detail::file_bytes{file}; }) {}
    /// The image of a file in memory, which must outlive the reader.
    explicit basic_reader(std::span<const std::byte> image, reader_options options = {})
        : basic_reader("an image in memory", {}, options, [&](const auto&) { return detail::image_bytes{image}; }) {}
    /// The same, owned.
    explicit basic_reader(std::vector<std::byte>&& image, reader_options options = {})
        : basic_reader("an image in memory", {}, options,
                       [&](const auto&) { return detail::image_bytes{std::move(image)}; }) {}
    /// From where the stream stands; it must outlive the reader, which alone may use it. What cannot be sought is read
    /// once, from first to last: seek() throws.
    explicit basic_reader(std::istream& stream, reader_options options = {})
        : basic_reader("a stream", {}, options, [&](const auto&) { return detail::stream_bytes{stream}; }) {}
    /// The same for what the system has opened: reader{standard_input}, reader{file_descriptor{fd}}.
    explicit basic_reader(file_descriptor file, reader_options options = {})
        : basic_reader("file descriptor " + std::to_string(file.value), {}, options,
                       [&](const auto&) { return detail::file_bytes{file}; }) {}

    // ---- the stream
    // --------------------------------------------------------------------------------------------------

    bool next() {
        if (ended_) return false;
        position_ += static_cast<std::int64_t>(held_);
        held_ = 0;
        held_ = pull(buffer_);
        return held_ > 0;
    }
    [[nodiscard]] block<const T> get() const noexcept {
        return {std::span{buffer_}.first(held_ * static_cast<std::size_t>(format_.channels)), format_.channels,
                position_};
    }
    [[nodiscard]] bool ended() const noexcept { return ended_; }
    [[nodiscard]] audio_format format() const noexcept { return format_; }

    // ---- beside the stream
    // -------------------------------------------------------------------------------------------

    [[nodiscard]] const file_info& info() const noexcept { return info_; }
    /// Empty where it is no file with a path.
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
    /// Index of the sample frame that the next block or read() begins with.
    [[nodiscard]] std::int64_t position() const noexcept { return position_ + static_cast<std::int64_t>(held_); }
    /// The stream has ended, and before the length that the header gives; an Ogg stream without its last page. MPEG
    /// audio without a header of its own gives none.
    [[nodiscard]] bool truncated() const noexcept { return truncated_; }

    /// Decodes into `out` as many whole sample frames as fit, and says how many there were: fewer only at the end.
    std::size_t read(std::span<T> out) {
        if (ended_) return 0;
        position_ += static_cast<std::int64_t>(held_);
        held_ = 0;
        auto const frames = pull(out);
        position_ += static_cast<std::int64_t>(frames);
        return frames;
    }

    /// The next block begins with sample frame `frame`, 0 to format().frames, in the bits of a straight read. A
    /// pipeline that borrows this reader goes on from there, after what it has begun; one that had come to its end
    /// starts anew.
    ///   errors    argument_error beyond that; io_error where the file or its encoding (GSM, G.72x, ...) cannot be
    ///             sought
    ///   cost      in Vorbis, Opus and MP3, up to 16384 sample frames are decoded before the one that is asked for
    void seek(std::int64_t frame) {
        constexpr auto most = std::numeric_limits<std::int64_t>::max();
        auto const last = format_.frames >= 0 ? format_.frames : most - options_.first;
        if (frame < 0 || frame > last) throw argument_error("seek: sample frame ", frame, ", expected 0 to ", last);
        named("cannot seek to sample frame " + std::to_string(frame), [&] { decoder_.seek(options_.first + frame); });
        position_ = frame;
        held_ = 0;
        failure_.clear();
        ended_ = truncated_ = false;
    }

private:
    template <class Source>
    basic_reader(std::string name, std::filesystem::path path, const reader_options& options, Source source)
        : name_(path.empty() ? std::move(name) : path.string()), path_(std::move(path)), options_(checked(options)),
          decoder_(named("",
                         [&] {
                             return detail::decoder{[&] { return source(path_); }, path_, options_.spool_bytes,
                                                    options_.raw};
                         })),
          info_(decoder_.info()) {
        format_.sample_rate = decoder_.sample_rate();
        format_.channels = decoder_.channels();
        format_.frames = decoder_.frames();
        if (options_.first > 0 || options_.count >= 0) cut();
        format_.max_block = options_.chunk_frames;
        if (format_.frames >= 0 && static_cast<std::uint64_t>(format_.frames) < options_.chunk_frames)
            format_.max_block = static_cast<std::size_t>(format_.frames);
        if (format_.max_block > buffer_.max_size() / static_cast<std::size_t>(format_.channels))
            throw argument_error("reader: blocks of ", options_.chunk_frames, " sample frames of ", format_.channels,
                                 " channels do not fit any memory");
        buffer_.resize(format_.max_block * static_cast<std::size_t>(format_.channels));
    }

    [[nodiscard]] static reader_options checked(reader_options options) {
        if (options.chunk_frames == 0) throw argument_error("reader: chunk_frames is 0, expected 1 or more");
        if (options.first < 0) throw argument_error("reader: first is ", options.first, ", expected 0 or more");
        if (options.count < -1) throw argument_error("reader: count is ", options.count, ", expected 0 or more, or -1");
        return options;
    }

    /// Calls f, and tells in the message of its io_error which file it was and what was tried.
    decltype(auto) named(const std::string& tried, auto&& f) const {
        try {
            return f();
        } catch (const io_error& e) {
            throw io_error("cannot read " + name_ + ": " + (tried.empty() ? tried : tried + ": ") + e.what());
        }
    }

    /// Leaves of the file what the options ask for.
    void cut() {
        auto const there = format_.frames;
        if (there >= 0 && options_.first > there)
            throw argument_error("reader: first is ", options_.first, ", expected 0 to ", there, ", the length of ",
                                 name_.c_str());
        if (there >= 0) format_.frames = there - options_.first;
        if (options_.count >= 0) format_.frames = there < 0 ? options_.count : std::min(options_.count, format_.frames);
        if (options_.first == 0) return;
        named("first", [&] {
            if (decoder_.seekable()) decoder_.seek(skipped_ = options_.first);
            else skipped_ = decoder_.skip(options_.first);   // fewer if it ends before; so there will be no block
        });
    }

    /// Whole sample frames into `out`, and how many. 0 at the end, which it notes.
    [[nodiscard]] std::size_t pull(std::span<T> out) {
        auto const width = static_cast<std::size_t>(format_.channels);
        auto wanted = out.size() / width;
        bool const asked = wanted > 0 || format_.frames == 0;
        if (format_.frames >= 0) wanted = std::min(wanted, static_cast<std::size_t>(format_.frames - position_));
        if (wanted > 0 && failure_.empty()) {
            auto got = decoder_.read(out.first(wanted * width));
            if (!decoder_.failure().empty()) failure_ = decoder_.failure();
            if (options_.nonfinite != nonfinite::keep) got = examine(out.first(got * width));
            if (got > 0) return got;
        }
        if (asked) finish();
        return 0;
    }

    /// Deals with NaN and infinity; how many sample frames may come out.
    [[nodiscard]] std::size_t examine(std::span<T> samples) {
        auto const width = static_cast<std::size_t>(format_.channels);
        if (!std::isfinite(peak(samples)))
            for (std::size_t i = 0; i < samples.size(); ++i) {
                if (std::isfinite(samples[i])) continue;
                if (options_.nonfinite == nonfinite::error) {
                    failure_ = "channel " + std::to_string(i % width) + " is " + std::to_string(samples[i]);
                    return i / width;
                }
                samples[i] = 0;
            }
        return samples.size() / width;
    }

    void finish() {
        ended_ = true;
        bool const part = options_.count >= 0 && position_ == options_.count;   // what follows is not looked at
        auto cause = std::exchange(failure_, {});
        auto const decoded = skipped_ + position_, claimed = decoder_.claimed_frames();
        truncated_ =
            !part && (cause.empty() ? named("", [&] { return decoder_.cut_short(decoded); }) : decoded < claimed);
        if (cause.empty() && truncated_) {
            bool const nothing = decoded == 0 && claimed > 0 && !decoder_.plain();   // noise behind a header, say
            if (nothing || options_.truncation == truncation::error)
                cause = decoded < claimed ? "it ends, and its header claims " + std::to_string(claimed)
                                          : "it ends before its header says";
        }
        if (cause.empty()) return;
        throw io_error("cannot read " + name_ + ": at sample frame " + std::to_string(position_) + ": " + cause);
    }

    std::string name_;   // what it is, for messages
    std::filesystem::path path_;
    reader_options options_;
    detail::decoder decoder_;
    file_info info_;
    audio_format format_;
    std::vector<T> buffer_;
    std::size_t held_ = 0;        // sample frames of the block that is lent
    std::int64_t position_ = 0;   // of its first
    std::int64_t skipped_ = 0;    // sample frames of the file before all of them
    std::string failure_;         // kept until what was decoded before it has come out
    bool ended_ = false, truncated_ = false;
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
