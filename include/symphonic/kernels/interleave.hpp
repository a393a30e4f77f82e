// SPDX-License-Identifier: MIT
// interleave and deinterleave: from one range per channel to interleaved samples, and back.
#ifndef SYMPHONIC_KERNELS_INTERLEAVE_HPP
#define SYMPHONIC_KERNELS_INTERLEAVE_HPP

#include <symphonic/core/errors.hpp>
#include <symphonic/kernels/detail/strided_copy_kernel.hpp>
#include <symphonic/kernels/sample.hpp>

namespace symphonic {
namespace detail {

template <class Channels> using channel_in = std::remove_reference_t<decltype(*std::begin(std::declval<Channels&>()))>;

/// Returns the number of channels. Throws argument_error unless each has an equal share of the interleaved samples.
[[gnu::always_inline]] constexpr std::size_t count_channels(char const* function, auto& channels, std::size_t samples) {
    std::size_t count = 0;
    for ([[maybe_unused]] auto&& channel : channels) ++count;
    for (auto&& channel : channels)
        if (size_of(channel) * count != samples)
            throw argument_error(function, ": ", count, " channels, one of them with ", size_of(channel),
                                 " samples, and ", samples,
                                 " interleaved samples, expected an equal share for each channel");
    if (count == 0 && samples != 0)
        throw argument_error(function, ": 0 channels and ", samples,
                             " interleaved samples, expected at least 1 channel");
    return count;
}

}   // namespace detail

/// Interleaves channels: out[i C + c] = channels[c][i] for C channels.
///
/// `channels` is a range of contiguous ranges, such as two vectors, with the element type of `out`.
/// - Throws argument_error if a channel does not have size(out) / C samples.
/// - Cost: one pass for each channel; does not allocate.
template <class Channels, class Out>
    requires std::same_as<std::remove_const_t<detail::item_of<detail::channel_in<Channels>>>, detail::item_of<Out>>
[[gnu::always_inline]] constexpr void interleave(Channels&& channels, Out&& out) {
    auto const count = detail::count_channels("interleave", channels, detail::size_of(out));
    std::size_t c = 0;
    if (detail::size_of(out) > 0)
        for (auto&& channel : channels)
            detail::on_samples<detail::strided_copy_kernel>(channel, std::size_t{1}, detail::data_of(out) + c++, count);
}

/// Separates the channels of an interleaved signal: channels[c][i] = x[i C + c] for C channels.
///
/// `channels` is a range of contiguous ranges, such as two vectors, with the element type of x.
/// - Throws argument_error if a channel does not have size(x) / C samples.
/// - Cost: one pass for each channel; does not allocate.
template <class X, class Channels>
    requires std::same_as<detail::item_of<detail::channel_in<Channels>>, detail::sample_in<X>>
[[gnu::always_inline]] constexpr void deinterleave(const X& x, Channels&& channels) {
    auto const count = detail::count_channels("deinterleave", channels, detail::size_of(x));
    std::size_t c = 0;
    if (detail::size_of(x) > 0)
        for (auto&& channel : channels)
            detail::on_active<detail::strided_copy_kernel>(detail::data_of(x) + c++, detail::size_of(channel), count,
                                                           detail::data_of(channel), std::size_t{1});
}

}   // namespace symphonic
#endif
