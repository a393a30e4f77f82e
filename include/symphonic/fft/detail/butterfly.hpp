// SPDX-License-Identifier: MIT
// Butterflies: transforms of up to 16 points in registers, one transform in each lane of a vector.
#ifndef SYMPHONIC_FFT_DETAIL_BUTTERFLY_HPP
#define SYMPHONIC_FFT_DETAIL_BUTTERFLY_HPP

#include <symphonic/simd/detail/complex.hpp>

namespace symphonic::detail {

/// to = a - b of real and imaginary parts. FuseRe and FuseIm select a - b * 1 instead, which has the same bits: AMD's
/// Zen cores have separate units for additions and for fused multiply-adds, so a mix of both keeps all units busy. The
/// two options have no effect on instruction sets below AVX2, because those have no fused operations.
template <class Target, class V, bool FuseRe, bool FuseIm> struct subtraction {
    static constexpr bool has_fma = Target::set >= instruction_set::avx2;
    V one;   // hidden from the compiler, which would remove the product

    SYMPHONIC_KERNEL constexpr subtraction() noexcept : one(V{} + 1) {
        if constexpr (has_fma && (FuseRe || FuseIm)) launder_value(one);
    }
    SYMPHONIC_KERNEL constexpr void re(V& to, const V& a, const V& b) const noexcept { subtract<FuseRe>(to, a, b); }
    SYMPHONIC_KERNEL constexpr void im(V& to, const V& a, const V& b) const noexcept { subtract<FuseIm>(to, a, b); }

private:
    template <bool Fuse> SYMPHONIC_KERNEL constexpr void subtract(V& to, const V& a, const V& b) const noexcept {
        if constexpr (Fuse && has_fma) to = a - b * one;
        else to = a - b;
    }
};

/// (a, b) = (a + b, a - b)
template <class V, class Subtract>
SYMPHONIC_KERNEL constexpr void add_subtract(complex_lanes<V>& a, complex_lanes<V>& b,
                                             const Subtract& subtract) noexcept {
    V re = a.re, im = a.im;
    subtract.re(re, a.re, b.re);
    subtract.im(im, a.im, b.im);
    a.re += b.re;
    a.im += b.im;
    b.re = re;
    b.im = im;
}
/// (a, b) = (a - j b, a + j b)
template <class V, class Subtract>
SYMPHONIC_KERNEL constexpr void subtract_add_j(complex_lanes<V>& a, complex_lanes<V>& b,
                                               const Subtract& subtract) noexcept {
    V re = a.re;
    V const im = a.im + b.re;
    subtract.re(re, a.re, b.im);
    a.re += b.im;
    subtract.im(a.im, a.im, b.re);
    b.re = re;
    b.im = im;
}

/// (a, b, c, d) = their transform of 4 points
template <class V, class Subtract>
SYMPHONIC_KERNEL constexpr void butterfly4(complex_lanes<V>& a, complex_lanes<V>& b, complex_lanes<V>& c,
                                           complex_lanes<V>& d, const Subtract& subtract) noexcept {
    add_subtract(a, c, subtract);     // a + c, a - c
    add_subtract(b, d, subtract);     // b + d, b - d
    add_subtract(a, b, subtract);     // X0, X2
    subtract_add_j(c, d, subtract);   // X1, X3
    complex_lanes<V> const x2 = b;
    b = c;
    c = x2;
}

/// cos and sin of 2 pi k / N, k = 0 ... N / 2.
template <class T, std::size_t N> struct odd_twiddles;
template <class T> struct odd_twiddles<T, 3> {
    static constexpr T cosine[] = {1, static_cast<T>(-0.5L)};
    static constexpr T sine[] = {0, static_cast<T>(0.866025403784438646763723170752936183L)};
};
template <class T> struct odd_twiddles<T, 5> {
    static constexpr T cosine[] = {1, static_cast<T>(0.309016994374947424102293417182819059L),
                                   static_cast<T>(-0.809016994374947424102293417182819059L)};
    static constexpr T sine[] = {0, static_cast<T>(0.951056516295153572116439333379382143L),
                                 static_cast<T>(0.587785252292473129168705954639072769L)};
};
template <class T> struct odd_twiddles<T, 7> {
    static constexpr T cosine[] = {1, static_cast<T>(0.623489801858733530525004884004239811L),
                                   static_cast<T>(-0.222520933956314404288902564496794759L),
                                   static_cast<T>(-0.900968867902419126236102319507445051L)};
    static constexpr T sine[] = {0, static_cast<T>(0.781831482468029808708444526674057750L),
                                 static_cast<T>(0.974927912181823607018131682993931218L),
                                 static_cast<T>(0.433883739117558120475768332848358754L)};
};

/// 3, 5 or 7 points, from the definition. x[k] and x[N - k] have the same cosines and opposite sines as factors.
template <class T, class V, std::size_t N, class Subtract>
SYMPHONIC_KERNEL constexpr void odd_butterfly(complex_lanes<V> (&x)[N], const Subtract& subtract) noexcept {
    using twiddles = odd_twiddles<T, N>;
    constexpr std::size_t pairs = N / 2;
    SYMPHONIC_UNROLL for (std::size_t k = 0; k < pairs; ++k) add_subtract(x[k + 1], x[N - 1 - k], subtract);
    complex_lanes<V> cosine_sums[pairs], sine_sums[pairs];   // cosines times sums, sines times differences
    SYMPHONIC_UNROLL for (std::size_t j = 0; j < pairs; ++j) {
        cosine_sums[j] = x[0];
        SYMPHONIC_UNROLL for (std::size_t k = 0; k < pairs; ++k) {
            std::size_t const exponent = (j + 1) * (k + 1) % N;
            bool const conjugate = exponent > pairs;
            std::size_t const at = conjugate ? N - exponent : exponent;
            T const c = twiddles::cosine[at], s = conjugate ? -twiddles::sine[at] : twiddles::sine[at];
            cosine_sums[j].re += x[k + 1].re * c;
            cosine_sums[j].im += x[k + 1].im * c;
            if (k == 0) {
                sine_sums[j] = {x[N - 1].re * s, x[N - 1].im * s};
            } else {
                sine_sums[j].re += x[N - 1 - k].re * s;
                sine_sums[j].im += x[N - 1 - k].im * s;
            }
        }
    }
    SYMPHONIC_UNROLL for (std::size_t k = 0; k < pairs; ++k) {
        x[0].re += x[k + 1].re;
        x[0].im += x[k + 1].im;
    }
    SYMPHONIC_UNROLL for (std::size_t j = 0; j < pairs; ++j) {
        subtract_add_j(cosine_sums[j], sine_sums[j], subtract);
        x[j + 1] = cosine_sums[j];
        x[N - 1 - j] = sine_sums[j];
    }
}

/// The transform of R = 2, 3, 4, 5, 7, 8 or 16 points. in(k, x) loads point k, out(j, x) stores bin j, with k and j
/// constants, called in an order that needs few registers. `subtract` is a subtraction<>.
template <class T, class V, std::size_t R, class In, class Out, class Subtract>
SYMPHONIC_KERNEL constexpr void butterfly(const In& in, const Out& out, const Subtract& subtract) noexcept {
    complex_lanes<V> x[R];
    if constexpr (R == 8) {
        SYMPHONIC_UNROLL for (std::size_t k = 0; k < R; k += 2) in(k, x[k]);
        butterfly4(x[0], x[2], x[4], x[6], subtract);
        SYMPHONIC_UNROLL for (std::size_t k = 1; k < R; k += 2) in(k, x[k]);
        butterfly4(x[1], x[3], x[5], x[7], subtract);
        multiply_by_eighth_root<T>(x[3]);
        multiply_by_eighth_root<T>(x[7]);   // times -j in subtract_add_j below
        add_subtract(x[0], x[1], subtract);
        add_subtract(x[2], x[3], subtract);
        subtract_add_j(x[4], x[5], subtract);
        subtract_add_j(x[6], x[7], subtract);
        SYMPHONIC_UNROLL for (std::size_t j = 0; j < 4; ++j) {
            out(j, x[2 * j]);
            out(j + 4, x[2 * j + 1]);
        }
    } else if constexpr (R == 16) {
        constexpr auto c = static_cast<T>(0.923879532511286756128183189396788287L);   // cos(pi / 8)
        constexpr auto s = static_cast<T>(0.382683432365089771728459984030398867L);   // sin(pi / 8)
        SYMPHONIC_UNROLL for (std::size_t k = 0; k < 4; ++k) {   // x[k + 4 m] times exp(-2 pi j k m / 16)
            SYMPHONIC_UNROLL for (std::size_t i = k; i < R; i += 4) in(i, x[i]);
            butterfly4(x[k], x[k + 4], x[k + 8], x[k + 12], subtract);
            if (k == 1) {
                complex_multiply(x[5], c, -s);
                multiply_by_eighth_root<T>(x[9]);
                complex_multiply(x[13], s, -c);
            } else if (k == 2) {
                multiply_by_eighth_root<T>(x[6]);
                multiply_by_minus_j(x[10]);
                multiply_by_eighth_root<T>(x[14]);
                multiply_by_minus_j(x[14]);
            } else if (k == 3) {
                complex_multiply(x[7], s, -c);
                multiply_by_eighth_root<T>(x[11]);
                multiply_by_minus_j(x[11]);
                complex_multiply(x[15], -c, s);
            }
        }
        SYMPHONIC_UNROLL for (std::size_t m = 0; m < 4; ++m) {
            butterfly4(x[4 * m], x[4 * m + 1], x[4 * m + 2], x[4 * m + 3], subtract);
            SYMPHONIC_UNROLL for (std::size_t k = 0; k < 4; ++k) out(m + 4 * k, x[4 * m + k]);
        }
    } else {
        SYMPHONIC_UNROLL for (std::size_t k = 0; k < R; ++k) in(k, x[k]);
        if constexpr (R == 2) add_subtract(x[0], x[1], subtract);
        else if constexpr (R == 4) butterfly4(x[0], x[1], x[2], x[3], subtract);
        else odd_butterfly<T>(x, subtract);
        SYMPHONIC_UNROLL for (std::size_t j = 0; j < R; ++j) out(j, x[j]);
    }
}

}   // namespace symphonic::detail
#endif
