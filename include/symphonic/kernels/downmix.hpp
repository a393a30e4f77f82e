// SPDX-License-Identifier: MIT
// downmix: the mean of the channels of an interleaved signal.
#ifndef SYMPHONIC_KERNELS_DOWNMIX_HPP
#define SYMPHONIC_KERNELS_DOWNMIX_HPP

#include <symphonic/core/errors.hpp>
#include <symphonic/kernels/sample.hpp>
#include <symphonic/simd/detail/vector.hpp>

namespace symphonic {
namespace detail {

struct downmix_kernel {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr void run(T const* x, std::size_t n, std::size_t channels, T* out) noexcept {
        std::size_t i = 0;
        std::size_t const frames = n / channels;
        constexpr std::size_t step = width<Target, T>;
        if constexpr (step > 1)
            if (channels == 2)
                for (; i + step <= frames; i += step) {
                    vec<Target, T> first, second, left, right;
                    load(first, x + 2 * i);
                    load(second, x + 2 * i + step);
                    deinterleave<T>(left, right, first, second, std::make_index_sequence<step>{});
                    left = (left + right) / 2;
                    store(out + i, left);
                }
        auto const count = static_cast<T>(channels);
        for (T const* from = x + i * channels; i < frames; ++i) {
            T sum = *from++;
            for (std::size_t c = 1; c < channels; ++c) sum += *from++;
            out[i] = sum / count;
        }
    }

private:
    template <class T, class V, std::size_t... K>
    SYMPHONIC_KERNEL static constexpr void deinterleave(V& even, V& odd, const V& first, const V& second,
                                                        std::index_sequence<K...>) noexcept {
        even = __builtin_shufflevector(first, second, (2 * K)...);
        odd = __builtin_shufflevector(first, second, (2 * K + 1)...);
    }
};

}   // namespace detail

/// out[i] = (x[i C] + ... + x[i C + C - 1]) / C for C channels, added in that order in the type of the samples, float
/// or double. They must not overlap. Throws argument_error when there is no channel, or x is not C times as long as out.
/// One pass; no allocation.
template <sample_range X, writable_range Out>
    requires std::same_as<detail::sample_in<X>, detail::item_of<Out>>
[[gnu::always_inline]] constexpr void downmix(const X& x, std::size_t channels, Out&& out) {
    if (channels == 0 || detail::size_of(x) % channels != 0 || detail::size_of(x) / channels != detail::size_of(out))
        throw argument_error("downmix: ", detail::size_of(x), " samples of ", channels, " channels into ",
                             detail::size_of(out));
    detail::on_samples<detail::downmix_kernel>(x, channels, detail::first_of(out));
}

}   // namespace symphonic
#endif
