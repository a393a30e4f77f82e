// SPDX-License-Identifier: MIT
// take(n), take_time(seconds): the beginning. It pulls n and no more (std::views::take pulls n + 1): a live source needs that.
//   in        any stream. take_time: one that knows its rate, of samples, or of frames and what was made of them
//   out       the same in the same domain. Of samples n sample frames, however long their blocks are; of chunks, frames and
//             all else n elements. take_time: the sample frames before that time, which is rounded to a whole one; the frames
//             whose middle (frame_time) lies before it
//   tail      none
//   lifetime  as upstream. A borrowed upstream goes on with element n + 1; of samples, with the next block
//   errors    argument_error: a time below 0 or NaN. format_error, when applied: take_time where the rate is unknown, or
//             what is neither samples nor framed
//   cost      none
#ifndef SYMPHONIC_VIEWS_TAKE_HPP
#define SYMPHONIC_VIEWS_TAKE_HPP

#include <symphonic/views/detail/counting.hpp>

namespace symphonic {
namespace detail {

template <upstream Up>
class take_stream : public stream_facade<take_stream<Up>> {
public:
    take_stream(Up up, std::size_t count) : up_(std::move(up)), count_(count), left_(count) {}

    bool next() {
        if (left_ == 0 || !up_.next()) return false;
        lent_ = 1;
        if constexpr (counts_sample_frames<Up>) lent_ = std::min(left_, up_.get().frames());
        left_ -= lent_;
        return true;
    }
    [[nodiscard]] decltype(auto) get() const {
        if constexpr (counts_sample_frames<Up>) return part(up_.get(), 0, lent_);
        else return up_.get();
    }
    [[nodiscard]] bool ended() const { return left_ == 0 || up_.ended(); }
    [[nodiscard]] audio_format format() const {
        auto format = up_.format();
        if constexpr (counts_sample_frames<Up>) {
            format.max_block = std::min(format.max_block, count_);
            format.frames = std::min(format.frames, counted(count_));
        } else if (format.hop != 0 && format.frames >= 0) {
            end_at(format, std::min(end_of(format), end_of_last(format)));
        }
        return format;
    }

private:
    [[nodiscard]] std::int64_t end_of_last(const audio_format& format) const noexcept {
        if (count_ == 0) return 0;
        return format.start + hops(count_ - 1, format.hop) + static_cast<std::int64_t>(format.size);
    }

    Up up_;
    std::size_t count_, left_, lent_ = 0;
};

struct take_fn {
    [[nodiscard]] constexpr auto operator()(std::size_t count) const { return stage_of<take_stream>(count); }
};
struct take_time_fn {
    [[nodiscard]] constexpr auto operator()(double seconds) const {
        return time_stage<take_stream>(seconds, "take_time");
    }
};

}   // namespace detail
namespace views {
inline constexpr detail::take_fn take{};
inline constexpr detail::take_time_fn take_time{};
}
}   // namespace symphonic
#endif
