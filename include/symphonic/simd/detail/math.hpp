// SPDX-License-Identifier: MIT
// Functions of vectors that operators do not express: the signs as a bit mask, and the square root.
#ifndef SYMPHONIC_SIMD_DETAIL_MATH_HPP
#define SYMPHONIC_SIMD_DETAIL_MATH_HPP
#ifndef __clang__   // No -Wpsabi for built-in functions. Other pragmas have no effect in a precompiled header of GCC.
#pragma GCC system_header
#endif

#include <symphonic/simd/detail/gcc_builtins.hpp>
#include <symphonic/simd/detail/vector.hpp>

namespace symphonic::detail {

/// Returns a mask whose bit k is set if x[k] < 0. N is at most 32.
template <class T, std::size_t N> SYMPHONIC_KERNEL constexpr std::uint32_t sign_mask(const vector_t<T, N>& x) noexcept {
    if constexpr (N == 1) {
        return x < 0;
    } else {
#ifdef SYMPHONIC_GCC_BUILTINS
        using std::is_same_v;
        vector_t<T, N> constexpr zero{};
        unsigned mask = 0;
        if constexpr (is_same_v<T, float>) {
            if constexpr (N == 4)
                mask = static_cast<unsigned>(__builtin_ia32_movmskps(__builtin_bit_cast(vector_t<T, N>, x < zero)));
            else if constexpr (N == 8)
                mask = static_cast<unsigned>(__builtin_ia32_movmskps256(__builtin_bit_cast(vector_t<T, N>, x < zero)));
            else mask = __builtin_ia32_cmpps512_mask(x, zero, 17, 0xFFFF, 4);
        } else if constexpr (is_same_v<T, double>) {
            if constexpr (N == 2)
                mask = static_cast<unsigned>(__builtin_ia32_movmskpd(__builtin_bit_cast(vector_t<T, N>, x < zero)));
            else if constexpr (N == 4)
                mask = static_cast<unsigned>(__builtin_ia32_movmskpd256(__builtin_bit_cast(vector_t<T, N>, x < zero)));
            else mask = __builtin_ia32_cmppd512_mask(x, zero, 17, 0xFF, 4);
        } else if constexpr (N == 8) {
            mask = static_cast<unsigned>(__builtin_ia32_pmovmskb128(__builtin_ia32_packsswb128(x, x))) & 0xFF;
        } else if constexpr (N == 16) {   // the instruction packs each half of x twice
            mask = static_cast<unsigned>(__builtin_ia32_pmovmskb256(__builtin_ia32_packsswb256(x, x)));
            mask = (mask & 0xFF) | (mask >> 8 & 0xFF00);
        } else {
            mask = __builtin_ia32_cvtw2mask512(x);
        }
        return mask;
#elif defined(__clang__) && __clang_major__ >= 17
        using bits = bool __attribute__((ext_vector_type(N)));
        bits const negative = __builtin_convertvector(x < 0, bits);
        if constexpr (N == 32) return __builtin_bit_cast(std::uint32_t, negative);
        else if constexpr (N == 16) return __builtin_bit_cast(std::uint16_t, negative);
        else return __builtin_bit_cast(std::uint8_t, negative) & ((1U << N) - 1);
#else   // Clang 14 has no vectors of bool, and in Clang 15 and 16 those of fewer than 8 have size 0
        std::uint32_t mask = 0;
        for (std::size_t k = 0; k < N; ++k) mask |= static_cast<std::uint32_t>(x[k] < 0) << k;
        return mask;
#endif
    }
}

/// Sets x = sqrt(x), correctly rounded.
template <class T, std::size_t N> SYMPHONIC_KERNEL constexpr void square_root(vector_t<T, N>& x) noexcept {
    if constexpr (N == 1) {
        if constexpr (sizeof(T) == sizeof(float)) x = __builtin_sqrtf(x);
        else x = __builtin_sqrt(x);
    } else {
#ifdef SYMPHONIC_GCC_BUILTINS
        if constexpr (std::is_same_v<T, float>) {
            if constexpr (N == 4) x = __builtin_ia32_sqrtps(x);
            else if constexpr (N == 8) x = __builtin_ia32_sqrtps256(x);
            else x = __builtin_ia32_sqrtps512_mask(x, x, -1, 4);
        } else {
            if constexpr (N == 2) x = __builtin_ia32_sqrtpd(x);
            else if constexpr (N == 4) x = __builtin_ia32_sqrtpd256(x);
            else x = __builtin_ia32_sqrtpd512_mask(x, x, -1, 4);
        }
#elif __has_builtin(__builtin_elementwise_sqrt)
        x = __builtin_elementwise_sqrt(x);
#else
        for (std::size_t k = 0; k < N; ++k) x[k] = static_cast<T>(__builtin_sqrt(x[k]));
#endif
    }
}

}   // namespace symphonic::detail
#endif
