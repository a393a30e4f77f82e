// SPDX-License-Identifier: MIT
// to_decibels, from_decibels: the level of a power, and back; of many powers at once.
#ifndef SYMPHONIC_KERNELS_DECIBELS_HPP
#define SYMPHONIC_KERNELS_DECIBELS_HPP

#include <symphonic/core/errors.hpp>
#include <symphonic/kernels/sample.hpp>
#include <symphonic/simd/detail/dispatch.hpp>

namespace symphonic {
namespace detail {

/// Numbers in the bits of a floating-point number, for logarithms.
template <class T> struct float_bits {
    using bits = std::uint32_t;
    static constexpr unsigned mantissa = 23;
    static constexpr bits one = 0x3F800000, root_of_half = 0x3F3504F3, magic = 0x4B000000;   // 2^23
    static constexpr T two_to_mantissa = 0x1p23F, least_normal = 0x1p-126F, scale = 0x1p32F, bias = 127;
    static constexpr T ln_terms[] = {1 / T{3}, 1 / T{5}, 1 / T{7}, 1 / T{9}};
};
template <> struct float_bits<double> {
    using bits = std::uint64_t;
    static constexpr unsigned mantissa = 52;
    static constexpr bits one = 0x3FF0000000000000, root_of_half = 0x3FE6A09E667F3BCD, magic = 0x4330000000000000;
    static constexpr double two_to_mantissa = 0x1p52, least_normal = 0x1p-1022, scale = 0x1p64, bias = 1023;
    static constexpr double ln_terms[] = {1. / 3,  1. / 5,  1. / 7,  1. / 9,  1. / 11,
                                          1. / 13, 1. / 15, 1. / 17, 1. / 19, 1. / 21};
};

/// out = scale * log10(max(|x| or x, floor)) + offset. With x = m 2^e, m from 0.707 to 1.414 and s = (m - 1) / (m + 1),
/// ln m = 2 atanh s = 2 (s + s^3 / 3 + s^5 / 5 + ...), where |s| < 0.172.
struct level_kernel {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr void run(T const* in, std::size_t n, T* out, T scale, T floor, T offset,
                                               bool magnitude) noexcept {
        using traits = float_bits<T>;
        using bits = typename traits::bits;
        constexpr T infinity = __builtin_huge_val();
        T const per_octave = static_cast<T>(scale * 0.301029995663981195L),   // log10 2
            per_ln = static_cast<T>(scale * 0.868588963806503655L);           // 2 / ln 10
        bits const mask = magnitude ? ~bits{} >> 1 : ~bits{};
        for_each_vector<Target, T>(n, [&](auto step, std::size_t i) SYMPHONIC_KERNEL {
            using V = vector_t<T, step>;
            using B = vector_t<bits, step>;
            V const zero{}, one = zero + T{1}, least = zero + floor;
            V x;
            load(x, in + i);
            x = __builtin_bit_cast(V, static_cast<B>(__builtin_bit_cast(B, x) & mask));
            x = x < least ? least : x;
            V const small = x < zero + traits::least_normal ? zero + traits::scale : one;
            V const normal = x * small;
            B const raised = __builtin_bit_cast(B, normal) + (traits::one - traits::root_of_half);
            B const fraction = (raised & ((bits{1} << traits::mantissa) - 1)) + traits::root_of_half;
            V octaves = __builtin_bit_cast(V, static_cast<B>(raised >> traits::mantissa | traits::magic));
            octaves -= traits::two_to_mantissa + traits::bias;
            V const shifted = octaves - (sizeof(T) == sizeof(float) ? T{32} : T{64});
            octaves = small > one ? shifted : octaves;

            V const m = __builtin_bit_cast(V, fraction);
            V const s = (m - one) / (m + one), square = s * s;
            constexpr std::size_t terms = sizeof traits::ln_terms / sizeof(T);
            V series = zero + traits::ln_terms[terms - 1];
            unroll<terms - 1>([&](auto k) SYMPHONIC_KERNEL {
                V product = series;
                rounded_product(product, series, square);
                series = product + traits::ln_terms[terms - 2 - k];
            });
            V cube = s;
            rounded_product(cube, s, square);
            V ln = s;
            add_product(ln, series, cube);
            V level = zero;
            rounded_product(level, ln, V(zero + per_ln));
            add_product(level, octaves, V(zero + per_octave));
            level = x > zero ? level : zero - infinity;
            level = x < zero + infinity ? level : x;   // NaN and infinity are their own
            level += offset;
            store(out + i, level);
        });
    }
};

}   // namespace detail

/// 10 log10(power): 0 dB for a power of 1, -infinity for 0, NaN below. Of an amplitude a, the power is a * a.
[[nodiscard]] inline double to_decibels(double power) noexcept { return 10 * __builtin_log10(power); }

/// The power of a level, 10^(decibels / 10): 0 for -infinity. Of an amplitude it is the square.
[[nodiscard]] inline double from_decibels(double decibels) noexcept { return __builtin_pow(10.0, decibels / 10); }

/// out[i] = 10 log10(max(power[i], floor)), in the type of the powers, float or double: relative error 3e-7 or 5e-16,
/// the same bits on every instruction set. The ranges are the same or do not overlap. NaN stays NaN; a floor
/// of 0 gives -infinity for 0 and below. Throws argument_error when the lengths differ.
template <sample_range X, writable_range Out>
    requires std::same_as<detail::sample_in<X>, detail::item_of<Out>>
[[gnu::always_inline]] constexpr void to_decibels(const X& power, Out&& out, double floor = 0) {
    using T = detail::item_of<Out>;
    if (detail::size_of(power) != detail::size_of(out))
        throw argument_error("to_decibels: ", detail::size_of(power), " powers into ", detail::size_of(out), " levels");
    detail::on_samples<detail::level_kernel>(power, detail::first_of(out), T{10}, static_cast<T>(floor), T{0}, false);
}

}   // namespace symphonic
#endif
