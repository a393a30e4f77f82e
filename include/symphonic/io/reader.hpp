// SPDX-License-Identifier: MIT
// reader: an audio file as a range of blocks, in constant memory. read(path) begins a pipeline with one.
#ifndef SYMPHONIC_IO_READER_HPP
#define SYMPHONIC_IO_READER_HPP

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <symphonic/core/stream.hpp>
#include <symphonic/io/file_info.hpp>
#include <symphonic/io/io_error.hpp>

namespace symphonic {

struct reader_options {
    std::size_t chunk_frames = 8192;   ///< sample frames in a block, the last one may be shorter; 1 or more
};

/// One open file that libsndfile can read (WAV, AIFF, FLAC, Ogg, MP3, ...).
///   out       samples: blocks of chunk_frames; PCM is scaled to -1 .. 1 by 2^(bits-1), float is as it is
///   tail      the last block is shorter
///   lifetime  a block is lent until the next ++, read() or seek()
///   errors    io_error with path and cause: when made, if the file is no readable audio file; at ++, once, if reading
///             fails: what was decoded before has come out, and the stream has ended. argument_error: chunk_frames is 0
///   cost      one buffer of a block, made when the reader is; after that only what libsndfile's decoders allocate
/// Move-only. It may be handed to another thread between two calls.
template <std::floating_point T>
class basic_reader : public stream_facade<basic_reader<T>, domain::samples> {
public:
    explicit basic_reader(std::filesystem::path path, reader_options options = {}) : path_(std::move(path)) {
        if (options.chunk_frames == 0) throw argument_error("reader: chunk_frames is 0, expected 1 or more");
        SF_INFO found{};
        file_ = open(path_, found);
        info_ = detail::describe(found.format);
        format_.sample_rate = found.samplerate;
        format_.channels = found.channels;
        format_.frames = found.frames < 0 || found.frames == SF_COUNT_MAX ? -1 : found.frames;
        format_.max_block = options.chunk_frames;
        if (format_.frames >= 0 && static_cast<std::uint64_t>(format_.frames) < options.chunk_frames)
            format_.max_block = static_cast<std::size_t>(format_.frames);
        if (format_.max_block > buffer_.max_size() / static_cast<std::size_t>(format_.channels))
            throw argument_error("reader: blocks of ", options.chunk_frames, " sample frames of ", format_.channels,
                                 " channels do not fit any memory");
        buffer_.resize(format_.max_block * static_cast<std::size_t>(format_.channels));
    }

    // ---- the stream --------------------------------------------------------------------------------------------------

    bool next() {
        if (ended_) return false;
        position_ += static_cast<std::int64_t>(held_);
        held_ = 0;
        held_ = decode(buffer_);
        return held_ > 0;
    }
    [[nodiscard]] block<const T> get() const noexcept {
        return {std::span{buffer_}.first(held_ * static_cast<std::size_t>(format_.channels)), format_.channels,
                position_};
    }
    [[nodiscard]] bool ended() const noexcept { return ended_; }
    [[nodiscard]] audio_format format() const noexcept { return format_; }

    // ---- beside the stream -------------------------------------------------------------------------------------------

    [[nodiscard]] const file_info& info() const noexcept { return info_; }
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
    /// Index of the sample frame that the next block or read() begins with.
    [[nodiscard]] std::int64_t position() const noexcept { return position_ + static_cast<std::int64_t>(held_); }
    /// The end came before the length in format(). Of compressed files: where samples lie plain in a file that was cut
    /// short (WAV, AIFF, AU), libsndfile fits that length to the file.
    [[nodiscard]] bool truncated() const noexcept { return ended_ && position() < format_.frames; }

    /// Decodes into `out` as many whole sample frames as fit, and says how many there were: fewer only at the end.
    std::size_t read(std::span<T> out) {
        if (ended_) return 0;
        position_ += static_cast<std::int64_t>(held_);
        held_ = 0;
        auto const frames = decode(out.first(out.size() - out.size() % static_cast<std::size_t>(format_.channels)));
        position_ += static_cast<std::int64_t>(frames);
        return frames;
    }

