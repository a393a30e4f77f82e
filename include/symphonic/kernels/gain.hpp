// SPDX-License-Identifier: MIT
// gain, mix, fade: louder, together, in and out.
//
// Samples of float or double, in their own type, each product rounded before it is added: the bits are the same on
// every instruction set.
#ifndef SYMPHONIC_KERNELS_GAIN_HPP
#define SYMPHONIC_KERNELS_GAIN_HPP

#include <symphonic/core/errors.hpp>
#include <symphonic/kernels/sample.hpp>
#include <symphonic/simd/detail/dispatch.hpp>

namespace symphonic {
namespace detail {

struct gain_kernel {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr void run(T const* x, std::size_t n, T* out, T factor) noexcept {
        for_each_vector<Target, T>(n, [&](auto step, std::size_t i) SYMPHONIC_KERNEL {
            vector_t<T, step> value;
            load(value, x + i);
            value *= factor;
            store(out + i, value);
        });
    }
};

struct mix_kernel {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr void run(T const* x, std::size_t n, T* out, T factor) noexcept {
        for_each_vector<Target, T>(n, [&](auto step, std::size_t i) SYMPHONIC_KERNEL {
            vector_t<T, step> value, sum;
            load(value, x + i);
            load(sum, out + i);
            add_product(sum, value, vector_t<T, step>{} + factor);
            store(out + i, sum);
        });
    }
};

struct fade_kernel {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr void run(T* x, std::size_t n, std::size_t channels, double from,
                                               double to) noexcept {
        std::size_t const frames = n / channels;
        if (frames == 0) return;
        double const step = (to - from) / static_cast<double>(frames);
        for (std::size_t i = 0; i < frames; ++i) {
            double factor = from;
            add_product(factor, step, static_cast<double>(i));
            for (std::size_t c = 0; c < channels; ++c) *x++ *= static_cast<T>(factor);
        }
    }
};

}   // namespace detail

/// x[i] *= factor: 2 is 6.02 dB louder.
template <writable_range X> [[gnu::always_inline]] constexpr void gain(X&& x, double factor) noexcept {
    detail::on_samples<detail::gain_kernel>(x, detail::first_of(x), static_cast<detail::item_of<X>>(factor));
}

/// out[i] += factor * x[i]. Nothing is clipped. The ranges are the same or do not overlap. Throws argument_error when the lengths differ.
template <sample_range X, writable_range Out>
    requires std::same_as<detail::sample_in<X>, detail::item_of<Out>>
[[gnu::always_inline]] constexpr void mix(const X& x, Out&& out, double factor = 1) {
    if (detail::size_of(x) != detail::size_of(out))
        throw argument_error("mix: ", detail::size_of(x), " samples into ", detail::size_of(out));
    detail::on_samples<detail::mix_kernel>(x, detail::first_of(out), static_cast<detail::item_of<Out>>(factor));
}

/// Sample frame i of n gets the gain begin + (end - begin) i / n: a straight line that arrives at `end` with the frame
/// after the last, so that the next piece may start there (its points on the line are rounded anew). Throws
/// argument_error when there is no channel, or half a frame.
template <writable_range X>
[[gnu::always_inline]] constexpr void fade(X&& x, double begin, double end, std::size_t channels = 1) {
    if (channels == 0 || detail::size_of(x) % channels != 0)
        throw argument_error("fade: ", detail::size_of(x), " samples of ", channels, " channels");
    detail::on_best<detail::fade_kernel>(detail::first_of(x), detail::size_of(x), channels, begin, end);
}

}   // namespace symphonic
#endif
