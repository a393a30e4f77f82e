// SPDX-License-Identifier: MIT
// Passes between interleaved complex numbers and two arrays of real and imaginary parts.
#ifndef SYMPHONIC_FFT_DETAIL_LAYOUT_PASS_HPP
#define SYMPHONIC_FFT_DETAIL_LAYOUT_PASS_HPP

#include <symphonic/fft/detail/pass.hpp>
#include <symphonic/simd/detail/complex.hpp>

namespace symphonic::detail {

/// Interleaved points into two arrays. Each number is multiplied by that of the window, unless it is null.
struct deinterleave_pass {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr void run(std::size_t points, T const* in, T const* window, T* re,
                                               T* im) noexcept {
        using V = vec<Target, T>;
        constexpr auto step = width<Target, T>;
        for (std::size_t i = 0; i < points; i += step) {
            if (i + step > points) i = points - step;
            complex_lanes<V> x, w;
            load_complex<T, step>(x, in + 2 * i);
            if (window != nullptr) {
                load_complex<T, step>(w, window + 2 * i);
                x.re *= w.re;
                x.im *= w.im;
            }
            store(re + i, x.re);
            store(im + i, x.im);
        }
    }
};

/// Two arrays into interleaved points. Reversed: output i is input (points - i) % points, which turns a forward
/// transform into an inverse one.
template <bool Reversed> struct interleave_pass {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr void run(std::size_t points, T const* re, T const* im, T* out) noexcept {
        using V = vec<Target, T>;
        constexpr auto step = width<Target, T>;
        if constexpr (Reversed) {
            out[0] = re[0];
            out[1] = im[0];
        }
        auto const n = points - Reversed;
        for (std::size_t i = 0; i < n; i += step) {
            if (i + step > n) i = n - step;
            complex_lanes<V> x;
            auto const begin = Reversed ? points - i - step : i;
            load(x.re, re + begin);
            load(x.im, im + begin);
            if constexpr (Reversed) {
                reverse<T, step>(x.re);
                reverse<T, step>(x.im);
            }
            store_complex<T, step>(out + 2 * (i + Reversed), x);
        }
    }
};

/// Two arrays into interleaved points, each multiplied by a factor (real parts, then imaginary parts), then conjugated
/// if `conjugate`.
struct multiply_pass {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr void run(std::size_t points, T const* factors, bool conjugate, T const* re,
                                               T const* im, T* out) noexcept {
        using V = vec<Target, T>;
        constexpr auto step = width<Target, T>;
        T const sign = conjugate ? T{-1} : T{1};
        for (std::size_t i = 0; i < points; i += step) {
            if (i + step > points) i = points - step;
            complex_lanes<V> x, factor;
            load(x.re, re + i);
            load(x.im, im + i);
            load(factor.re, factors + i);
            load(factor.im, factors + points + i);
            complex_multiply(x, factor.re, factor.im);
            x.im *= sign;
            store_complex<T, step>(out + 2 * i, x);
        }
    }
};

}   // namespace symphonic::detail
#endif
