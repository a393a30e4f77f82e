// SPDX-License-Identifier: MIT
// The simd layer: instruction sets and their selection at run time. The vectors that kernels use are in simd/detail/.
#ifndef SYMPHONIC_SIMD_HPP
#define SYMPHONIC_SIMD_HPP

#include <symphonic/simd/instruction_set.hpp>   // instruction_set, active_instruction_set

#endif
