// SPDX-License-Identifier: MIT
// The memory layer: where numbers are kept. memory/pool_resource.hpp, a pool for containers of the standard library, stands alone:
// <memory_resource> alone costs more to include than all of this.
#ifndef SYMPHONIC_MEMORY_HPP
#define SYMPHONIC_MEMORY_HPP

#include <symphonic/memory/buffer_pool.hpp>   // buffer_pool: buffers that are there before they are needed
#include <symphonic/memory/lease.hpp>         // lease: one of them, as long as one holds it
#include <symphonic/memory/matrix.hpp>        // matrix: rows of numbers

#endif
