// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_SIMD_INSTRUCTION_SET_HPP
#define SYMPHONIC_SIMD_INSTRUCTION_SET_HPP

#include <cstdlib>

#include <symphonic/simd/detail/unit_flags.hpp>

namespace symphonic {

/// The instruction sets that kernels are compiled for, in ascending order. Energies, sums and conversions have the same
/// bits on all of them. On processors other than x86-64 there is only `scalar`.
enum class instruction_set : unsigned char {
    scalar,   ///< standard C++ without vectors
    sse2,     ///< 128-bit vectors, available on every x86-64 processor
    avx2,     ///< 256-bit vectors: AVX2 and FMA
    avx512    ///< 512-bit vectors: AVX-512 F, VL, BW and DQ
};

namespace detail {
inline constexpr char const* instruction_set_names[] = {"scalar", "sse2", "avx2", "avx512"};
template <unsigned long Unit> [[nodiscard]] inline instruction_set selected_instruction_set() noexcept;
}   // namespace detail

/// Returns the name of an instruction set as the environment variable SYMPHONIC_ISA spells it, such as "avx2".
[[nodiscard]] constexpr char const* name(instruction_set set) noexcept {
    return detail::instruction_set_names[static_cast<unsigned>(set)];
}

/// Returns the instruction set that kernels run on: the best that the processor has.
///
/// The environment variable SYMPHONIC_ISA=scalar|sse2|avx2|avx512 sets an upper limit. Other values are ignored. Set it
/// before the first kernel runs: the instruction set is selected once, at the first call of a kernel or of this
/// function. Translation units that are compiled with different instruction-set flags select it separately.
/// Thread-safe. Does not allocate.
[[nodiscard, gnu::always_inline]] inline instruction_set active_instruction_set() noexcept {
    return detail::selected_instruction_set<detail::unit_flags>();
}

namespace detail {

/// Returns the best instruction set of the processor, limited by SYMPHONIC_ISA.
template <unsigned long Unit> [[nodiscard]] instruction_set best_instruction_set() noexcept {
    auto best = instruction_set::scalar;
#ifdef SYMPHONIC_VECTORS
    __builtin_cpu_init();   // a kernel may run before the constructors of static objects
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

template <unsigned long Unit> [[nodiscard]] inline instruction_set selected_instruction_set() noexcept {
    static instruction_set const selected = best_instruction_set<Unit>();
    return selected;
}

}   // namespace detail
}   // namespace symphonic
#endif
