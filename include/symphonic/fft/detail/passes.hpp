// SPDX-License-Identifier: MIT
// Passes: what transforms of many points are made of. Each reads all points once and writes them once.
//
// Points lie in two arrays, real and imaginary parts, and a vector holds the same point of neighbouring columns, whose
// twiddle factors are alike. A rest that does not fill a vector is done by one more that overlaps the last: some points
// are computed twice, to the same bits.
#ifndef SYMPHONIC_FFT_DETAIL_PASSES_HPP
#define SYMPHONIC_FFT_DETAIL_PASSES_HPP

#include <symphonic/fft/detail/butterfly.hpp>

namespace symphonic::detail {

/// f(i, block) for vectors that begin at i = 0, Width, ... and end at n >= Width; not for what is done in place.
template <std::size_t Width, class F> SYMPHONIC_KERNEL constexpr void over_columns(std::size_t n, const F& f) noexcept {
    for (std::size_t i = 0, block = 0; i < n; i += Width, ++block) {
        if (i + Width > n) i = n - Width;
        f(i, block);
    }
}

/// What a pass needs to know. `stride` points lie between those that were neighbours in the `groups` transforms that
/// are still to be done, each of radix * groups points.
template <class T> struct pass_shape {
    std::size_t radix = 0, stride = 0, groups = 0;
    T const* twiddles = nullptr;
};

/// One radix of Stockham's self-sorting transform, decimation in frequency (D. Swarztrauber, "FFT algorithms for vector
/// computers", Parallel Computing 1, 1984): X[q + s (R p + j)] = w^(p j) sum x[q + s (p + m k)] exp(-2 pi j k j / R).
/// The last of them, of one group, has no twiddle factors.
template <std::size_t R, bool Last = false> struct column_pass {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr void run(pass_shape<T> const* shape, T const* re, T const* im, T* to_re,
                                               T* to_im) noexcept {
        using V = vec<Target, T>;
        constexpr bool many_sums = R == 8 || (R == 4 && Last);
        subtraction<Target, V, many_sums, many_sums && Last> const minus;
        auto const s = shape->stride, m = Last ? 1 : shape->groups;
        auto const* w = shape->twiddles;   // re, im of w^(p j) for j = 1 ..., p = 0 ...
        for (std::size_t p = 0; p < m; ++p, w += 2 * (R - 1))
            over_columns<width<Target, T>>(s, [&](std::size_t q, std::size_t) SYMPHONIC_KERNEL {
                auto const begin = q + s * p, to = q + s * R * p;
                butterfly<T, V, R>(
                    [&](auto k, complex_lanes<V>& x) SYMPHONIC_KERNEL {
                        load(x.re, re + begin + s * m * k);
                        load(x.im, im + begin + s * m * k);
                        force_register(x.re);
                        force_register(x.im);
                    },
                    [&](auto j, complex_lanes<V>& x) SYMPHONIC_KERNEL {
                        if constexpr (j > 0 && !Last) turn(x, w[2 * j - 2], w[2 * j - 1]);
                        store(to_re + to + s * j, x.re);
                        store(to_im + to + s * j, x.im);
                    },
                    minus);
            });
    }
};

/// The same for any radix, from the definition. The roots of unity of the radix follow the twiddle factors.
struct any_column_pass {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr void run(pass_shape<T> const* shape, T const* re, T const* im, T* to_re,
                                               T* to_im) noexcept {
        using V = vec<Target, T>;
        auto const radix = shape->radix, s = shape->stride, m = shape->groups;
        auto const* w = shape->twiddles;
        auto const* const roots = w + 2 * (radix - 1) * m;
        for (std::size_t p = 0; p < m; ++p, w += 2 * (radix - 1))
            over_columns<width<Target, T>>(s, [&](std::size_t q, std::size_t) SYMPHONIC_KERNEL {
                auto const begin = q + s * p, to = q + s * radix * p;
                for (std::size_t j = 0; j < radix; ++j) {
                    complex_lanes<V> sum, x;
                    load(sum.re, re + begin);
                    load(sum.im, im + begin);
                    for (std::size_t k = 1, turns = j; k < radix; ++k) {
                        load(x.re, re + begin + s * m * k);
                        load(x.im, im + begin + s * m * k);
                        turn(x, roots[2 * turns], roots[2 * turns + 1]);
                        sum.re += x.re;
                        sum.im += x.im;
                        turns += turns + j < radix ? j : j - radix;
                    }
                    if (j > 0) turn(sum, w[2 * j - 2], w[2 * j - 1]);
                    store(to_re + to + s * j, sum.re);
                    store(to_im + to + s * j, sum.im);
                }
            });
    }
};

/// Points of any source, interleaved, times a window, if there is one, as two arrays.
struct split_pass {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr void run(std::size_t points, T const* in, T const* window, T* re,
                                               T* im) noexcept {
        using V = vec<Target, T>;
        constexpr auto step = width<Target, T>;
        over_columns<step>(points, [&](std::size_t i, std::size_t) SYMPHONIC_KERNEL {
            complex_lanes<V> x, w;
            load_complex<T, step>(x, in + 2 * i);
            if (window != nullptr) {
                load_complex<T, step>(w, window + 2 * i);
                x.re *= w.re;
                x.im *= w.im;
            }
            store(re + i, x.re);
            store(im + i, x.im);
        });
    }
};

/// Rows of `columns` points become columns of `rows`, each point times its twiddle factor: the step from the first
/// dimension of a transform of rows * columns points to the second (W. M. Gentleman and G. Sande, "Fast Fourier
/// transforms: for fun and profit", 1966).
struct corner_turn {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr void run(pass_shape<T> const* shape, T const* re, T const* im, T* to_re,
                                               T* to_im) noexcept {
        using V = vec<Target, T>;
        constexpr auto step = width<Target, T>;
        auto const rows = shape->radix, columns = shape->stride;
        auto const *const w_re = shape->twiddles, *const w_im = w_re + rows * columns;
        over_columns<step>(rows, [&](std::size_t r, std::size_t) SYMPHONIC_KERNEL {
            over_columns<step>(columns, [&](std::size_t c, std::size_t) SYMPHONIC_KERNEL {
                V turned_re[step], turned_im[step];
                unroll<step>([&](auto k) SYMPHONIC_KERNEL {
                    auto const at = (r + k) * columns + c;
                    complex_lanes<V> x, w;
                    load(x.re, re + at);
                    load(x.im, im + at);
                    load(w.re, w_re + at);
                    load(w.im, w_im + at);
                    turn(x, w.re, w.im);
                    turned_re[k] = x.re;
                    turned_im[k] = x.im;
                });
                transpose<T, step>(turned_re);
                transpose<T, step>(turned_im);
                unroll<step>([&](auto k) SYMPHONIC_KERNEL {
                    store(to_re + (c + k) * rows + r, turned_re[k]);
                    store(to_im + (c + k) * rows + r, turned_im[k]);
                });
            });
        });
    }
};

/// split_pass, column_pass<W> over all rows and corner_turn in one, for W rows, W the width of a vector.
struct first_pass {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr void run(pass_shape<T> const* shape, T const* in, T const* window, T* re,
                                               T* im) noexcept {
        using V = vec<Target, T>;
        constexpr auto step = width<Target, T>;
        if constexpr (step > 1) {
            auto const columns = shape->stride;
            subtraction<Target, V, false, false> const minus;
            over_columns<step>(columns, [&](std::size_t c, std::size_t block) SYMPHONIC_KERNEL {
                auto const* const w = shape->twiddles + block * 2 * (step - 1) * step;
                V real[step], imaginary[step];
                butterfly<T, V, step>(
                    [&](auto k, complex_lanes<V>& x) SYMPHONIC_KERNEL {
                        V a, b;
                        auto const at = 2 * (columns * k + c);
                        load(a, in + at);
                        load(b, in + at + step);
                        if (window != nullptr) {
                            V wa, wb;
                            load(wa, window + at);
                            load(wb, window + at + step);
                            a *= wa;
                            b *= wb;
                        }
                        deinterleave<T, step>(x, a, b);
                    },
                    [&](auto j, complex_lanes<V>& x) SYMPHONIC_KERNEL {
                        if constexpr (j > 0) {
                            complex_lanes<V> by;
                            load(by.re, w + (2 * j - 2) * step);
                            load(by.im, w + (2 * j - 1) * step);
                            turn(x, by.re, by.im);
                        }
                        real[j] = x.re;
                        imaginary[j] = x.im;
                    },
                    minus);
                auto const write = [&](V(&part)[step], T* to) SYMPHONIC_KERNEL {
                    transpose<T, step>(part);
                    unroll<step>(
                        [&](auto k) SYMPHONIC_KERNEL { store(to + (c + number_in_lane<T>(k, step)) * step, part[k]); });
                };
                write(real, re);
                write(imaginary, im);
            });
        }
    }
};

/// Two arrays become interleaved points; backwards, point i is the one at (points - i) % points, which makes a transform
/// the inverse one.
template <bool Backwards> struct merge_pass {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr void run(std::size_t points, T const* re, T const* im, T* out) noexcept {
        using V = vec<Target, T>;
        constexpr auto step = width<Target, T>;
        if constexpr (Backwards) {
            out[0] = re[0];
            out[1] = im[0];
        }
        over_columns<step>(points - Backwards, [&](std::size_t i, std::size_t) SYMPHONIC_KERNEL {
            complex_lanes<V> x;
            auto const begin = Backwards ? points - i - step : i;
            load(x.re, re + begin);
            load(x.im, im + begin);
            if constexpr (Backwards) {
                reverse<T, step>(x.re);
                reverse<T, step>(x.im);
            }
            store_complex<T, step>(out + 2 * (i + Backwards), x);
        });
    }
};

/// Two arrays times factors, then conjugated if asked, become interleaved points.
struct product_pass {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr void run(std::size_t points, T const* factors, bool conjugate, T const* re,
                                               T const* im, T* out) noexcept {
        using V = vec<Target, T>;
        constexpr auto step = width<Target, T>;
        T const sign = conjugate ? T{-1} : T{1};
        over_columns<step>(points, [&](std::size_t i, std::size_t) SYMPHONIC_KERNEL {
            complex_lanes<V> x, by;
            load(x.re, re + i);
            load(x.im, im + i);
            load(by.re, factors + i);
            load(by.im, factors + points + i);
            turn(x, by.re, by.im);
            x.im *= sign;
            store_complex<T, step>(out + 2 * i, x);
        });
    }
};

}   // namespace symphonic::detail
#endif
