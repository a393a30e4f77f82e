// SPDX-License-Identifier: MIT
// unit_flags: the instruction-set flags that this translation unit is compiled with, as one number.
//
// Two units of a program may be compiled with different flags, for example with and without -mavx512f. The linker keeps
// one definition of each inline function and template instantiation. If it kept the one with AVX-512 instructions, the
// whole program would crash on a processor without them. Therefore every function that is emitted for a kernel has
// unit_flags as a template argument: units with different flags define different symbols. The test part `isolation`
// checks this in object files.
#ifndef SYMPHONIC_SIMD_DETAIL_UNIT_FLAGS_HPP
#define SYMPHONIC_SIMD_DETAIL_UNIT_FLAGS_HPP

// Defined where kernels use vectors. Tests define SYMPHONIC_NO_VECTORS to compile the scalar code of other processors.
#if defined(__x86_64__) && !defined(SYMPHONIC_NO_VECTORS)
#define SYMPHONIC_VECTORS 1
#endif

namespace symphonic::detail {

// 1 if the macro `flag` is defined as 1. An undefined macro expands to its own name.
#define SYMPHONIC_TEXT(flag) #flag
#define SYMPHONIC_IS_SET(flag) (SYMPHONIC_TEXT(flag)[0] == '1')
// Not inline: units may have different values.
// clang-format off
[[maybe_unused]] constexpr unsigned long unit_flags =
    SYMPHONIC_IS_SET(__SSE3__) << 0 | SYMPHONIC_IS_SET(__SSSE3__) << 1 | SYMPHONIC_IS_SET(__SSE4_1__) << 2 |
    SYMPHONIC_IS_SET(__SSE4_2__) << 3 | SYMPHONIC_IS_SET(__POPCNT__) << 4 | SYMPHONIC_IS_SET(__AVX__) << 5 |
    SYMPHONIC_IS_SET(__AVX2__) << 6 | SYMPHONIC_IS_SET(__FMA__) << 7 | SYMPHONIC_IS_SET(__F16C__) << 8 |
    SYMPHONIC_IS_SET(__BMI__) << 9 | SYMPHONIC_IS_SET(__BMI2__) << 10 | SYMPHONIC_IS_SET(__LZCNT__) << 11 |
    SYMPHONIC_IS_SET(__MOVBE__) << 12 | SYMPHONIC_IS_SET(__AVX512F__) << 13 | SYMPHONIC_IS_SET(__AVX512VL__) << 14 |
    SYMPHONIC_IS_SET(__AVX512BW__) << 15 | SYMPHONIC_IS_SET(__AVX512DQ__) << 16 | SYMPHONIC_IS_SET(__AVX512CD__) << 17 |
    SYMPHONIC_IS_SET(__AVX512IFMA__) << 18 | SYMPHONIC_IS_SET(__AVX512VBMI__) << 19 |
    SYMPHONIC_IS_SET(__AVX512VNNI__) << 20 | SYMPHONIC_IS_SET(__AVXVNNI__) << 21 | SYMPHONIC_IS_SET(__FMA4__) << 22 |
    SYMPHONIC_IS_SET(__XOP__) << 23 | SYMPHONIC_IS_SET(__SSE4A__) << 24 | SYMPHONIC_IS_SET(__AVX512FP16__) << 25 |
    SYMPHONIC_IS_SET(SYMPHONIC_VECTORS) << 26;
// clang-format on
/// The flags of a unit that is compiled without instruction-set flags.
[[maybe_unused]] constexpr unsigned long baseline_flags = SYMPHONIC_IS_SET(SYMPHONIC_VECTORS) << 26;
#undef SYMPHONIC_IS_SET
#undef SYMPHONIC_TEXT

}   // namespace symphonic::detail
#endif
