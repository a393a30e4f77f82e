// SPDX-License-Identifier: MIT
// The memory layer: where numbers are kept.
#ifndef SYMPHONIC_MEMORY_HPP
#define SYMPHONIC_MEMORY_HPP

#include <symphonic/memory/matrix.hpp>   // matrix: rows of numbers

#endif
