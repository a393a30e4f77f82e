// SPDX-License-Identifier: MIT
// recording: an open audio file as a signal: what readers of float and of double have in common.
#ifndef SYMPHONIC_IO_DETAIL_DECODED_SIGNAL_HPP
#define SYMPHONIC_IO_DETAIL_DECODED_SIGNAL_HPP

#include <limits>

#include <symphonic/core/format.hpp>
#include <symphonic/io/detail/all_finite.hpp>
#include <symphonic/io/detail/sndfile_decoder.hpp>
#include <symphonic/io/reader_options.hpp>

namespace symphonic::detail {

/// All that happens once a file is cold: the compiler makes it small, and is done sooner.
class recording {
public:
    /// `name` is what it is, for messages, where there is no path. Throws argument_error before the source is opened.
    [[gnu::cold, gnu::noinline]] recording(std::string_view name, const file_path& path, const reader_options& options,
                                           handle<byte_source> source)
        : path_(path), name_(path.empty() ? name : std::string_view{path_.text()}), options_(options),
          decoder_(opened(std::move(source))), info_(decoder_->info()) {
        format_.sample_rate = decoder_->sample_rate();
        format_.channels = decoder_->channels();
        format_.frames = decoder_->frames();
        if (options_.first > 0 || options_.count >= 0) cut();
        format_.max_block = options_.chunk_frames;
        if (format_.frames >= 0 && static_cast<std::uint64_t>(format_.frames) < options_.chunk_frames)
            format_.max_block = static_cast<std::size_t>(format_.frames);
    }

    [[nodiscard]] bool ended() const noexcept { return ended_; }
    [[nodiscard]] bool truncated() const noexcept { return truncated_; }
    [[nodiscard]] const audio_format& format() const noexcept { return format_; }
    [[nodiscard]] const file_info& info() const noexcept { return info_; }
    [[nodiscard]] const std::string& path() const noexcept { return path_.text(); }
    /// Of the sample frame that comes next.
    [[nodiscard]] std::int64_t position() const noexcept { return position_; }

    [[gnu::cold]] void seek(std::int64_t frame) {
        constexpr auto most = std::numeric_limits<std::int64_t>::max();
        auto const last = format_.frames >= 0 ? format_.frames : most - options_.first;
        if (frame < 0 || frame > last) throw argument_error("seek: sample frame ", frame, ", expected 0 to ", last);
        named(joined({"cannot seek to sample frame ", frame, ": "}).c_str(),
              [&] { decoder_->seek(options_.first + frame); });
        position_ = frame;
        failure_.clear();
        ended_ = truncated_ = false;
    }

    /// Whole sample frames into `out`, and how many. 0 at the end, which it notes.
    template <std::floating_point T> [[nodiscard]] std::size_t pull(std::span<T> out) {
        auto const width = static_cast<std::size_t>(format_.channels);
        auto wanted = out.size() / width;
        bool const asked = wanted > 0 || format_.frames == 0;
        if (format_.frames >= 0) wanted = std::min(wanted, static_cast<std::size_t>(format_.frames - position_));
        if (wanted > 0 && failure_.empty()) {
            out = out.first(wanted * width);
            auto got = decoder_->read(out);
            if (!decoder_->failure().empty()) failure_ = decoder_->failure();
            if (options_.nonfinite != nonfinite::keep) got = examine(out.first(got * width));
            position_ += static_cast<std::int64_t>(got);
            if (got > 0) return got;
        }
        if (asked) finish();
        return 0;
    }

private:
    [[nodiscard, gnu::cold]] handle<decoder> opened(handle<byte_source> source) const {
        auto const& o = options_;
        if (o.chunk_frames == 0) throw argument_error("reader: chunk_frames is 0, expected 1 or more");
        if (o.first < 0) throw argument_error("reader: first is ", o.first, ", expected 0 or more");
        if (o.count < -1) throw argument_error("reader: count is ", o.count, ", expected 0 or more, or -1");
        handle<decoder> made;
        named("", [&] { made = handle<decoder>(new decoder(std::move(source), path_, o.spool_bytes, o.raw)); });
        return made;
    }

    /// Calls f, and tells in the message of its io_error which file it was and what was tried.
    void named(char const* tried, auto&& f) const {
        try {
            f();
        } catch (const io_error& e) {
            fail({"cannot read ", name_, ": ", tried, e.what()});
        }
    }

    /// Leaves of the file what the options ask for.
    [[gnu::cold]] void cut() {
        auto const there = format_.frames;
        if (there >= 0 && options_.first > there)
            throw argument_error("reader: first is ", options_.first, ", expected 0 to ", there, ", the length of ",
                                 name_.c_str());
        if (there >= 0) format_.frames = there - options_.first;
        if (options_.count >= 0) format_.frames = there < 0 ? options_.count : std::min(options_.count, format_.frames);
        if (options_.first == 0) return;
        named("first: ", [&] {
            if (decoder_->seekable()) decoder_->seek(skipped_ = options_.first);
            else skipped_ = decoder_->skip(options_.first);   // fewer if it ends before; so there will be no block
        });
    }

    /// Deals with NaN and infinity; how many sample frames may come out.
    template <std::floating_point T> [[nodiscard]] std::size_t examine(std::span<T> samples) {
        auto const width = static_cast<std::size_t>(format_.channels);
        if (!all_finite(std::span<const T>{samples}))
            for (std::size_t i = 0; i < samples.size(); ++i) {
                if (samples[i] - samples[i] == 0) continue;
                if (options_.nonfinite == nonfinite::error) {
                    char const* const what = samples[i] != samples[i] ? "nan" : "inf";
                    failure_ = joined({"channel ", i % width, " is ", __builtin_signbit(samples[i]) ? "-" : "", what});
                    return i / width;
                }
                samples[i] = 0;
            }
        return samples.size() / width;
    }

    [[gnu::cold]] void finish() {
        ended_ = true;
        bool const part = options_.count >= 0 && position_ == options_.count;   // what follows is not looked at
        auto cause = std::exchange(failure_, {});
        auto const decoded = skipped_ + position_, claimed = decoder_->claimed_frames();
        truncated_ = !part && decoded < claimed;
        if (!part && cause.empty()) named("", [&] { truncated_ = decoder_->cut_short(decoded); });
        if (cause.empty() && truncated_) {
            bool const nothing = decoded == 0 && claimed > 0 && !decoder_->plain();   // noise behind a header, say
            if (nothing || options_.truncation == truncation::error)
                cause = decoded < claimed ? joined({"it ends, and its header claims ", claimed})
                                          : "it ends before its header says";
        }
        if (!cause.empty()) fail({"cannot read ", name_, ": at sample frame ", position_, ": ", cause});
    }

    file_path path_;
    std::string name_;
    reader_options options_;
    handle<decoder> decoder_;
    file_info info_;
    audio_format format_{};
    std::int64_t position_ = 0;   // in the signal
    std::int64_t skipped_ = 0;    // sample frames of the file before all of it
    std::string failure_{};       // kept until what was decoded before it has come out
    bool ended_ = false, truncated_ = false;
};

}   // namespace symphonic::detail
#endif
