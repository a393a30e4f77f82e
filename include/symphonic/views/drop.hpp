// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_DROP_HPP
#define SYMPHONIC_VIEWS_DROP_HPP

#include <symphonic/core/stage_of.hpp>
#include <symphonic/views/detail/counting.hpp>

namespace symphonic {
namespace detail {

template <upstream Up>
class drop_stream : public stage_facade<drop_stream<Up>, Up> {
public:
    drop_stream(Up up, std::size_t count)
        : stage_facade<drop_stream, Up>(std::move(up)), count_(count), remaining_(count) {}

    bool next() {
        auto& up = this->upstream();
        if (std::exchange(saw_end_, false) && !up.ended()) remaining_ = count_;   // a borrowed source was sought
        for (;;) {
            if (!up.next()) {
                saw_end_ = up.ended();
                return false;
            }
            std::size_t size = 1;
            if constexpr (counts_sample_frames<Up>) size = up.get().frames();
            dropped_ = std::min(remaining_, size);
            remaining_ -= dropped_;
            if (remaining_ == 0 && (dropped_ == 0 || dropped_ < size)) return true;
        }
    }
    [[nodiscard]] decltype(auto) get() const {
        if constexpr (counts_sample_frames<Up>) {
            auto const block = this->upstream().get();
            return part(block, dropped_, block.frames());
        } else {
            return this->upstream().get();
        }
    }
    [[nodiscard]] audio_format format() const {
        auto format = this->upstream().format();
        if constexpr (counts_sample_frames<Up>) {
            if (format.frames >= 0) format.frames -= std::min(format.frames, clamped(count_));
        } else if (format.hop != 0) {
            auto const end = end_position(format);
            format.start = std::min(format.start + samples_in_hops(count_, format.hop), max_position);
            if (format.frames >= 0) set_end(format, end);
        } else {
            format.frames = -1;   // how many sample frames the elements cover is unknown
        }
        return format;
    }

private:
    std::size_t count_, remaining_;
    std::size_t dropped_ = 0;   // sample frames of the current block
    bool saw_end_ = false;      // the upstream had ended at the last next()
};

struct drop_fn : stage_factory {
    [[nodiscard]] constexpr auto operator()(std::size_t count) const { return stage_of<drop_stream>(count); }
};
struct drop_time_fn : stage_factory {
    [[nodiscard]] constexpr auto operator()(double seconds) const {
        return time_stage<drop_stream>(seconds, "drop_time");
    }
};

}   // namespace detail
namespace views {

/// drop(n): passes everything after the first n sample frames of blocks, or after the first n elements of any other
/// stream: the elements that take(n) does not pass. To skip the beginning of a file without decoding it, use
/// read(path, {.first = n}).
/// - Input: any stream.
/// - Output: the same elements in the same domain. Blocks keep their positions in the signal and frames their times:
///   format().start moves on.
/// - Tail: none.
/// - Lifetime: as the upstream's elements. If a borrowed reader is sought after its end, n more are dropped.
/// - Errors: none.
/// - Cost: the upstream computes the dropped elements.
inline constexpr detail::drop_fn drop{};

/// drop_time(seconds): passes the elements that take_time(seconds) does not pass.
/// - Input: as take_time.
/// - Output: as drop.
/// - Tail: none.
/// - Lifetime: as drop.
/// - Errors: as take_time.
/// - Cost: as drop.
inline constexpr detail::drop_time_fn drop_time{};

}   // namespace views
}   // namespace symphonic
#endif
