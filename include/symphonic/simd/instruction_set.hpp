// SPDX-License-Identifier: MIT
// instruction_set: what the kernels of this program run on, chosen when the first of them runs (by units compiled for
// different processors each for itself).
//
// Environment: SYMPHONIC_ISA=scalar|sse2|avx2|avx512 keeps the kernels at or below that; what the processor lacks is
// never used, and any other value limits nothing. Set it before the first kernel runs. The bits of energies, sums and
// conversions are the same on all of them.
#ifndef SYMPHONIC_SIMD_INSTRUCTION_SET_HPP
#define SYMPHONIC_SIMD_INSTRUCTION_SET_HPP

#include <cstdlib>

// SYMPHONIC_NO_VECTORS, for tests: the portable path alone, as on other processors.
#if defined(__x86_64__) && !defined(SYMPHONIC_NO_VECTORS)
#define SYMPHONIC_VECTORS 1
#endif

namespace symphonic {

/// From the least to the most. scalar is plain standard C++, and all there is but on x86-64.
enum class instruction_set : unsigned char {
    scalar,
    sse2,
    avx2,    ///< with FMA
    avx512   ///< F, VL, BW and DQ
};

namespace detail {

inline constexpr char const* instruction_set_names[] = {"scalar", "sse2", "avx2", "avx512"};

// Code compiled for one processor must never run on a lesser one because the linker took it for the whole program. So
// the kernels, and what chooses among them, have the flags of their unit as a template argument, hence in their symbols.
#define SYMPHONIC_TEXT(flag) #flag
#define SYMPHONIC_IS_SET(flag) (SYMPHONIC_TEXT(flag)[0] == '1')   // what is not defined is its own name
// clang-format off
constexpr unsigned long unit_flags =
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
#undef SYMPHONIC_IS_SET
#undef SYMPHONIC_TEXT

template <unsigned long Unit> [[nodiscard]] instruction_set best_instruction_set() noexcept {
    auto best = instruction_set::scalar;
#ifdef SYMPHONIC_VECTORS
    __builtin_cpu_init();   // a kernel may run before constructors have
    best = instruction_set::sse2;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
        best = instruction_set::avx2;
        if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
            __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq"))
            best = instruction_set::avx512;
    }
#endif
    if (char const* const limit = std::getenv("SYMPHONIC_ISA"))
        for (unsigned char below = 0; below < static_cast<unsigned char>(best); ++below)
            if (__builtin_strcmp(limit, instruction_set_names[below]) == 0) best = static_cast<instruction_set>(below);
    return best;
}
template <unsigned long Unit> [[nodiscard]] inline instruction_set chosen_instruction_set() noexcept {
    static instruction_set const chosen = best_instruction_set<Unit>();
    return chosen;
}

}   // namespace detail

/// As SYMPHONIC_ISA spells it.
[[nodiscard]] constexpr char const* name(instruction_set set) noexcept {
    return detail::instruction_set_names[static_cast<unsigned>(set)];
}

/// What the kernels run on in this program. Chosen at the first call of this or of a kernel; safe from any thread.
[[nodiscard, gnu::always_inline]] inline instruction_set active_instruction_set() noexcept {
    return detail::chosen_instruction_set<detail::unit_flags>();
}

}   // namespace symphonic
#endif
