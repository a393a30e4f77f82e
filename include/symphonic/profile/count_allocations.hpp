// SPDX-License-Identifier: MIT
// Replaces all forms of operator new and delete by ones that count. Include it in one source file of a program: measure_memory is
// exact then, in all source files. A second source file that includes it does not link.
// Cost: 16 bytes in front of each block (more for a greater alignment), which hold its size, and some 10 ns; threads share the
// counters. Not counted: malloc in C libraries, and libraries with an allocator of their own.
#ifndef SYMPHONIC_PROFILE_COUNT_ALLOCATIONS_HPP
#define SYMPHONIC_PROFILE_COUNT_ALLOCATIONS_HPP

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>

#include <symphonic/profile/detail/allocation_counts.hpp>

namespace symphonic::detail {

inline constexpr std::align_val_t default_alignment{__STDCPP_DEFAULT_NEW_ALIGNMENT__};

/// Bytes in front of a block; the last of them hold its size.
[[nodiscard]] constexpr std::size_t block_head(std::align_val_t alignment) noexcept {
    static_assert(static_cast<std::size_t>(default_alignment) >= sizeof(std::size_t));
    return static_cast<std::size_t>(std::max(alignment, default_alignment));
}
[[nodiscard]] inline void* counted_new(std::size_t size, std::align_val_t alignment = default_alignment) {
    auto const head = block_head(alignment);
    bool const possible = size <= static_cast<std::size_t>(PTRDIFF_MAX) - 2 * head;
    for (;;) {
        void* const base = possible ? std::aligned_alloc(head, (head + size + head - 1) / head * head) : nullptr;
        if (base != nullptr) {
            auto* const block = static_cast<std::byte*>(base) + head;
            std::memcpy(block - sizeof size, &size, sizeof size);
            allocation_counters.count_new(static_cast<std::ptrdiff_t>(size));
            return block;
        }
        auto const handler = std::get_new_handler();
        if (handler == nullptr) throw std::bad_alloc{};
        handler();
    }
}
[[nodiscard]] inline void* counted_new_or_null(std::size_t size,
                                               std::align_val_t alignment = default_alignment) noexcept try {
    return counted_new(size, alignment);
} catch (...) {
    return nullptr;
}
inline void counted_delete(void* block, std::align_val_t alignment = default_alignment) noexcept {
    if (block == nullptr) return;
    std::size_t size = 0;
    std::memcpy(&size, static_cast<std::byte*>(block) - sizeof size, sizeof size);
    allocation_counters.count_delete(static_cast<std::ptrdiff_t>(size));
    std::free(static_cast<std::byte*>(block) - block_head(alignment));
}

}   // namespace symphonic::detail

// Not inline, as the standard requires, and never inlined: GCC would warn of a free() that does not match a new.
[[gnu::noinline]] void* operator new(std::size_t n) { return symphonic::detail::counted_new(n); }
[[gnu::noinline]] void* operator new(std::size_t n, std::align_val_t a) { return symphonic::detail::counted_new(n, a); }
[[gnu::noinline]] void* operator new[](std::size_t n) { return ::operator new(n); }
[[gnu::noinline]] void* operator new[](std::size_t n, std::align_val_t a) { return ::operator new(n, a); }
[[gnu::noinline]] void* operator new(std::size_t n, const std::nothrow_t&) noexcept {
    return symphonic::detail::counted_new_or_null(n);
}
[[gnu::noinline]] void* operator new(std::size_t n, std::align_val_t a, const std::nothrow_t&) noexcept {
    return symphonic::detail::counted_new_or_null(n, a);
}
[[gnu::noinline]] void* operator new[](std::size_t n, const std::nothrow_t& t) noexcept { return ::operator new(n, t); }
[[gnu::noinline]] void* operator new[](std::size_t n, std::align_val_t a, const std::nothrow_t& t) noexcept {
    return ::operator new(n, a, t);
}
[[gnu::noinline]] void operator delete(void* p) noexcept { symphonic::detail::counted_delete(p); }
[[gnu::noinline]] void operator delete(void* p, std::align_val_t a) noexcept {
    symphonic::detail::counted_delete(p, a);
}
[[gnu::noinline]] void operator delete(void* p, std::size_t) noexcept { ::operator delete(p); }
[[gnu::noinline]] void operator delete(void* p, std::size_t, std::align_val_t a) noexcept { ::operator delete(p, a); }
[[gnu::noinline]] void operator delete(void* p, const std::nothrow_t&) noexcept { ::operator delete(p); }
[[gnu::noinline]] void operator delete(void* p, std::align_val_t a, const std::nothrow_t&) noexcept {
    ::operator delete(p, a);
}
[[gnu::noinline]] void operator delete[](void* p) noexcept { ::operator delete(p); }
[[gnu::noinline]] void operator delete[](void* p, std::align_val_t a) noexcept { ::operator delete(p, a); }
[[gnu::noinline]] void operator delete[](void* p, std::size_t) noexcept { ::operator delete(p); }
[[gnu::noinline]] void operator delete[](void* p, std::size_t, std::align_val_t a) noexcept { ::operator delete(p, a); }
[[gnu::noinline]] void operator delete[](void* p, const std::nothrow_t&) noexcept { ::operator delete(p); }
[[gnu::noinline]] void operator delete[](void* p, std::align_val_t a, const std::nothrow_t&) noexcept {
    ::operator delete(p, a);
}
#endif
