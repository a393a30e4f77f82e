// SPDX-License-Identifier: MIT
// Makes GCC's built-in functions for AVX2 and AVX-512 available without <immintrin.h>, which costs as much to include
// as three <vector>s. Defines SYMPHONIC_GCC_BUILTINS where they are available.
#ifndef SYMPHONIC_SIMD_DETAIL_GCC_BUILTINS_HPP
#define SYMPHONIC_SIMD_DETAIL_GCC_BUILTINS_HPP

#include <symphonic/simd/detail/unit_flags.hpp>

#if defined(SYMPHONIC_VECTORS) && !defined(__clang__)
#define SYMPHONIC_GCC_BUILTINS 1
namespace symphonic::detail {
/// Neither defined nor called. GCC declares the built-in functions of an instruction set when it meets the first
/// function with that target.
[[gnu::target("avx512f,avx512vl,avx512bw,avx512dq,avx2,fma,popcnt")]] void declare_builtins();
}   // namespace symphonic::detail
#endif

#endif
