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

#include <symphonic/views/detail/one_channel.hpp>

namespace symphonic {
namespace detail {

struct channel_of_several {
    int channel;

    void require(int channels) const {
        if (channel >= channels)
            throw format_error("channel: channel ", channel, " of a stream of ", channels, " channels, expected 0 to ",
                               channels - 1);
    }
    template <class T> void operator()(block<const T> in, std::span<T> out) const noexcept {
        auto const channels = static_cast<std::size_t>(in.channels());
        auto at = static_cast<std::size_t>(channel);
        for (T& sample : out) {
            sample = in.samples()[at];
            at += channels;
        }
    }
};

struct channel_stage : stage {
    int channel;
    constexpr explicit channel_stage(int c) : channel(c) {
        if (c < 0) throw argument_error("channel: ", c, ", expected 0 or more");
    }
    template <sample_stream S>
    [[nodiscard]] constexpr auto operator()(S&& samples) const {
        return one_channel_stream<upstream_t<S>, channel_of_several>(as_stream(std::forward<S>(samples)), {channel});
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
