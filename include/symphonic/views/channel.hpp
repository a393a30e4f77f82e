// SPDX-License-Identifier: MIT
// channel(c): one channel of several, counted from 0.
//   in        samples, more than c channels
//   out       samples, one channel; block for block
//   tail      none
//   lifetime  a block is lent until the next ++; what has one channel already is passed on where it lies
//   errors    format_error: there is no channel c; where the format is unknown, when the first block comes.
//             argument_error: c is below 0
//   cost      one copy a sample of that channel; one buffer of format().max_block, made when the stage is applied
#ifndef SYMPHONIC_VIEWS_CHANNEL_HPP
#define SYMPHONIC_VIEWS_CHANNEL_HPP

#include <vector>

#include <symphonic/core/stage.hpp>

namespace symphonic {
namespace detail {

template <sample_stream Up>
class channel_stream : public stream_facade<channel_stream<Up>> {
    using T = sample_t<Up>;

public:
    channel_stream(Up up, int channel) : up_(std::move(up)), channel_(channel) {
        auto const format = up_.format();
        if (format.channels != 0) require(format.channels);
        if (format.channels != 1) samples_.reserve(format.max_block);
    }
    bool next() {
        if (!up_.next()) return false;
        auto const in = up_.get();
        require(in.channels());
        if (in.channels() == 1) return true;
        samples_.resize(in.frames());
        auto const* from = in.samples().data() + channel_;
        for (T& sample : samples_) {
            sample = *from;
            from += in.channels();
        }
        return true;
    }
    [[nodiscard]] block<const T> get() const {
        auto const in = up_.get();
        return in.channels() == 1 ? in : block<const T>{samples_, 1, in.position()};
    }
    [[nodiscard]] bool ended() const { return up_.ended(); }
    [[nodiscard]] audio_format format() const {
        auto format = up_.format();
        format.channels = 1;
        return format;
    }

private:
    void require(int channels) const {
        if (channel_ >= channels)
            throw format_error("channel: channel ", channel_, " of a stream of ", channels, " channels, expected 0 to ",
                               channels - 1);
    }

    Up up_;
    int channel_;
    std::vector<T> samples_;
};

struct channel_stage : stage {
    int channel;
    constexpr explicit channel_stage(int c) : channel(c) {
        if (c < 0) throw argument_error("channel: ", c, ", expected 0 or more");
    }
    template <sample_stream S>
    [[nodiscard]] constexpr auto operator()(S&& samples) const {
        return channel_stream<upstream_t<S>>(adopt(std::forward<S>(samples)), channel);
    }
};

struct channel_fn {
    [[nodiscard]] constexpr auto operator()(int channel) const { return channel_stage(channel); }
};

}   // namespace detail
namespace views {
inline constexpr detail::channel_fn channel{};
}
}   // namespace symphonic
#endif
