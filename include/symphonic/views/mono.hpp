// SPDX-License-Identifier: MIT
// mono: the mean of the channels.
//   in        samples, any number of channels
//   out       samples, one channel; block for block
//   tail      none
//   lifetime  a block is lent until the next ++; what has one channel already is passed on where it lies
//   errors    none
//   cost      one addition a sample; one buffer of format().max_block, made when the stage is applied
#ifndef SYMPHONIC_VIEWS_MONO_HPP
#define SYMPHONIC_VIEWS_MONO_HPP

#include <symphonic/kernels/downmix.hpp>
#include <symphonic/views/detail/one_channel.hpp>

namespace symphonic {
namespace detail {

struct mean_of_channels {
    static void require(int) noexcept {}
    template <class T> void operator()(block<const T> in, std::span<T> out) const noexcept {
        downmix(in.samples(), static_cast<std::size_t>(in.channels()), out);
    }
};

struct mono_fn : stage {
    template <sample_stream S>
    [[nodiscard]] constexpr auto operator()(S&& samples) const {
        return one_channel_stream<upstream_t<S>, mean_of_channels>(as_stream(std::forward<S>(samples)), {});
    }
};

}   // namespace detail
namespace views {
inline constexpr detail::mono_fn mono{};
}
}   // namespace symphonic
#endif
