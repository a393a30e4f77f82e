// SPDX-License-Identifier: MIT
// Conversion of vectors between types of numbers.
#ifndef SYMPHONIC_SIMD_DETAIL_CONVERT_HPP
#define SYMPHONIC_SIMD_DETAIL_CONVERT_HPP
#ifndef __clang__   // No -Wpsabi for built-in functions. Other pragmas have no effect in a precompiled header of GCC.
#pragma GCC system_header
#endif

#include <symphonic/simd/detail/gcc_builtins.hpp>
#include <symphonic/simd/detail/vector.hpp>

namespace symphonic::detail {

/// Converts N numbers of type T to type U. Floating point to integer truncates. GCC 12 converts to wider types through
/// half vectors and memory (3 x slower), so for GCC the instructions are named.
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
        to = __builtin_ia32_pmovsxwd512_mask(from, vector_t<std::int32_t, N>{}, 0xFFFF);
    else if constexpr (is_same_v<U, std::int32_t> && is_same_v<T, std::int16_t> && N == 8)
        to = __builtin_ia32_pmovsxwd256(from);
    else
#endif
        to = __builtin_convertvector(from, vector_t<U, N>);
}

/// Loads N numbers of type T and converts them to U. T is float, double, int16 or int32; U is float or double.
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

/// Stores N numbers as int32, or their low 16 bits as int16.
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
