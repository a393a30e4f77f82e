// SPDX-License-Identifier: MIT
// How a file is read, from the interface down to the bytes:
//
//   basic_reader      the public stream of blocks
//   sndfile_decoder   this file: the selected part, conversion of samples, seek, end and errors
//   sndfile_file      the file opened by libsndfile, which decodes; open_audio() makes it
//   sndfile_input     the bytes for libsndfile: kept bytes of a pipe, repaired bytes of a header
//   byte_source       the bytes: file_source, memory_source or istream_source
//
// open_audio() opens the file with libsndfile, and again in these cases:
// - libsndfile refused it: a pipe is opened after it was spooled, a CAF file after repair_caf(), a WAV file after
//   hide_one_of_two_data_chunks(), some others by their name
// - a pipe has a block encoding: after it was spooled
// - a WAV or RF64 file has no samples: after repair_wav()
// At the end of the stream, ends_early() compares the decoded length with the header.
#ifndef SYMPHONIC_IO_DETAIL_SNDFILE_DECODER_HPP
#define SYMPHONIC_IO_DETAIL_SNDFILE_DECODER_HPP

#include <limits>
#include <memory>

#include <symphonic/core/format.hpp>
#include <symphonic/io/detail/checked_reader_options.hpp>
#include <symphonic/io/detail/correct_tags.hpp>
#include <symphonic/io/detail/describe.hpp>
#include <symphonic/io/detail/nonfinite_samples.hpp>
#include <symphonic/io/detail/raw_info.hpp>
#include <symphonic/io/detail/read_samples.hpp>
#include <symphonic/io/detail/sndfile_open.hpp>

namespace symphonic::detail {

/// Decodes the selected part of an audio file with libsndfile into float or double. Positions count from the first sample frame of the part. Functions that run once a file are marked gnu::cold, which
/// keeps them small and quick to compile.
template <std::floating_point T>
class sndfile_decoder {
public:
    /// `name` is for messages; `path` is empty if the source has none. Throws argument_error before the source is
    /// opened, or io_error.
    [[gnu::cold, gnu::noinline]] sndfile_decoder(std::string_view name, const file_path& path,
                                                 const reader_options& options, std::unique_ptr<byte_source> source) try
        : name_(name), path_(path), options_(checked_options(options)),
          input_(std::move(source), options.spool_bytes, pipe_mode_of(options.raw)),
          file_(open_audio(input_, requested_info(options.raw), path)),
          layout_(pcm_layout_of(file_.file.get(), file_.info.format)),
          info_(describe(file_.file.get(), file_.info.format)),
          channels_(static_cast<std::size_t>(file_.info.channels)) {
        correct_tags(info_.tags, info_.container, input_);
        format_.sample_rate = file_.info.samplerate;
        format_.channels = file_.info.channels;
        format_.frames = file_.frames;
        select_part();
        format_.max_block = static_cast<std::size_t>(
            std::min<std::uint64_t>(options_.chunk_frames, static_cast<std::uint64_t>(max_frames())));
    } catch (const io_error& e) {
        throw io_error("cannot read ", name, ": ", e.what());
    }
    sndfile_decoder(const sndfile_decoder&) = delete;
    sndfile_decoder& operator=(const sndfile_decoder&) = delete;

    [[nodiscard]] bool ended() const noexcept { return ended_; }
    [[nodiscard]] bool truncated() const noexcept { return truncated_; }
    [[nodiscard]] const audio_format& format() const noexcept { return format_; }
    [[nodiscard]] const file_info& info() const noexcept { return info_; }
    [[nodiscard]] const std::string& path() const noexcept { return path_.text(); }
    [[nodiscard]] std::int64_t position() const noexcept { return position_; }   ///< of the next sample frame

