// SPDX-License-Identifier: MIT
// The memory layer. It does not include memory/pool_resource.hpp (std::pmr containers on a pool), because <memory_resource> is
// expensive to include.
#ifndef SYMPHONIC_MEMORY_HPP
#define SYMPHONIC_MEMORY_HPP

#include <symphonic/core/detail/language.hpp>

#include <symphonic/memory/buffer_pool.hpp>   // buffer_pool: a fixed number of buffers, used again and again
#include <symphonic/memory/lease.hpp>         // lease: a buffer acquired from a pool
#include <symphonic/memory/matrix.hpp>        // matrix: rows of equal length in one piece of memory

#endif
