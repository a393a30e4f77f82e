// SPDX-License-Identifier: MIT
// convolve(taps): the signal through a filter of finite length, any contiguous range of float or double.
//   in        samples, one channel
//   out       samples, from position 0: the bits of sj::convolve. Formula and rounding: see spectral/convolve.hpp
//   tail      after the end of a signal that is not empty taps - 1 samples follow
//   latency   results come in blocks: of 256 samples up to 32 taps, else of N + 1 - taps, where N is the least power of
//             two from four times the taps on. The last block is shorter
//   lifetime  a block is lent until the next ++
//   errors    argument_error: no taps; format_error: more than one channel
//   cost      that of sj::convolve; all memory is made when the stage is applied. The taps are copied
#ifndef SYMPHONIC_VIEWS_CONVOLVE_HPP
#define SYMPHONIC_VIEWS_CONVOLVE_HPP

#include <vector>

#include <symphonic/core/detail/span_of.hpp>
#include <symphonic/core/stage.hpp>
#include <symphonic/spectral/convolve.hpp>

namespace symphonic {
namespace detail {

template <sample_stream Up>
class convolve_stream : public stream_facade<convolve_stream<Up>, domain::samples> {
    using T = sample_t<Up>;

public:
    convolve_stream(Up up, std::span<double const> taps) : up_(std::move(up)), filter_("convolve", taps) {
        require_one_channel(up_.format().channels, "convolve");
    }

    bool next() {
        position_ += static_cast<std::int64_t>(filter_.results().size());
        filter_.clear();
        if (ended_ && !start_anew()) return false;
        while (!ended_) {
            if (open_) at_ += filter_.push(part(up_.get().samples(), at_, up_.get().samples().size()));
            if (filter_.full()) return run();
            open_ = false;   // nothing is left of the block, also if none comes now
            if (up_.next()) begin_block();
            else if (!up_.ended()) return false;
            else finish();
        }
        zeros_ -= filter_.push_zeros(zeros_);
        return filter_.pending() > 0 && run();
    }
    [[nodiscard]] block<const T> get() const noexcept { return {filter_.results(), 1, position_}; }
    [[nodiscard]] bool ended() const { return ended_ && zeros_ == 0 && filter_.pending() == 0 && up_.ended(); }
    [[nodiscard]] audio_format format() const {
        auto format = up_.format();
        if (format.frames > 0) format.frames += static_cast<std::int64_t>(filter_.tail_size());
        format.channels = 1;
        format.max_block = filter_.block_size();
        format.size = format.hop = 0, format.start = 0;   // of chunks(n), if it stands before
        return format;
    }

private:
    bool run() {
        filter_.run();
        return true;
    }
    void begin_block() {
        require_one_channel(up_.get().channels(), "convolve");
        begun_ = begun_ || up_.get().frames() > 0;
        open_ = true;
        at_ = 0;
    }
    void finish() noexcept {
        ended_ = true;
        zeros_ = begun_ ? filter_.tail_size() : 0;
    }
    /// After the end there is more only of the tail, or if a borrowed source was sought.
    bool start_anew() noexcept {
        if (zeros_ > 0 || filter_.pending() > 0) return true;
        if (up_.ended()) return false;
        filter_.reset();
        position_ = 0;
        ended_ = begun_ = false;
        return true;
    }

    Up up_;
    convolver<T> filter_;
    std::size_t at_ = 0;      // the first sample of the upstream block that was not pushed
    std::size_t zeros_ = 0;   // still to be pushed, after the end
    std::int64_t position_ = 0;
    bool open_ = false, begun_ = false, ended_ = false;   // there is a block; there was a sample; there will be none
};

struct convolve_stage : stage {
    std::vector<double> taps;
    explicit convolve_stage(std::vector<double> h) : taps(std::move(h)) {
        if (taps.empty()) throw argument_error("convolve: 0 taps, expected 1 or more");
    }
    template <sample_stream S>
    [[nodiscard]] auto operator()(S&& samples) const {
        return convolve_stream<upstream_t<S>>(as_stream(std::forward<S>(samples)), taps);
    }
};

struct convolve_fn {
    template <sample_range H>
        requires std::floating_point<sample_in<H>>
    [[nodiscard]] auto operator()(const H& taps) const {
        auto const h = span_of(taps);
        return convolve_stage(std::vector<double>(h.begin(), h.end()));
    }
};

}   // namespace detail
namespace views {
inline constexpr detail::convolve_fn convolve{};
}
}   // namespace symphonic
#endif
