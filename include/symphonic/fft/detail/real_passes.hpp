// SPDX-License-Identifier: MIT
// From the transform Z of M = size/2 complex points z[i] = x[2 i] + j x[2 i + 1] to the bins X of the real signal x,
// and back. With a = Z[k], b = Z[M - k] and w = exp(-pi j / M):
//     E = (a + conj b) / 2, O = (a - conj b) / 2 j, X[k] = E + w^k O, X[M - k] = conj(E - w^k O)
#ifndef SYMPHONIC_FFT_DETAIL_REAL_PASSES_HPP
#define SYMPHONIC_FFT_DETAIL_REAL_PASSES_HPP

#include <symphonic/fft/detail/bin_store.hpp>
#include <symphonic/fft/detail/pass.hpp>

namespace symphonic::detail {

template <class T> struct real_shape {
    std::size_t points;   // M
    T const* twiddles;    // -j w^k / 2 for k = 1 ... M/2: real parts, then imaginary parts
};

/// (a, b) = (X[k], X[M - k]) from (Z[k], Z[M - k]); re + j im is -j w^k / 2.
template <class T, class V, class W>
SYMPHONIC_KERNEL constexpr void real_bins(complex_lanes<V>& a, complex_lanes<V>& b, const W& re, const W& im) noexcept {
    constexpr T half = static_cast<T>(0.5);
    V const even_re = a.re + b.re, even_im = a.im - b.im;
    complex_lanes<V> odd{a.re - b.re, a.im + b.im};
    complex_multiply(odd, re, im);
    a.re = even_re * half + odd.re;
    a.im = even_im * half + odd.im;
    b.re = even_re * half - odd.re;
    b.im = odd.im - even_im * half;
}

/// Stores bins 0 and M from Z[0] = re + j im.
template <class Store, class T> SYMPHONIC_KERNEL constexpr void real_ends(T re, T im, std::size_t m, T* out) noexcept {
    complex_lanes<T> const first{re + im, T{}}, last{re - im, T{}};
    Store::template write<T, 1>(out, first);
    Store::template write<T, 1>(out + Store::per_bin * m, last);
}

/// Stores the bins from Z, which lies in two arrays, as Store does.
template <class Store> struct real_pass {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr void run(real_shape<T> const* shape, T const* re, T const* im, T* out) noexcept {
        using V = vec<Target, T>;
        constexpr auto step = width<Target, T>;
        auto const m = shape->points, pairs = m / 2;
        real_ends<Store>(re[0], im[0], m, out);
        if (pairs == 0) return;
        for (std::size_t i = 0; i < pairs; i += step) {
            if (i + step > pairs) i = pairs - step;
            auto const k = i + 1, mirrored = m - k - (step - 1);
            complex_lanes<V> a, b, w;
            load(a.re, re + k);
            load(a.im, im + k);
            force_register(a.re);
            force_register(a.im);
            load(b.re, re + mirrored);
            load(b.im, im + mirrored);
            load(w.re, shape->twiddles + i);
            load(w.im, shape->twiddles + pairs + i);
            reverse<T, step>(b.re);
            reverse<T, step>(b.im);
            real_bins<T>(a, b, w.re, w.im);
            Store::template write<T, step>(out + Store::per_bin * k, a);
            Store::template write_reversed<T, step>(out + Store::per_bin * mirrored, b);
        }
    }
};

/// Stores the first `bins` points of two arrays as Store does: the bins of a real signal from its complex transform.
template <class Store> struct store_pass {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr void run(std::size_t bins, T const* re, T const* im, T* out) noexcept {
        using V = vec<Target, T>;
        constexpr auto step = width<Target, T>;
        for (std::size_t k = 0; k < bins; k += step) {
            if (k + step > bins) k = bins - step;
            complex_lanes<V> x;
            load(x.re, re + k);
            load(x.im, im + k);
            Store::template write<T, step>(out + Store::per_bin * k, x);
        }
    }
};

/// The inverse of real_pass<to_complex>, times 2: interleaved Z from the bins, for a transform whose result is read in
/// reverse.
struct real_inverse_pass {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr void run(real_shape<T> const* shape, T const* bins, T* z) noexcept {
        using V = vec<Target, T>;
        constexpr auto step = width<Target, T>;
        auto const m = shape->points, pairs = m / 2;
        z[0] = bins[0] + bins[2 * m];
        z[1] = bins[0] - bins[2 * m];
        if (pairs == 0) return;
        for (std::size_t i = 0; i < pairs; i += step) {
            if (i + step > pairs) i = pairs - step;
            auto const k = i + 1, mirrored = m - k - (step - 1);
            complex_lanes<V> a, b, w;
            load_complex<T, step>(a, bins + 2 * k);
            load_complex<T, step>(b, bins + 2 * mirrored);
            load(w.re, shape->twiddles + i);
            load(w.im, shape->twiddles + pairs + i);
            reverse<T, step>(b.re);
            reverse<T, step>(b.im);
            complex_lanes<V> const even{a.re + b.re, a.im - b.im};
            complex_lanes<V> odd{a.re - b.re, a.im + b.im};
            V const conjugate_im = -w.im;
            complex_multiply(odd, w.re, conjugate_im);
            a.re = even.re + odd.re * 2;
            a.im = even.im + odd.im * 2;
            b.re = even.re - odd.re * 2;
            b.im = odd.im * 2 - even.im;
            to_complex::write<T, step>(z + 2 * k, a);
            to_complex::write_reversed<T, step>(z + 2 * mirrored, b);
        }
    }
};

}   // namespace symphonic::detail
#endif
