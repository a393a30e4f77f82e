// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_KERNELS_DOWNMIX_HPP
#define SYMPHONIC_KERNELS_DOWNMIX_HPP

#include <symphonic/core/errors.hpp>
#include <symphonic/kernels/detail/downmix_kernel.hpp>
#include <symphonic/kernels/sample.hpp>

namespace symphonic {

/// Writes the mean of the channels of an interleaved signal: out[i] = (x[i C] + ... + x[i C + C - 1]) / C for C
/// channels.
///
/// Samples are float or double and are added in that order in their own type, with the same bits on every instruction
/// set. x and out must not overlap.
/// - Throws argument_error if `channels` is 0 or x is not C times as long as out.
/// - Cost: one pass; does not allocate.
template <sample_range X, writable_range Out>
    requires std::same_as<detail::sample_in<X>, detail::item_of<Out>>
[[gnu::always_inline]] constexpr void downmix(const X& x, std::size_t channels, Out&& out) {
    if (channels == 0 || detail::size_of(x) % channels != 0 || detail::size_of(x) / channels != detail::size_of(out))
        throw argument_error("downmix: ", detail::size_of(x), " samples of ", channels, " channels into ",
                             detail::size_of(out),
                             " samples, expected whole sample frames, one for each output sample");
    detail::on_samples<detail::downmix_kernel>(x, channels, detail::data_of(out));
}

}   // namespace symphonic
#endif
