// SPDX-License-Identifier: MIT
// Replaces the allocator of a test program: counts allocations and lets one fail. Include it in one file of the program.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <new>

namespace testing {

inline thread_local std::size_t allocations = 0;      ///< of this thread so far
inline thread_local std::size_t allowed = SIZE_MAX;   ///< allocations of this thread until all fail; SIZE_MAX: no limit

/// Returns the number of allocations of f() in this thread.
std::size_t allocations_of(auto f) {
    auto const before = allocations;
    f();
    return allocations - before;
}

/// Counts an allocation. Returns null if it must fail.
inline void* allocate(std::size_t n, std::size_t alignment) {
    ++allocations;
    if (allowed != SIZE_MAX && (allowed == 0 || allowed-- == 0)) return nullptr;
    return alignment == 0 ? std::malloc(n != 0 ? n : 1)
                          : std::aligned_alloc(alignment, (n + alignment) / alignment * alignment);
}

}   // namespace testing

// Not inlined, or GCC 12 warns of mismatched new and delete.
[[gnu::noinline]] void* operator new(std::size_t n) {
    if (void* const p = testing::allocate(n, 0)) return p;
    throw std::bad_alloc{};
}
[[gnu::noinline]] void* operator new(std::size_t n, std::align_val_t alignment) {
    if (void* const p = testing::allocate(n, static_cast<std::size_t>(alignment))) return p;
    throw std::bad_alloc{};
}
[[gnu::noinline]] void operator delete(void* p, std::align_val_t) noexcept { std::free(p); }
[[gnu::noinline]] void operator delete(void* p, std::size_t, std::align_val_t) noexcept { std::free(p); }
[[gnu::noinline]] void operator delete(void* p) noexcept { std::free(p); }
[[gnu::noinline]] void operator delete(void* p, std::size_t) noexcept { std::free(p); }
