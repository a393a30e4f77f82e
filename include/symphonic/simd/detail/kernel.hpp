// SPDX-License-Identifier: MIT
// How to write a kernel: a function that is written once and compiled for every instruction set.
//
// A kernel is a class with one static function template:
//
//     struct gain_kernel {
//         template <class Target, class T>
//         SYMPHONIC_KERNEL static void run(T const* x, std::size_t n, T* out, T factor);
//     };
//
// on_active<gain_kernel>(x, n, out, factor), in dispatch.hpp, calls it for the best instruction set of the processor.
// `run` computes with vec<Target, T>, in vector.hpp: a vector register of numbers, or a single T for the scalar target.
//   - Pass vectors by reference, never by value, and return none: otherwise the calling convention depends on the flags
//     of the unit.
//   - Write SYMPHONIC_KERNEL after the parameters of each lambda. Otherwise it is compiled with the flags of the unit,
//     and with -mavx512f the compiler refuses to inline it.
//   - Write SYMPHONIC_UNROLL before a loop over an array of registers, or use unroll<N> for sums. With a plain loop, GCC
//     at -O2 keeps them in memory.
//   - Prefer a loop to a function that calls a lambda: GCC optimizes a body again in each function it is inlined into.
//   - Add products with add_product, unless they are exact. Some instruction sets fuse a multiplication with an
//     addition, which rounds once instead of twice and gives different bits.
//   - Use the kernel in tests/properties/every_kernel.cpp: the test part `isolation` fails if it misses one. List it in
//     precompiled.hpp if functions that are compiled in the unit of the user call it.
#ifndef SYMPHONIC_SIMD_DETAIL_KERNEL_HPP
#define SYMPHONIC_SIMD_DETAIL_KERNEL_HPP

#include <cstddef>

#include <symphonic/simd/instruction_set.hpp>

// The attributes of every function that is part of a kernel. A compiler inlines a function only into functions whose
// target has all instruction sets of the inlined one. So these attributes name the smallest target, which every entry
// function includes, whatever flags the unit is compiled with. SYMPHONIC_KERNEL_TARGET alone marks a function that is called.
#ifdef SYMPHONIC_VECTORS
#define SYMPHONIC_KERNEL_TARGET __attribute__((target("no-avx,no-avx512f")))
#else
#define SYMPHONIC_KERNEL_TARGET
#endif
#define SYMPHONIC_KERNEL __attribute__((always_inline)) SYMPHONIC_KERNEL_TARGET

// Makes the compiler unroll the following loop, of at most 32 iterations, completely. The bounds must be constants.
#ifdef __clang__
#define SYMPHONIC_UNROLL _Pragma("clang loop unroll(full)")
#else
#define SYMPHONIC_UNROLL _Pragma("GCC unroll 32")
#endif

namespace symphonic::detail {

/// The template argument of a kernel's run: the instruction set it is compiled for, and the flags of the unit.
template <instruction_set Set, unsigned long Unit = unit_flags> struct target {
    static constexpr instruction_set set = Set;
    static constexpr std::size_t bytes = Set == instruction_set::avx512 ? 64 : Set == instruction_set::avx2 ? 32 : 16;
};

}   // namespace symphonic::detail
#endif
