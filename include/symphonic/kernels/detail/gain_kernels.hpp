// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_KERNELS_DETAIL_GAIN_KERNELS_HPP
#define SYMPHONIC_KERNELS_DETAIL_GAIN_KERNELS_HPP

#include <symphonic/simd/detail/vector.hpp>

namespace symphonic::detail {

/// out[i] = factor * x[i]
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

/// out[i] += factor * x[i]
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

/// Multiplies the sample frames of x by factors on a straight line.
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

}   // namespace symphonic::detail
#endif
