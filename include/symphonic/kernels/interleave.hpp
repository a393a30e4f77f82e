// SPDX-License-Identifier: MIT
// interleave, deinterleave: from a range for each channel to sample frames, and back.
#ifndef SYMPHONIC_KERNELS_INTERLEAVE_HPP
#define SYMPHONIC_KERNELS_INTERLEAVE_HPP

#include <symphonic/core/errors.hpp>
#include <symphonic/kernels/sample.hpp>
#include <symphonic/simd/detail/dispatch.hpp>

namespace symphonic {
namespace detail {

/// to[i * to_step] = from[i * from_step]
struct copy_kernel {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr void run(T const* from, std::size_t n, std::size_t from_step, T* to,
                                               std::size_t to_step) noexcept {
        for (std::size_t i = 0; i < n; ++i) to[i * to_step] = from[i * from_step];
    }
};

template <class Channels> using channel_in = std::remove_reference_t<decltype(*std::begin(std::declval<Channels&>()))>;

/// How many channels there are, each of them with its share of the samples.
[[gnu::always_inline]] constexpr std::size_t count_channels(char const* who, auto& channels, std::size_t samples) {
    std::size_t count = 0;
    for ([[maybe_unused]] auto&& channel : channels) ++count;
    for (auto&& channel : channels)
        if (size_of(channel) * count != samples)
            throw argument_error(who, ": a channel of ", size_of(channel), ", ", count, " channels, ", samples,
                                 " samples in all");
    if (count == 0 && samples != 0) throw argument_error(who, ": no channel for ", samples, " samples");
    return count;
}

}   // namespace detail

/// out[i C + c] = channels[c][i]; channels is a range of C contiguous ranges of the element type of out: two vectors,
/// say. Throws argument_error when the lengths differ. One pass a channel; no allocation.
template <class Channels, class Out>
    requires std::same_as<std::remove_const_t<detail::item_of<detail::channel_in<Channels>>>, detail::item_of<Out>>
[[gnu::always_inline]] constexpr void interleave(Channels&& channels, Out&& out) {
    auto const count = detail::count_channels("interleave", channels, detail::size_of(out));
    std::size_t c = 0;
    if (detail::size_of(out) > 0)
        for (auto&& channel : channels)
            detail::on_samples<detail::copy_kernel>(channel, std::size_t{1}, detail::first_of(out) + c++, count);
}

/// channels[c][i] = x[i C + c]: the way back.
template <class X, class Channels>
    requires std::same_as<detail::item_of<detail::channel_in<Channels>>, detail::sample_in<X>>
[[gnu::always_inline]] constexpr void deinterleave(const X& x, Channels&& channels) {
    auto const count = detail::count_channels("deinterleave", channels, detail::size_of(x));
    std::size_t c = 0;
    if (detail::size_of(x) > 0)
        for (auto&& channel : channels)
            detail::on_best<detail::copy_kernel>(detail::first_of(x) + c++, detail::size_of(channel), count,
                                                 detail::first_of(channel), std::size_t{1});
}

}   // namespace symphonic
#endif
