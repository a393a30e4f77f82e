// SPDX-License-Identifier: MIT
// Butterflies: transforms of so few points that they stay in registers, one in each lane.
#ifndef SYMPHONIC_FFT_BUTTERFLY_HPP
#define SYMPHONIC_FFT_BUTTERFLY_HPP

#include <symphonic/fft/shuffle.hpp>

namespace symphonic::detail {

/// x *= re + j im
template <class V, class W>
SYMPHONIC_KERNEL constexpr void turn(complex_lanes<V>& x, const W& re, const W& im) noexcept {
    V const r = x.re * re - x.im * im;
    x.im = x.re * im + x.im * re;
    x.re = r;
}
/// x *= -j
template <class V> SYMPHONIC_KERNEL constexpr void quarter_turn(complex_lanes<V>& x) noexcept {
    V const r = x.im;
    x.im = -x.re;
    x.re = r;
}
/// x *= exp(-j pi / 4)
template <class T, class V> SYMPHONIC_KERNEL constexpr void eighth_turn(complex_lanes<V>& x) noexcept {
    constexpr auto half = static_cast<T>(0.707106781186547524400844362104849039L);   // sqrt(1 / 2)
    V const r = (x.re + x.im) * half;
    x.im = (x.im - x.re) * half;
    x.re = r;
}
/// a, b = a + b, a - b
template <class V> SYMPHONIC_KERNEL constexpr void add_sub(complex_lanes<V>& a, complex_lanes<V>& b) noexcept {
    V const re = a.re - b.re, im = a.im - b.im;
    a.re += b.re;
    a.im += b.im;
    b.re = re;
    b.im = im;
}
/// a, b = a + j b, a - j b, times what a further factor of -j or 1 asks: used as a - j b first.
template <class V> SYMPHONIC_KERNEL constexpr void add_sub_quarter(complex_lanes<V>& a, complex_lanes<V>& b) noexcept {
    V const re = a.re - b.im, im = a.im + b.re;   // a + j b
    a.re += b.im;                                 // a - j b
    a.im -= b.re;
    b.re = re;
    b.im = im;
}

template <class V> SYMPHONIC_KERNEL constexpr void butterfly4(complex_lanes<V>& a, complex_lanes<V>& b,
                                                              complex_lanes<V>& c, complex_lanes<V>& d) noexcept {
    add_sub(a, c);           // a + c, a - c
    add_sub(b, d);           // b + d, b - d
    add_sub(a, b);           // X0, X2
    add_sub_quarter(c, d);   // X1, X3
    complex_lanes<V> const x2 = b;
    b = c;
    c = x2;
}

template <class T, class V> SYMPHONIC_KERNEL constexpr void butterfly(complex_lanes<V> (&x)[2]) noexcept {
    add_sub(x[0], x[1]);
}
template <class T, class V> SYMPHONIC_KERNEL constexpr void butterfly(complex_lanes<V> (&x)[4]) noexcept {
    butterfly4(x[0], x[1], x[2], x[3]);
}
template <class T, class V> SYMPHONIC_KERNEL constexpr void butterfly(complex_lanes<V> (&x)[8]) noexcept {
    butterfly4(x[0], x[2], x[4], x[6]);
    butterfly4(x[1], x[3], x[5], x[7]);
    eighth_turn<T>(x[3]);
    eighth_turn<T>(x[7]);   // and a quarter more, below
    add_sub(x[0], x[1]);           // X0, X4
    add_sub(x[2], x[3]);           // X1, X5
    add_sub_quarter(x[4], x[5]);   // X2, X6
    add_sub_quarter(x[6], x[7]);   // X3, X7
    complex_lanes<V> const x4 = x[1], x1 = x[2], x5 = x[3], x2 = x[4], x6 = x[5], x3 = x[6];
    x[1] = x1, x[2] = x2, x[3] = x3, x[4] = x4, x[5] = x5, x[6] = x6;
}
template <class T, class V> SYMPHONIC_KERNEL constexpr void butterfly(complex_lanes<V> (&x)[16]) noexcept {
    constexpr auto c = static_cast<T>(0.923879532511286756128183189396788287L);   // cos(pi / 8)
    constexpr auto s = static_cast<T>(0.382683432365089771728459984030398867L);   // sin(pi / 8)
    unroll<4>([&](auto k) SYMPHONIC_KERNEL { butterfly4(x[k], x[k + 4], x[k + 8], x[k + 12]); });
    // x[k + 4 m] times exp(-2 pi j k m / 16)
    turn(x[5], c, -s);
    eighth_turn<T>(x[9]);
    turn(x[13], s, -c);
    eighth_turn<T>(x[6]);
    quarter_turn(x[10]);
    eighth_turn<T>(x[14]);
    quarter_turn(x[14]);
    turn(x[7], s, -c);
    eighth_turn<T>(x[11]);
    quarter_turn(x[11]);
    turn(x[15], -c, s);
    unroll<4>([&](auto m) SYMPHONIC_KERNEL { butterfly4(x[4 * m], x[4 * m + 1], x[4 * m + 2], x[4 * m + 3]); });
    unroll<4>([&](auto m) SYMPHONIC_KERNEL {   // X[m + 4 k] is in x[4 m + k]
        unroll<m>([&](auto k) SYMPHONIC_KERNEL {
            complex_lanes<V> const other = x[4 * m + k];
            x[4 * m + k] = x[4 * k + m];
            x[4 * k + m] = other;
        });
    });
}

/// cos and sin of 2 pi k / n for the odd butterflies, in compile time.
template <class T, std::size_t N> struct odd_roots;
template <class T> struct odd_roots<T, 3> {
    static constexpr T cosine[] = {1, static_cast<T>(-0.5L)};
    static constexpr T sine[] = {0, static_cast<T>(0.866025403784438646763723170752936183L)};
};
template <class T> struct odd_roots<T, 5> {
    static constexpr T cosine[] = {1, static_cast<T>(0.309016994374947424102293417182819059L),
                                   static_cast<T>(-0.809016994374947424102293417182819059L)};
    static constexpr T sine[] = {0, static_cast<T>(0.951056516295153572116439333379382143L),
                                 static_cast<T>(0.587785252292473129168705954639072769L)};
};
template <class T> struct odd_roots<T, 7> {
    static constexpr T cosine[] = {1, static_cast<T>(0.623489801858733530525004884004239811L),
                                   static_cast<T>(-0.222520933956314404288902564496794759L),
                                   static_cast<T>(-0.900968867902419126236102319507445051L)};
    static constexpr T sine[] = {0, static_cast<T>(0.781831482468029808708444526674057750L),
                                 static_cast<T>(0.974927912181823607018131682993931218L),
                                 static_cast<T>(0.433883739117558120475768332848358754L)};
};

/// 3, 5 and 7 points, from the definition: x[k] and x[N - k] meet the same cosines and opposite sines.
template <class T, class V, std::size_t N>
    requires(N % 2 == 1)
SYMPHONIC_KERNEL constexpr void butterfly(complex_lanes<V> (&x)[N]) noexcept {
    using roots = odd_roots<T, N>;
    constexpr std::size_t pairs = N / 2;
    unroll<pairs>([&](auto k) SYMPHONIC_KERNEL { add_sub(x[k + 1], x[N - 1 - k]); });   // sums, differences
    complex_lanes<V> even[pairs], odd[pairs];
    unroll<pairs>([&](auto j) SYMPHONIC_KERNEL {
        even[j] = x[0];
        unroll<pairs>([&](auto k) SYMPHONIC_KERNEL {
            constexpr std::size_t turns = (j + 1) * (k + 1) % N;
            constexpr bool beyond = turns > pairs;
            constexpr T c = roots::cosine[beyond ? N - turns : turns];
            constexpr T s = beyond ? -roots::sine[N - turns] : roots::sine[turns];
            even[j].re += x[k + 1].re * c;
            even[j].im += x[k + 1].im * c;
            if constexpr (k == 0) odd[j] = {x[N - 1].re * s, x[N - 1].im * s};
            else {
                odd[j].re += x[N - 1 - k].re * s;
                odd[j].im += x[N - 1 - k].im * s;
            }
        });
    });
    unroll<pairs>([&](auto k) SYMPHONIC_KERNEL {
        x[0].re += x[k + 1].re;
        x[0].im += x[k + 1].im;
    });
    unroll<pairs>([&](auto j) SYMPHONIC_KERNEL {
        add_sub_quarter(even[j], odd[j]);   // even - j odd, even + j odd
        x[j + 1] = even[j];
        x[N - 1 - j] = odd[j];
    });
}

}   // namespace symphonic::detail
#endif