    /// Moves to sample frame `frame`. Throws argument_error or io_error.
    [[gnu::cold]] void seek(std::int64_t frame) {
        if (frame < 0 || frame > max_frames())
            throw argument_error("seek: sample frame ", frame, ", expected 0 to ", max_frames());
        try {
            seek_in_file(options_.first + frame);
        } catch (const io_error& e) {
            throw read_error("cannot seek to sample frame ", frame, ": ", e.what());
        }
        position_ = frame;
        failure_.clear();
        ended_ = truncated_ = false;
    }

    /// Makes a read() that waits for a pipe in another thread fail.
    void request_stop() noexcept { input_.request_stop(); }

    /// Decodes whole sample frames into `out` and returns their number. Returns 0 at the end, and if not a single
    /// sample frame fits. Throws io_error.
    [[nodiscard]] std::size_t read(std::span<T> out) {
        auto wanted = out.size() / channels_;
        bool const may_end = wanted > 0 || max_frames() == 0;
        wanted = static_cast<std::size_t>(
            std::min<std::uint64_t>(wanted, static_cast<std::uint64_t>(max_frames() - position_)));
        if (wanted > 0 && failure_.empty()) {
            out = out.first(wanted * channels_);
            auto got = decode(out, failure_);
            if (options_.nonfinite != nonfinite::keep) got = check_finite(out.first(got * channels_));
            position_ += static_cast<std::int64_t>(got);
            if (got > 0) return got;
        }
        if (may_end) finish();
        return 0;
    }

private:
    [[nodiscard, gnu::cold]] io_error read_error(const auto&... parts) const {
        return io_error("cannot read ", name_, ": ", parts...);
    }

    /// Returns the number of sample frames in the selected part, or, if the length of the file is unknown, the most
    /// that it may have.
    [[nodiscard]] std::int64_t max_frames() const noexcept {
        if (format_.frames >= 0) return format_.frames;
        auto const rest = std::numeric_limits<std::int64_t>::max() - options_.first;
        return options_.count >= 0 ? std::min(options_.count, rest) : rest;
    }

    /// Restricts the signal to options_.first and options_.count.
    [[gnu::cold]] void select_part() {
        auto const length = format_.frames, first = options_.first, count = options_.count;
        if (length >= 0 && first > length)
            throw argument_error("reader: first is ", first, ", expected 0 to ", length, ", the length of ",
                                 name_.c_str());
        if (length >= 0) format_.frames = count >= 0 ? std::min(count, length - first) : length - first;
        if (first == 0) return;
        try {
            if (can_seek()) seek_in_file(skipped_ = first);
            else skipped_ = skip(first);   // fewer if the file ends before: then there are no blocks
        } catch (const io_error& e) {
            throw io_error("first: ", e.what());
        }
    }

    /// Decodes whole sample frames into `out`. Returns fewer than fit at the end, and if `failure` is set.
    [[nodiscard]] std::size_t decode(std::span<T> out, std::string& failure) {
        if (position_lost_) {
            failure = "its position is unknown after a seek that failed";
            return 0;
        }
        if (cut_off_) return 0;
        auto* const file = file_.file.get();
        auto got = layout_ ? read_pcm(file, *layout_, channels_, out, bytes_) : read_decoded(file, channels_, out);
        failure = input_.take_failure();
        if (is_block_encoding(file_.info.format) && (input_.take_shortfall() || !failure.empty())) got = 0;
        if (int const error = sf_error(file); failure.empty() && error != SF_ERR_NO_ERROR) {
            failure = sf_error_number(error);
            if (is_cut_off(file_, input_, failure)) {
                file_.truncated = cut_off_ = true;
                failure.clear();
            } else if (lost_synchronisation(file_, failure)) {
                got = 0;   // some of the samples may come from behind the damage
            }
        }
        return got;
    }

    /// Applies options_.nonfinite. Returns the number of sample frames to deliver.
    [[nodiscard]] std::size_t check_finite(std::span<T> samples) {
        if (options_.nonfinite == nonfinite::zero) {
            zero_nonfinite(samples);
            return samples.size() / channels_;
        }
        auto const finite = find_nonfinite(std::span<const T>{samples});
        if (finite < samples.size())
            failure_ = nonfinite_text(static_cast<double>(samples[finite]), finite % channels_);
        return finite / channels_;
    }

