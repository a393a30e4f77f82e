// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_KERNELS_DETAIL_DOWNMIX_KERNEL_HPP
#define SYMPHONIC_KERNELS_DETAIL_DOWNMIX_KERNEL_HPP

#include <symphonic/simd/detail/shuffle.hpp>

namespace symphonic::detail {

/// Writes the mean of each sample frame of n interleaved samples.
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
                    shuffle<alternate_elements<false>, T, step>(left, first, second);
                    shuffle<alternate_elements<true>, T, step>(right, first, second);
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
};

}   // namespace symphonic::detail
#endif
