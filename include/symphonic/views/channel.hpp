// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_CHANNEL_HPP
#define SYMPHONIC_VIEWS_CHANNEL_HPP

#include <symphonic/views/detail/one_channel.hpp>

namespace symphonic {
namespace detail {

/// Copies one channel of an interleaved block.
struct channel_copy {
    int channel;

    void require(int channels) const {
        if (channel >= channels)
            throw format_error("channel: channel ", channel, " of a stream of ", channels, " channels, expected 0 to ",
                               channels - 1);
    }
    template <class T> void operator()(block<const T> in, std::span<T> out) const noexcept {
        auto const channels = static_cast<std::size_t>(in.channels());
        auto i = static_cast<std::size_t>(channel);
        for (T& sample : out) {
            sample = in.samples()[i];
            i += channels;
        }
    }
};

struct channel_stage : stage {
    int channel;
    constexpr explicit channel_stage(int c) : channel(c) {
        if (c < 0) throw argument_error("channel: channel ", c, ", expected 0 or more");
    }
    template <sample_stream S>
    [[nodiscard]] constexpr auto operator()(S&& samples) const {
        return one_channel_stream<upstream_t<S>, channel_copy>(as_stream(std::forward<S>(samples)), {channel});
    }
};

struct channel_fn : stage_factory {
    [[nodiscard]] constexpr auto operator()(int channel) const { return channel_stage(channel); }
};

}   // namespace detail
namespace views {

/// channel(c): selects one channel, counted from 0.
/// - Input: samples with more than c channels.
/// - Output: samples of one channel, one block for each block.
/// - Tail: none.
/// - Lifetime: a block is valid until the following next(). Blocks that have one channel already are passed on, not
///   copied.
/// - Errors: argument_error if c is below 0. format_error if the stream has no channel c: when the stage is applied,
///   or, if the format is unknown, with the first block.
/// - Cost: one copy per sample of the channel; one buffer of format().max_block, allocated when the stage is applied.
inline constexpr detail::channel_fn channel{};

}   // namespace views
}   // namespace symphonic
#endif