    /// The next block begins with sample frame `frame`, 0 to format().frames. A pipeline that borrows this reader goes on
    /// from there, after what it has begun; one that had come to its end starts anew. Throws argument_error beyond that, io_error
    /// where the file cannot be sought.
    void seek(std::int64_t frame) {
        if (frame < 0 || (format_.frames >= 0 && frame > format_.frames))
            throw argument_error("seek: sample frame ", frame, ", expected 0 to ", format_.frames);
        if (sf_seek(file_.get(), frame, SEEK_SET) != frame)
            fail("cannot seek to sample frame " + std::to_string(frame), sf_error(file_.get()));
        position_ = frame;
        held_ = 0;
        failure_ = SF_ERR_NO_ERROR;
        ended_ = false;
    }

private:
    struct closer {
        void operator()(SNDFILE* file) const noexcept { sf_close(file); }
    };
    using handle = std::unique_ptr<SNDFILE, closer>;

    [[nodiscard]] static handle open(const std::filesystem::path& path, SF_INFO& found) {
        auto const cannot = [&](const std::string& cause) {
            return io_error("cannot read " + path.string() + ": " + cause);
        };
        std::error_code error;
        auto const status = std::filesystem::status(path, error);
        if (error && status.type() != std::filesystem::file_type::not_found) throw cannot(error.message());
        if (!std::filesystem::exists(status)) throw cannot("no such file");
        if (std::filesystem::is_directory(status)) throw cannot("it is a directory");
        handle file{sf_open(path.string().c_str(), SFM_READ, &found)};
        if (!file) throw cannot(sf_strerror(nullptr));
        if (found.channels < 1 || found.samplerate < 1)
            throw cannot("it claims " + std::to_string(found.channels) + " channels at " +
                         std::to_string(found.samplerate) + " Hz");
        return file;
    }

    /// Whole sample frames into `out`, and how many. 0 at the end, which it notes.
    [[nodiscard]] std::size_t decode(std::span<T> out) {
        auto const wanted = static_cast<sf_count_t>(out.size() / static_cast<std::size_t>(format_.channels));
        if (failure_ == SF_ERR_NO_ERROR) {
            auto const got = std::clamp<sf_count_t>(decode(out.data(), wanted), 0, wanted);
            if (got < wanted) failure_ = sf_error(file_.get());
            if (got > 0) return static_cast<std::size_t>(got);
        }
        ended_ = wanted > 0 || format_.frames == 0;
        if (int const cause = std::exchange(failure_, SF_ERR_NO_ERROR); cause != SF_ERR_NO_ERROR)
            fail("at sample frame " + std::to_string(position_), cause);
        return 0;
    }
    [[nodiscard]] sf_count_t decode(T* out, sf_count_t frames) noexcept {
        if constexpr (std::same_as<T, float>) return sf_readf_float(file_.get(), out, frames);
        else return sf_readf_double(file_.get(), out, frames);
    }
    [[noreturn]] void fail(const std::string& where, int cause) const {
        throw io_error("cannot read " + path_.string() + ": " + where + ": " + sf_error_number(cause));
    }

    std::filesystem::path path_;
    handle file_;
    file_info info_;
    audio_format format_;
    std::vector<T> buffer_;
    std::size_t held_ = 0;            // sample frames of the block that is lent
    std::int64_t position_ = 0;       // of its first
    int failure_ = SF_ERR_NO_ERROR;   // libsndfile's, kept until what was decoded before it has come out
    bool ended_ = false;
};

using reader = basic_reader<float>;

/// The file as the beginning of a pipeline: read(path) | ...
template <std::floating_point T = float>
[[nodiscard]] basic_reader<T> read(std::filesystem::path path, reader_options options = {}) {
    return basic_reader<T>(std::move(path), options);
}

}   // namespace symphonic
#endif
