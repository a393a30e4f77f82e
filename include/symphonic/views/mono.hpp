// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_MONO_HPP
#define SYMPHONIC_VIEWS_MONO_HPP

#include <symphonic/kernels/downmix.hpp>
#include <symphonic/views/detail/one_channel.hpp>

namespace symphonic {
namespace detail {

struct channel_mean {
    static void require(int) noexcept {}
    template <class T> void operator()(block<const T> in, std::span<T> out) const noexcept {
        downmix(in.samples(), static_cast<std::size_t>(in.channels()), out);
    }
};

struct mono_fn : stage {
    template <sample_stream S>
    [[nodiscard]] constexpr auto operator()(S&& samples) const {
        return one_channel_stream<upstream_t<S>, channel_mean>(as_stream(std::forward<S>(samples)), {});
    }
};

}   // namespace detail
namespace views {

/// Computes the mean of the channels of each sample frame.
/// - Input: samples, any number of channels.
/// - Output: samples of one channel, one block for each block.
/// - Tail: none.
/// - Lifetime: a block is valid until the following next(). Blocks that have one channel already are passed on, not
///   copied.
/// - Errors: none.
/// - Cost: one addition per sample; one buffer of format().max_block, allocated when the stage is applied.
inline constexpr detail::mono_fn mono{};

}   // namespace views
}   // namespace symphonic
#endif
