// SPDX-License-Identifier: MIT
// Functions that change the gain of signals: gain, mix, fade.
#ifndef SYMPHONIC_KERNELS_GAIN_HPP
#define SYMPHONIC_KERNELS_GAIN_HPP

#include <symphonic/core/errors.hpp>
#include <symphonic/kernels/detail/gain_kernels.hpp>
#include <symphonic/kernels/detail/require_equal_sizes.hpp>
#include <symphonic/kernels/sample.hpp>

namespace symphonic {

/// Multiplies a signal in place: x[i] *= factor. A factor of 2 is a gain of 6.02 dB. Samples are float or double; the
/// factor is rounded to their type.
/// - Cost: one pass; does not allocate.
template <writable_range X> [[gnu::always_inline]] constexpr void gain(X&& x, double factor) noexcept {
    detail::on_samples<detail::gain_kernel>(x, detail::data_of(x), static_cast<detail::item_of<X>>(factor));
}

/// Adds a signal to another: out[i] += factor * x[i], without clipping.
///
/// Samples are float or double. Each product is rounded to their type before it is added, so the bits are the same on
/// every instruction set. x and out are the same range or do not overlap.
/// - Throws argument_error if the sizes differ.
/// - Cost: one pass; does not allocate.
template <sample_range X, writable_range Out>
    requires std::same_as<detail::sample_in<X>, detail::item_of<Out>>
[[gnu::always_inline]] constexpr void mix(const X& x, Out&& out, double factor = 1) {
    detail::require_equal_sizes("mix", x, out);
    detail::on_samples<detail::mix_kernel>(x, detail::data_of(out), static_cast<detail::item_of<Out>>(factor));
}

/// Multiplies an interleaved signal in place by gains on a straight line: sample frame i of n by
/// begin + (end - begin) * i / n.
///
/// The frame after the last would get `end`, so a fade of the next piece may begin there; its gains are rounded
/// separately.
/// - Throws argument_error if `channels` is 0 or the last sample frame is incomplete.
/// - Cost: one pass; does not allocate.
template <writable_range X>
[[gnu::always_inline]] constexpr void fade(X&& x, double begin, double end, std::size_t channels = 1) {
    if (channels == 0 || detail::size_of(x) % channels != 0)
        throw argument_error("fade: ", detail::size_of(x), " samples of ", channels,
                             " channels, expected whole sample frames");
    detail::on_active<detail::fade_kernel>(detail::data_of(x), detail::size_of(x), channels, begin, end);
}

}   // namespace symphonic
#endif
