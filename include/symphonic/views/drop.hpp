// SPDX-License-Identifier: MIT
// drop(n), drop_time(seconds): what follows take(n), take_time(seconds).
//   in        as take
//   out       all but what take gives. Blocks keep their positions in the signal, frames their times: format().start moves on
//   tail      none
//   lifetime  as upstream
//   errors    as take
//   cost      what is dropped is computed and not looked at; a reader can begin later itself: read(path, {.first = n})
#ifndef SYMPHONIC_VIEWS_DROP_HPP
#define SYMPHONIC_VIEWS_DROP_HPP

#include <symphonic/views/detail/counting.hpp>

namespace symphonic {
namespace detail {

template <upstream Up>
class drop_stream : public stream_facade<drop_stream<Up>> {
public:
    drop_stream(Up up, std::size_t count) : up_(std::move(up)), count_(count), left_(count) {}

    bool next() {
        for (;;) {
            if (!up_.next()) return false;
            std::size_t there = 1;
            if constexpr (counts_sample_frames<Up>) there = up_.get().frames();
            skipped_ = std::min(left_, there);
            left_ -= skipped_;
            if (left_ == 0 && (skipped_ == 0 || skipped_ < there)) return true;
        }
    }
    [[nodiscard]] decltype(auto) get() const {
        if constexpr (counts_sample_frames<Up>) return part(up_.get(), skipped_, up_.get().frames());
        else return up_.get();
    }
    [[nodiscard]] bool ended() const { return up_.ended(); }
    [[nodiscard]] audio_format format() const {
        auto format = up_.format();
        if constexpr (counts_sample_frames<Up>) {
            if (format.frames >= 0) format.frames -= std::min(format.frames, counted(count_));
        } else if (format.hop != 0) {
            auto const end = end_of(format);
            format.start = std::min(format.start + hops(count_, format.hop), counted(most_samples));
            if (format.frames >= 0) end_at(format, end);
        }
        return format;
    }

private:
    Up up_;
    std::size_t count_, left_, skipped_ = 0;
};

struct drop_fn {
    [[nodiscard]] constexpr auto operator()(std::size_t count) const { return stage_of<drop_stream>(count); }
};
struct drop_time_fn {
    [[nodiscard]] constexpr auto operator()(double seconds) const {
        return time_stage<drop_stream>(seconds, "drop_time");
    }
};

}   // namespace detail
namespace views {
inline constexpr detail::drop_fn drop{};
inline constexpr detail::drop_time_fn drop_time{};
}
}   // namespace symphonic
#endif
