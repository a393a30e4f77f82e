// SPDX-License-Identifier: MIT
// From vectors of one type of number to another, and to bits: what plain operators do not say, or GCC 12 does badly.
#ifndef SYMPHONIC_SIMD_DETAIL_CONVERT_HPP
#define SYMPHONIC_SIMD_DETAIL_CONVERT_HPP

#include <symphonic/simd/detail/vector.hpp>

namespace symphonic::detail {

// GCC 12 converts to wider numbers through halves and memory. Its own functions for the instructions do not; their
// names are known once a function for that target has been declared.
#if defined(SYMPHONIC_VECTORS) && !defined(__clang__)
#define SYMPHONIC_GCC_BUILTINS
[[gnu::target("avx512f,avx512vl,avx512bw,avx512dq,avx2,fma,popcnt")]] void declare_builtins();
#endif

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpsabi"   // these calls are instructions: no calling convention is at stake
/// N numbers of type T as type U.
template <class U, class T, std::size_t N>
SYMPHONIC_KERNEL inline void convert(vector_t<U, N>& to, const vector_t<T, N>& from) noexcept {
#ifdef SYMPHONIC_GCC_BUILTINS
    using std::is_same_v;
    if constexpr (is_same_v<U, double> && is_same_v<T, float> && N == 8)
        to = __builtin_ia32_cvtps2pd512_mask(from, vector_t<double, N>{}, -1, 4);
    else if constexpr (is_same_v<U, double> && is_same_v<T, float> && N == 4) to = __builtin_ia32_cvtps2pd256(from);
    else if constexpr (is_same_v<U, double> && is_same_v<T, float> && N == 2)
        to = __builtin_ia32_cvtps2pd(__builtin_shufflevector(from, from, 0, 1, 0, 1));
    else if constexpr (is_same_v<U, double> && is_same_v<T, std::int32_t> && N == 8)
        to = __builtin_ia32_cvtdq2pd512_mask(from, vector_t<double, N>{}, -1);
    else if constexpr (is_same_v<U, double> && is_same_v<T, std::int32_t> && N == 4)
        to = __builtin_ia32_cvtdq2pd256(from);
    else if constexpr (is_same_v<U, float> && is_same_v<T, double> && N == 8)
        to = __builtin_ia32_cvtpd2ps512_mask(from, vector_t<float, N>{}, -1, 4);
    else if constexpr (is_same_v<U, float> && is_same_v<T, double> && N == 4) to = __builtin_ia32_cvtpd2ps256(from);
    else if constexpr (is_same_v<U, std::int32_t> && is_same_v<T, double> && N == 8)
        to = __builtin_ia32_cvttpd2dq512_mask(from, vector_t<std::int32_t, N>{}, -1, 4);
    else if constexpr (is_same_v<U, std::int32_t> && is_same_v<T, double> && N == 4)
        to = __builtin_ia32_cvttpd2dq256(from);
    else if constexpr (is_same_v<U, std::int32_t> && is_same_v<T, std::int16_t> && N == 16)
        to = __builtin_ia32_pmovsxwd512_mask(from, vector_t<std::int32_t, N>{}, -1);
    else if constexpr (is_same_v<U, std::int32_t> && is_same_v<T, std::int16_t> && N == 8)
        to = __builtin_ia32_pmovsxwd256(from);
    else
#endif
        to = __builtin_convertvector(from, vector_t<U, N>);
}

/// Bit k says whether x[k] < 0.
template <class T, std::size_t N> SYMPHONIC_KERNEL constexpr std::uint32_t sign_mask(const vector_t<T, N>& x) noexcept {
    if constexpr (N == 1) {
        return x < 0;
    } else {
#ifdef SYMPHONIC_GCC_BUILTINS
        using std::is_same_v;
        vector_t<T, N> constexpr zero{};
        unsigned mask = 0;
        if constexpr (is_same_v<T, float>) {
            if constexpr (N == 4) mask = static_cast<unsigned>(__builtin_ia32_movmskps((vector_t<T, N>)(x < zero)));
            else if constexpr (N == 8)
                mask = static_cast<unsigned>(__builtin_ia32_movmskps256((vector_t<T, N>)(x < zero)));
            else mask = __builtin_ia32_cmpps512_mask(x, zero, 17, 0xFFFF, 4);
        } else if constexpr (is_same_v<T, double>) {
            if constexpr (N == 2) mask = static_cast<unsigned>(__builtin_ia32_movmskpd((vector_t<T, N>)(x < zero)));
            else if constexpr (N == 4)
                mask = static_cast<unsigned>(__builtin_ia32_movmskpd256((vector_t<T, N>)(x < zero)));
            else mask = __builtin_ia32_cmppd512_mask(x, zero, 17, -1, 4);
        } else if constexpr (N == 8) {
            mask = static_cast<unsigned>(__builtin_ia32_pmovmskb128(__builtin_ia32_packsswb128(x, x))) & 0xFF;
        } else if constexpr (N == 16) {   // the halves of x twice each
            mask = static_cast<unsigned>(__builtin_ia32_pmovmskb256(__builtin_ia32_packsswb256(x, x)));
            mask = (mask & 0xFF) | (mask >> 8 & 0xFF00);
        } else {
            mask = __builtin_ia32_cvtw2mask512(x);
        }
        return mask;
#elif defined(SYMPHONIC_VECTORS)
        using bits = bool __attribute__((ext_vector_type(N)));
        bits const negative = __builtin_convertvector(x < 0, bits);
        if constexpr (N == 32) return __builtin_bit_cast(std::uint32_t, negative);
        else if constexpr (N == 16) return __builtin_bit_cast(std::uint16_t, negative);
        else return __builtin_bit_cast(std::uint8_t, negative) & ((1U << N) - 1);
#endif
    }
}
/// x = sqrt(x), rounded as the standard's.
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
#undef SYMPHONIC_GCC_BUILTINS
#pragma GCC diagnostic pop

/// N numbers of type T, from memory, as type U: float, double, int16 and int32 as either of the first two.
template <class U, std::size_t N, class T> SYMPHONIC_KERNEL constexpr void load_as(vector_t<U, N>& to,
                                                                                   T const* from) noexcept {
    if constexpr (N == 1) {
        to = static_cast<U>(*from);
    } else if constexpr (std::is_same_v<U, T>) {
        load(to, from);
    } else {
        vector_t<T, N> raw;
        load(raw, from);
        if constexpr (std::is_same_v<T, std::int16_t>) {
            vector_t<std::int32_t, N> wide;
            convert<std::int32_t, T, N>(wide, raw);
            convert<U, std::int32_t, N>(to, wide);
        } else {
            convert<U, T, N>(to, raw);
        }
    }
}

/// The low 16 bits of each, or all 32.
template <class I, std::size_t N>
SYMPHONIC_KERNEL constexpr void store_as(I* to, const vector_t<std::int32_t, N>& from) noexcept {
    if constexpr (std::is_same_v<I, std::int32_t>) {
        store(to, from);
    } else if constexpr (N == 1) {
        *to = static_cast<I>(from);
    } else {
        vector_t<I, N> const narrow = __builtin_convertvector(from, vector_t<I, N>);
        store(to, narrow);
    }
}

}   // namespace symphonic::detail
#endif
