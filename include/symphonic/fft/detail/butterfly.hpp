// SPDX-License-Identifier: MIT
// Butterflies: transforms of so few points that they stay in registers, one in each lane.
//
// butterfly<T, V, R>(in, out, minus): in(k, x) gives point k, out(j, x) takes bin j, both as constants and in an order that
// needs few registers. `minus` subtracts.
#ifndef SYMPHONIC_FFT_DETAIL_BUTTERFLY_HPP
#define SYMPHONIC_FFT_DETAIL_BUTTERFLY_HPP

#include <symphonic/simd/detail/shuffle.hpp>

namespace symphonic::detail {

/// a - b of real and of imaginary parts; Re and Im say which of them go as a - b * 1, to the same bits. Some processors
/// (AMD's Zen) add on other ports than they multiply and add on: taking turns keeps both busy. Where products are not
/// fused with sums, none does.
template <class Target, class V, bool Re, bool Im> struct subtraction {
    static constexpr bool fuses = Target::set >= instruction_set::avx2;
    V one;   // the compiler does not know it

    SYMPHONIC_KERNEL constexpr subtraction() noexcept : one(V{} + 1) {
        if constexpr (fuses && (Re || Im)) launder_value(one);
    }
    SYMPHONIC_KERNEL constexpr void re(V& to, const V& a, const V& b) const noexcept { take<Re>(to, a, b); }
    SYMPHONIC_KERNEL constexpr void im(V& to, const V& a, const V& b) const noexcept { take<Im>(to, a, b); }

private:
    template <bool Fused> SYMPHONIC_KERNEL constexpr void take(V& to, const V& a, const V& b) const noexcept {
        if constexpr (Fused && fuses) to = a - b * one;
        else to = a - b;
    }
};

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
template <class V, class Minus>
SYMPHONIC_KERNEL constexpr void add_sub(complex_lanes<V>& a, complex_lanes<V>& b, const Minus& minus) noexcept {
    V re = a.re, im = a.im;
    minus.re(re, a.re, b.re);
    minus.im(im, a.im, b.im);
    a.re += b.re;
    a.im += b.im;
    b.re = re;
    b.im = im;
}
/// a, b = a - j b, a + j b
template <class V, class Minus>
SYMPHONIC_KERNEL constexpr void add_sub_quarter(complex_lanes<V>& a, complex_lanes<V>& b, const Minus& minus) noexcept {
    V re = a.re;
    V const im = a.im + b.re;
    minus.re(re, a.re, b.im);
    a.re += b.im;
    minus.im(a.im, a.im, b.re);
    b.re = re;
    b.im = im;
}

template <class V, class Minus>
SYMPHONIC_KERNEL constexpr void butterfly4(complex_lanes<V>& a, complex_lanes<V>& b, complex_lanes<V>& c,
                                           complex_lanes<V>& d, const Minus& minus) noexcept {
    add_sub(a, c, minus);           // a + c, a - c
    add_sub(b, d, minus);           // b + d, b - d
    add_sub(a, b, minus);           // X0, X2
    add_sub_quarter(c, d, minus);   // X1, X3
    complex_lanes<V> const x2 = b;
    b = c;
    c = x2;
}

template <std::size_t K> using constant = std::integral_constant<std::size_t, K>;

/// cos and sin of 2 pi k / N.
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
template <class T, class V, std::size_t N, class Minus>
SYMPHONIC_KERNEL constexpr void odd_butterfly(complex_lanes<V> (&x)[N], const Minus& minus) noexcept {
    using roots = odd_roots<T, N>;
    constexpr std::size_t pairs = N / 2;
    unroll<pairs>([&](auto k) SYMPHONIC_KERNEL { add_sub(x[k + 1], x[N - 1 - k], minus); });
    complex_lanes<V> even[pairs], odd[pairs];   // of the sums, of the differences
    unroll<pairs>([&](auto j) SYMPHONIC_KERNEL {
        even[j] = x[0];
        unroll<pairs>([&](auto k) SYMPHONIC_KERNEL {
            constexpr std::size_t turns = (j + 1) * (k + 1) % N;
            constexpr bool beyond = turns > pairs;
            constexpr std::size_t at = beyond ? N - turns : turns;
            constexpr T c = roots::cosine[at], s = beyond ? -roots::sine[at] : roots::sine[at];
            even[j].re += x[k + 1].re * c;
            even[j].im += x[k + 1].im * c;
            if constexpr (k == 0) {
                odd[j] = {x[N - 1].re * s, x[N - 1].im * s};
            } else {
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
        add_sub_quarter(even[j], odd[j], minus);
        x[j + 1] = even[j];
        x[N - 1 - j] = odd[j];
    });
}

template <class T, class V, std::size_t R, class In, class Out, class Minus>
SYMPHONIC_KERNEL constexpr void butterfly(const In& in, const Out& out, const Minus& minus) noexcept {
    complex_lanes<V> x[R];
    auto const gather = [&](auto first, auto step) SYMPHONIC_KERNEL {
        unroll<R / step>([&](auto k) SYMPHONIC_KERNEL { in(constant<first + k * step>{}, x[first + k * step]); });
    };
    if constexpr (R == 8) {
        gather(constant<0>{}, constant<2>{});
        butterfly4(x[0], x[2], x[4], x[6], minus);
        gather(constant<1>{}, constant<2>{});
        butterfly4(x[1], x[3], x[5], x[7], minus);
        eighth_turn<T>(x[3]);
        eighth_turn<T>(x[7]);   // and a quarter more, below
        add_sub(x[0], x[1], minus);
        add_sub(x[2], x[3], minus);
        add_sub_quarter(x[4], x[5], minus);
        add_sub_quarter(x[6], x[7], minus);
        unroll<4>([&](auto j) SYMPHONIC_KERNEL {
            out(constant<j>{}, x[2 * j]);
            out(constant<j + 4>{}, x[2 * j + 1]);
        });
    } else if constexpr (R == 16) {
        constexpr auto c = static_cast<T>(0.923879532511286756128183189396788287L);   // cos(pi / 8)
        constexpr auto s = static_cast<T>(0.382683432365089771728459984030398867L);   // sin(pi / 8)
        unroll<4>([&](auto k) SYMPHONIC_KERNEL {   // x[k + 4 m] times exp(-2 pi j k m / 16)
            gather(k, constant<4>{});
            butterfly4(x[k], x[k + 4], x[k + 8], x[k + 12], minus);
            if constexpr (k == 1) {
                turn(x[5], c, -s);
                eighth_turn<T>(x[9]);
                turn(x[13], s, -c);
            } else if constexpr (k == 2) {
                eighth_turn<T>(x[6]);
                quarter_turn(x[10]);
                eighth_turn<T>(x[14]);
                quarter_turn(x[14]);
            } else if constexpr (k == 3) {
                turn(x[7], s, -c);
                eighth_turn<T>(x[11]);
                quarter_turn(x[11]);
                turn(x[15], -c, s);
            }
        });
        unroll<4>([&](auto m) SYMPHONIC_KERNEL {
            butterfly4(x[4 * m], x[4 * m + 1], x[4 * m + 2], x[4 * m + 3], minus);
            unroll<4>([&](auto k) SYMPHONIC_KERNEL { out(constant<m + 4 * k>{}, x[4 * m + k]); });
        });
    } else {
        gather(constant<0>{}, constant<1>{});
        if constexpr (R == 2) add_sub(x[0], x[1], minus);
        else if constexpr (R == 4) butterfly4(x[0], x[1], x[2], x[3], minus);
        else odd_butterfly<T>(x, minus);
        unroll<R>([&](auto j) SYMPHONIC_KERNEL { out(j, x[j]); });
    }
}

}   // namespace symphonic::detail
#endif