    [[nodiscard]] bool can_seek() const noexcept { return !input_.sequential() && is_seekable(file_.info); }

    /// Moves to a sample frame of the whole file, so that it gets the same bits as in a sequential read. Throws
    /// io_error.
    [[gnu::cold]] void seek_in_file(std::int64_t frame) {
        if (input_.sequential()) throw io_error("a pipe cannot seek");
        if (!can_seek()) throw io_error("its encoding cannot seek");
        // MPEG decoders keep the phase of their filter when they seek, which changes the last bit: start with a new
        // one.
        if (std::exchange(position_lost_, true) || is_mpeg_audio(file_.info.format)) reopen(file_, input_);
        auto const start = preroll_start(file_.info.format, frame);
        static_cast<void>(input_.take_shortfall());   // of earlier reads
        auto const reached = sf_seek(file_.file.get(), start, SEEK_SET);
        if (auto const cause = input_.take_failure(); !cause.empty()) throw io_error(cause);
        if (reached != start) throw io_error("libsndfile cannot seek: ", sf_error_number(sf_error(file_.file.get())));
        position_lost_ = cut_off_ = false;
        try {
            static_cast<void>(skip(frame - start));
        } catch (...) {
            position_lost_ = true;
            throw;
        }
    }

    /// Decodes and discards sample frames. Returns their number, fewer only at the end. Throws io_error.
    [[gnu::cold]] std::int64_t skip(std::int64_t frames) {
        std::array<T, 4096> discarded;
        auto const capacity = static_cast<std::int64_t>(discarded.size() / channels_);
        std::int64_t done = 0;
        while (done < frames) {
            auto const wanted = static_cast<std::size_t>(std::min(capacity, frames - done)) * channels_;
            std::string failure;
            auto const got = decode(std::span<T>{discarded}.first(wanted), failure);
            if (!failure.empty()) throw io_error(failure);
            if (got == 0) break;
            done += static_cast<std::int64_t>(got);
        }
        return done;
    }

    /// Ends the stream. Throws io_error if reading failed, or if the file is truncated and options_.truncation asks for
    /// an error.
    [[gnu::cold]] void finish() {
        ended_ = true;
        bool const part_is_complete = options_.count >= 0 && position_ == options_.count;
        auto cause = std::exchange(failure_, {});
        auto const decoded = skipped_ + position_, announced = file_.announced_frames;
        truncated_ = !part_is_complete && decoded < announced;
        if (!part_is_complete && cause.empty()) try {
                truncated_ = ends_early(file_, input_, decoded);
            } catch (const io_error& e) {
                throw read_error(e.what());
            }
        if (cause.empty() && truncated_) {
            // For example, what follows the header is not audio.
            bool const nothing_decoded = decoded == 0 && (announced > 0 || file_.truncated) && !layout_;
            if (nothing_decoded || options_.truncation == truncation::error)
                cause = decoded < announced ? message("the file ends, but its header says ", announced)
                                            : "the file ends before the length in its header";
        }
        if (!cause.empty()) throw read_error("at sample frame ", position_, ": ", cause);
    }

    std::string name_;
    file_path path_;
    reader_options options_;
    sndfile_input input_;   // before file_, which reads from it
    sndfile_file file_;
    std::optional<pcm_layout> layout_;   // empty: libsndfile converts the samples
    file_info info_;
    std::size_t channels_;
    audio_format format_{};
    std::int64_t position_ = 0;
    std::int64_t skipped_ = 0;         // sample frames of the file before the selected part
    std::string failure_{};            // kept until the samples decoded before it are delivered
    std::vector<std::byte> bytes_{};   // buffer for PCM
    bool ended_ = false, truncated_ = false, position_lost_ = false;
    bool cut_off_ = false;   // the decoder has reached the end of a file that was cut off
};

}   // namespace symphonic::detail
#endif
