// SPDX-License-Identifier: MIT
// level_kernel: decibels of many numbers, by a vectorised logarithm.
#ifndef SYMPHONIC_KERNELS_DETAIL_LEVEL_KERNEL_HPP
#define SYMPHONIC_KERNELS_DETAIL_LEVEL_KERNEL_HPP

#include <symphonic/simd/detail/vector.hpp>

namespace symphonic::detail {

/// Constants of the logarithm that depend on the format of a floating-point type.
template <class T> struct log_constants {
    using bits = std::uint32_t;
    static constexpr unsigned mantissa = 23;                                                 // bits
    static constexpr bits one = 0x3F800000, root_of_half = 0x3F3504F3, magic = 0x4B000000;   // 1, sqrt(1/2) and 2^23
    static constexpr T two_to_mantissa = 0x1p23F, least_normal = 0x1p-126F, bias = 127;
    static constexpr T scale = 0x1p32F, scale_octaves = 32;   // makes subnormal numbers normal
    static constexpr T ln_terms[] = {1 / T{3}, 1 / T{5}, 1 / T{7}, 1 / T{9}};
};
template <> struct log_constants<double> {
    using bits = std::uint64_t;
    static constexpr unsigned mantissa = 52;
    static constexpr bits one = 0x3FF0000000000000, root_of_half = 0x3FE6A09E667F3BCD, magic = 0x4330000000000000;
    static constexpr double two_to_mantissa = 0x1p52, least_normal = 0x1p-1022, bias = 1023;
    static constexpr double scale = 0x1p64, scale_octaves = 64;
    static constexpr double ln_terms[] = {1. / 3,  1. / 5,  1. / 7,  1. / 9,  1. / 11,
                                          1. / 13, 1. / 15, 1. / 17, 1. / 19, 1. / 21};
};

/// out[i] = scale * log10(max(y, floor)) + offset, where y is |in[i]| if `magnitude`, else in[i].
///
/// Writes max(y, floor) as m 2^e with m from 0.707 to 1.414. With s = (m - 1) / (m + 1), |s| < 0.172,
/// ln m = 2 atanh s = 2 (s + s^3 / 3 + s^5 / 5 + ...).
struct level_kernel {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr void run(T const* in, std::size_t n, T* out, T scale, T floor, T offset,
                                               bool magnitude) noexcept {
        using constants = log_constants<T>;
        using bits = typename constants::bits;
        constexpr T infinity = __builtin_huge_val();
        T const per_octave = static_cast<T>(static_cast<long double>(scale) * 0.301029995663981195L),   // log10 2
            per_ln = static_cast<T>(static_cast<long double>(scale) * 0.868588963806503655L);           // 2 / ln 10
        bits const mask = magnitude ? ~bits{} >> 1 : ~bits{};
        for_each_vector<Target, T>(n, [&](auto step, std::size_t i) SYMPHONIC_KERNEL {
            using V = vector_t<T, step>;
            using B = vector_t<bits, step>;
            V const zero{}, one = zero + T{1}, least = zero + floor;
            V x;
            load(x, in + i);
            x = __builtin_bit_cast(V, static_cast<B>(__builtin_bit_cast(B, x) & mask));
            x = x < least ? least : x;
            V const factor = x < zero + constants::least_normal ? zero + constants::scale : one;
            V const normal = x * factor;
            B const raised = __builtin_bit_cast(B, normal) + (constants::one - constants::root_of_half);
            B const fraction = (raised & ((bits{1} << constants::mantissa) - 1)) + constants::root_of_half;
            V octaves = __builtin_bit_cast(V, static_cast<B>(raised >> constants::mantissa | constants::magic));
            octaves -= constants::two_to_mantissa + constants::bias;
            V const shifted = octaves - constants::scale_octaves;
            octaves = factor > one ? shifted : octaves;

            V const m = __builtin_bit_cast(V, fraction);
            V const s = (m - one) / (m + one), square = s * s;
            constexpr std::size_t terms = sizeof constants::ln_terms / sizeof(T);
            V series = zero + constants::ln_terms[terms - 1];
            SYMPHONIC_UNROLL for (std::size_t k = 0; k < terms - 1; ++k) {
                V product = series;
                rounded_product(product, series, square);
                series = product + constants::ln_terms[terms - 2 - k];
            }
            V cube = s;
            rounded_product(cube, s, square);
            V ln = s;
            add_product(ln, series, cube);
            V level = zero;
            rounded_product(level, ln, V(zero + per_ln));
            add_product(level, octaves, V(zero + per_octave));
            level = x > zero ? level : zero - infinity;
            level = x < zero + infinity ? level : x;   // NaN and infinity are their own levels
            level += offset;
            store(out + i, level);
        });
    }
};

}   // namespace symphonic::detail
#endif
