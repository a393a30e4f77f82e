// SPDX-License-Identifier: MIT
// The simd layer: instruction sets, run-time dispatch and vectors. Standard library only.
#ifndef SYMPHONIC_SIMD_HPP
#define SYMPHONIC_SIMD_HPP

#include <symphonic/simd/instruction_set.hpp>   // active_instruction_set, SYMPHONIC_ISA

#endif
