// SPDX-License-Identifier: MIT
// Complex numbers in SIMD vectors: loads, stores and multiplication.
#ifndef SYMPHONIC_SIMD_DETAIL_COMPLEX_HPP
#define SYMPHONIC_SIMD_DETAIL_COMPLEX_HPP

#include <symphonic/simd/detail/shuffle.hpp>

namespace symphonic::detail {

/// Real and imaginary parts of as many complex numbers as V has elements.
template <class V> struct complex_lanes {
    V re, im;
};

/// x *= re + j im
template <class V, class W>
SYMPHONIC_KERNEL constexpr void complex_multiply(complex_lanes<V>& x, const W& re, const W& im) noexcept {
    V const r = x.re * re - x.im * im;
    x.im = x.re * im + x.im * re;
    x.re = r;
}
/// x *= -j
template <class V> SYMPHONIC_KERNEL constexpr void multiply_by_minus_j(complex_lanes<V>& x) noexcept {
    V const r = x.im;
    x.im = -x.re;
    x.re = r;
}
/// x *= exp(-j pi / 4)
template <class T, class V> SYMPHONIC_KERNEL constexpr void multiply_by_eighth_root(complex_lanes<V>& x) noexcept {
    constexpr auto sqrt_half = static_cast<T>(0.707106781186547524400844362104849039L);
    V const r = (x.re + x.im) * sqrt_half;
    x.im = (x.im - x.re) * sqrt_half;
    x.re = r;
}

/// Loads N complex numbers whose parts are interleaved, in order.
template <class T, std::size_t N>
SYMPHONIC_KERNEL constexpr void load_complex(complex_lanes<vector_t<T, N>>& to, T const* from) noexcept {
    if constexpr (N == 1) {
        to = {from[0], from[1]};
    } else {
        vector_t<T, N> a, b;
        load(a, from);
        load(b, from + N);
        shuffle<alternate_elements<false>, T, N>(to.re, a, b);
        shuffle<alternate_elements<true>, T, N>(to.im, a, b);
    }
}
/// Stores N complex numbers with their parts interleaved.
template <class T, std::size_t N>
SYMPHONIC_KERNEL constexpr void store_complex(T* to, const complex_lanes<vector_t<T, N>>& x) noexcept {
    if constexpr (N == 1) {
        to[0] = x.re;
        to[1] = x.im;
    } else {
        vector_t<T, N> a, b;
        shuffle<interleaved_halves<false>, T, N>(a, x.re, x.im);
        shuffle<interleaved_halves<true>, T, N>(b, x.re, x.im);
        store(to, a);
        store(to + N, b);
    }
}

/// Separates the parts of N complex numbers, interleaved in a and b, with one shuffle each. The numbers change their
/// order: see unordered_index.
template <class T, std::size_t N>
SYMPHONIC_KERNEL constexpr void deinterleave_unordered(complex_lanes<vector_t<T, N>>& to, const vector_t<T, N>& a,
                                                       const vector_t<T, N>& b) noexcept {
    if constexpr (N == 1) {
        to = {a, b};
    } else {
        shuffle<alternate_elements_in_segments<false>, T, N>(to.re, a, b);
        shuffle<alternate_elements_in_segments<true>, T, N>(to.im, a, b);
    }
}
/// Index of the complex number that deinterleave_unordered() puts into lane e of vectors of n elements.
template <class T> [[nodiscard]] constexpr std::size_t unordered_index(std::size_t e, std::size_t n) noexcept {
    if (n == 1) return 0;
    auto const half = (n < 16 / sizeof(T) ? n : 16 / sizeof(T)) / 2;
    return e % (2 * half) / half * (n / 2) + e / (2 * half) * half + e % half;
}

}   // namespace symphonic::detail
#endif
