// SPDX-License-Identifier: MIT
// From the first dimension of a transform of rows * columns points to the second (W. M. Gentleman and G. Sande, "Fast
// Fourier transforms: for fun and profit", 1966): multiply by twiddle factors and transpose.
#ifndef SYMPHONIC_FFT_DETAIL_TRANSPOSE_PASS_HPP
#define SYMPHONIC_FFT_DETAIL_TRANSPOSE_PASS_HPP

#include <symphonic/fft/detail/butterfly.hpp>
#include <symphonic/fft/detail/pass.hpp>

namespace symphonic::detail {

/// Multiplies point (r, c) of shape->radix rows of shape->stride points by exp(-2 pi j r c / (rows * columns)), and
/// transposes. The twiddle factors are a matrix, too: all real parts, then all imaginary parts.
struct twiddle_transpose {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr void run(pass_shape<T> const* shape, T const* re, T const* im, T* to_re,
                                               T* to_im) noexcept {
        using V = vec<Target, T>;
        constexpr auto step = width<Target, T>;
        auto const rows = shape->radix, columns = shape->stride;
        auto const *const w_re = shape->twiddles, *const w_im = w_re + rows * columns;
        for (std::size_t r = 0; r < rows; r += step) {
            if (r + step > rows) r = rows - step;
            for (std::size_t c = 0; c < columns; c += step) {
                if (c + step > columns) c = columns - step;
                V square_re[step], square_im[step];
                unroll<step>([&](std::size_t k) SYMPHONIC_KERNEL {
                    auto const at = (r + k) * columns + c;
                    complex_lanes<V> x, w;
                    load(x.re, re + at);
                    load(x.im, im + at);
                    load(w.re, w_re + at);
                    load(w.im, w_im + at);
                    complex_multiply(x, w.re, w.im);
                    square_re[k] = x.re;
                    square_im[k] = x.im;
                });
                transpose<T, step>(square_re);
                transpose<T, step>(square_im);
                SYMPHONIC_UNROLL for (std::size_t k = 0; k < step; ++k) {
                    store(to_re + (c + k) * rows + r, square_re[k]);
                    store(to_im + (c + k) * rows + r, square_im[k]);
                }
            }
        }
    }
};

/// deinterleave_pass, column_pass<W> over all rows and twiddle_transpose in one pass, for W rows, W the width of a
/// vector. The window may be null.
struct first_pass {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr void run(pass_shape<T> const* shape, T const* in, T const* window, T* re,
                                               T* im) noexcept {
        using V = vec<Target, T>;
        constexpr auto step = width<Target, T>;
        if constexpr (step > 1) {
            auto const columns = shape->stride;
            subtraction<Target, V, false, false> const subtract;
            for (std::size_t c = 0, block = 0; c < columns; c += step, ++block) {
                if (c + step > columns) c = columns - step;
                auto const* const twiddles = shape->twiddles + block * 2 * (step - 1) * step;
                V square_re[step], square_im[step];
                butterfly<T, V, step>(
                    [&](std::size_t k, complex_lanes<V>& x) SYMPHONIC_KERNEL {
                        V a, b;
                        auto const at = 2 * (columns * k + c);
                        load(a, in + at);
                        load(b, in + at + step);
                        if (window != nullptr) {
                            V window_a, window_b;
                            load(window_a, window + at);
                            load(window_b, window + at + step);
                            a *= window_a;
                            b *= window_b;
                        }
                        deinterleave_unordered<T, step>(x, a, b);
                    },
                    [&](std::size_t j, complex_lanes<V>& x) SYMPHONIC_KERNEL {
                        if (j > 0) {
                            complex_lanes<V> w;
                            load(w.re, twiddles + (2 * j - 2) * step);
                            load(w.im, twiddles + (2 * j - 1) * step);
                            complex_multiply(x, w.re, w.im);
                        }
                        square_re[j] = x.re;
                        square_im[j] = x.im;
                    },
                    subtract);
                auto const write = [&](V(&square)[step], T* to) SYMPHONIC_KERNEL {
                    transpose<T, step>(square);
                    SYMPHONIC_UNROLL for (std::size_t k = 0; k < step; ++k) {
                        store(to + (c + unordered_index<T>(k, step)) * step, square[k]);
                    }
                };
                write(square_re, re);
                write(square_im, im);
            }
        }
    }
};

}   // namespace symphonic::detail
#endif
