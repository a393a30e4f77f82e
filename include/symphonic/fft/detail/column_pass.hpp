// SPDX-License-Identifier: MIT
// One radix of Stockham's self-sorting transform, decimation in frequency (P. N. Swarztrauber, "FFT algorithms for
// vector computers", Parallel Computing 1, 1984). With stride s, radix R and m groups:
//     X[q + s (R p + j)] = w^(p j) sum over k of x[q + s (p + m k)] exp(-2 pi j k j / R)
#ifndef SYMPHONIC_FFT_DETAIL_COLUMN_PASS_HPP
#define SYMPHONIC_FFT_DETAIL_COLUMN_PASS_HPP

#include <symphonic/fft/detail/butterfly.hpp>
#include <symphonic/fft/detail/pass.hpp>

namespace symphonic::detail {

/// A pass of radix R = 2, 3, 4, 5, 7 or 8. Last: one group, so there are no twiddle factors.
template <std::size_t R, bool Last = false> struct column_pass {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr void run(pass_shape<T> const* shape, T const* re, T const* im, T* to_re,
                                               T* to_im) noexcept {
        using V = vec<Target, T>;
        constexpr auto step = width<Target, T>;
        constexpr bool many_sums = R == 8 || (R == 4 && Last);
        subtraction<Target, V, many_sums, many_sums && Last> const subtract;
        auto const s = shape->stride, m = Last ? 1 : shape->groups;
        auto const* w = shape->twiddles;   // re, im of w^(p j) for j = 1 ... R - 1, p = 0 ... m - 1
        for (std::size_t p = 0; p < m; ++p, w += 2 * (R - 1))
            for (std::size_t q = 0; q < s; q += step) {
                if (q + step > s) q = s - step;
                auto const begin = q + s * p, to = q + s * R * p;
                butterfly<T, V, R>(
                    [&](std::size_t k, complex_lanes<V>& x) SYMPHONIC_KERNEL {
                        load(x.re, re + begin + s * m * k);
                        load(x.im, im + begin + s * m * k);
                        force_register(x.re);
                        force_register(x.im);
                    },
                    [&](std::size_t j, complex_lanes<V>& x) SYMPHONIC_KERNEL {
                        if (j > 0 && !Last) complex_multiply(x, w[2 * j - 2], w[2 * j - 1]);
                        store(to_re + to + s * j, x.re);
                        store(to_im + to + s * j, x.im);
                    },
                    subtract);
            }
    }
};

/// A pass of any radix, computed from the definition. exp(-2 pi j k / radix) follow the twiddle factors.
struct any_radix_pass {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr void run(pass_shape<T> const* shape, T const* re, T const* im, T* to_re,
                                               T* to_im) noexcept {
        using V = vec<Target, T>;
        constexpr auto step = width<Target, T>;
        auto const radix = shape->radix, s = shape->stride, m = shape->groups;
        auto const* w = shape->twiddles;
        auto const* const factors = w + 2 * (radix - 1) * m;
        for (std::size_t p = 0; p < m; ++p, w += 2 * (radix - 1))
            for (std::size_t q = 0; q < s; q += step) {
                if (q + step > s) q = s - step;
                auto const begin = q + s * p, to = q + s * radix * p;
                for (std::size_t j = 0; j < radix; ++j) {
                    complex_lanes<V> sum, x;
                    load(sum.re, re + begin);
                    load(sum.im, im + begin);
                    for (std::size_t k = 1, exponent = j; k < radix; ++k) {   // exponent = j k mod radix
                        load(x.re, re + begin + s * m * k);
                        load(x.im, im + begin + s * m * k);
                        complex_multiply(x, factors[2 * exponent], factors[2 * exponent + 1]);
                        sum.re += x.re;
                        sum.im += x.im;
                        exponent += exponent + j < radix ? j : j - radix;
                    }
                    if (j > 0) complex_multiply(sum, w[2 * j - 2], w[2 * j - 1]);
                    store(to_re + to + s * j, sum.re);
                    store(to_im + to + s * j, sum.im);
                }
            }
    }
};

}   // namespace symphonic::detail
#endif
