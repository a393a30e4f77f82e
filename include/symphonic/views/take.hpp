// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_TAKE_HPP
#define SYMPHONIC_VIEWS_TAKE_HPP

#include <symphonic/core/stage_of.hpp>
#include <symphonic/views/detail/counting.hpp>

namespace symphonic {
namespace detail {

/// Not a stage_facade: it ends with its count, too, whether or not the upstream has ended.
template <upstream Up>
class take_stream : public buffering_stage_facade<take_stream<Up>, Up> {
public:
    take_stream(Up up, std::size_t count)
        : buffering_stage_facade<take_stream, Up>(std::move(up)), count_(count), remaining_(count) {}

    bool next() {
        auto& up = this->upstream();
        if (std::exchange(saw_end_, false) && !up.ended()) remaining_ = count_;   // a borrowed source was sought
        if (remaining_ == 0) return false;
        if (!up.next()) {
            saw_end_ = up.ended();
            return false;
        }
        taken_ = 1;
        if constexpr (counts_sample_frames<Up>) taken_ = std::min(remaining_, up.get().frames());
        remaining_ -= taken_;
        return true;
    }
    [[nodiscard]] decltype(auto) get() const {
        if constexpr (counts_sample_frames<Up>) return part(this->upstream().get(), 0, taken_);
        else return this->upstream().get();
    }
    [[nodiscard]] bool ended() const { return remaining_ == 0 || this->upstream().ended(); }
    [[nodiscard]] audio_format format() const {
        auto format = this->upstream().format();
        if constexpr (counts_sample_frames<Up>) {
            format.max_block = std::min(format.max_block, count_);
            format.frames = std::min(format.frames, clamped(count_));
        } else if (format.hop != 0 && format.frames >= 0) {
            set_end(format, std::min(end_position(format), end_of_last_frame(format)));
        } else {
            format.frames = -1;   // how many sample frames the elements cover is unknown
        }
        return format;
    }

private:
    [[nodiscard]] std::int64_t end_of_last_frame(const audio_format& format) const noexcept {
        if (count_ == 0) return 0;
        return format.start + samples_in_hops(count_ - 1, format.hop) + static_cast<std::int64_t>(format.size);
    }

    std::size_t count_, remaining_;
    std::size_t taken_ = 0;   // sample frames of the current block
    bool saw_end_ = false;    // the upstream had ended at the last next()
};

struct take_fn : stage_factory {
    [[nodiscard]] constexpr auto operator()(std::size_t count) const { return stage_of<take_stream>(count); }
};
struct take_time_fn : stage_factory {
    [[nodiscard]] constexpr auto operator()(double seconds) const {
        return time_stage<take_stream>(seconds, "take_time");
    }
};

}   // namespace detail
namespace views {

/// take(n): passes the first n sample frames of blocks, however long the blocks are, or the first n elements of any
/// other stream. Pulls no further than that, as a live source requires (std::views::take pulls n + 1 elements).
/// - Input: any stream.
/// - Output: the same elements in the same domain; the last block of samples is shortened.
/// - Tail: none.
/// - Lifetime: as the upstream's elements. A borrowed upstream goes on with the following element; of samples, with the
///   following block. Once n have passed, the stream has ended for good, even if a borrowed reader is sought; if the reader
///   ended before, n more may follow after a seek.
/// - Errors: none.
/// - Cost: none.
inline constexpr detail::take_fn take{};

/// take_time(seconds): passes the sample frames before a time, or the chunks and frames whose middle (frame_time) lies
/// before it. The time is rounded to a whole sample frame.
/// - Input: samples, or chunks, frames and their results, of a known sample rate.
/// - Output: as take.
/// - Tail: none.
/// - Lifetime: as take.
/// - Errors: argument_error if the time is below 0 or NaN. format_error, when the stage is applied, if the sample rate
///   is unknown or the stream consists neither of samples nor of frames.
/// - Cost: none.
inline constexpr detail::take_time_fn take_time{};

}   // namespace views
}   // namespace symphonic
#endif
