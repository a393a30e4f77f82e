// SPDX-License-Identifier: MIT
// Replaces operator new and delete, of all forms, by such as count: included in one unit of a program, it makes measure_memory
// exact in all of them. A second unit that includes it does not link.
//   cost      16 bytes before each block (more where it is aligned to more), which say how many it has, and some 10 ns; threads
//             that allocate at the same time share the counters
//   without   what malloc gives to C libraries, and to those that bring an allocator of their own
#ifndef SYMPHONIC_PROFILE_COUNT_ALLOCATIONS_HPP
#define SYMPHONIC_PROFILE_COUNT_ALLOCATIONS_HPP

#include <cstdint>
#include <cstdlib>
#include <new>

#include <symphonic/profile/detail/allocation_counts.hpp>

namespace symphonic::detail {

/// Bytes before a block, the last of which hold its size.
[[nodiscard]] constexpr std::size_t head_of_block(std::align_val_t alignment) noexcept {
    constexpr std::size_t usual = __STDCPP_DEFAULT_NEW_ALIGNMENT__;
    static_assert(usual >= sizeof(std::size_t));
    return static_cast<std::size_t>(alignment) > usual ? static_cast<std::size_t>(alignment) : usual;
}
inline constexpr std::align_val_t usual_alignment{};

/// Null if there is no memory.
[[nodiscard]] inline void* try_counted_new(std::size_t size, std::align_val_t alignment) noexcept {
    auto const head = head_of_block(alignment);
    if (size > static_cast<std::size_t>(PTRDIFF_MAX) - 2 * head) return nullptr;
    void* const base = alignment == usual_alignment ? std::malloc(head + size)
                                                    : std::aligned_alloc(head, (head + size + head - 1) / head * head);
    if (base == nullptr) return nullptr;
    auto* const block = static_cast<std::byte*>(base) + head;
    __builtin_memcpy(block - sizeof size, &size, sizeof size);
    counted_memory.allocated(static_cast<std::ptrdiff_t>(size));
    return block;
}
[[nodiscard]] inline void* counted_new(std::size_t size, std::align_val_t alignment = usual_alignment) {
    for (;;) {
        if (void* const block = try_counted_new(size, alignment)) return block;
        auto const handler = std::get_new_handler();
        if (handler == nullptr) throw std::bad_alloc{};
        handler();
    }
}
[[nodiscard]] inline void* counted_new_or_null(std::size_t size, std::align_val_t alignment = usual_alignment) noexcept
    try {
    return counted_new(size, alignment);
} catch (...) {
    return nullptr;
}
inline void counted_delete(void* block, std::align_val_t alignment = usual_alignment) noexcept {
    if (block == nullptr) return;
    std::size_t size = 0;
    __builtin_memcpy(&size, static_cast<std::byte*>(block) - sizeof size, sizeof size);
    counted_memory.freed(static_cast<std::ptrdiff_t>(size));
    std::free(static_cast<std::byte*>(block) - head_of_block(alignment));
}

}   // namespace symphonic::detail

// Not inline, as the standard wants it; inlined all the same, GCC would see a free() that does not belong to a new.
[[gnu::noinline]] void* operator new(std::size_t n) { return symphonic::detail::counted_new(n); }
[[gnu::noinline]] void* operator new[](std::size_t n) { return symphonic::detail::counted_new(n); }
[[gnu::noinline]] void* operator new(std::size_t n, std::align_val_t a) { return symphonic::detail::counted_new(n, a); }
[[gnu::noinline]] void* operator new[](std::size_t n, std::align_val_t a) {
    return symphonic::detail::counted_new(n, a);
}
[[gnu::noinline]] void* operator new(std::size_t n, const std::nothrow_t&) noexcept {
    return symphonic::detail::counted_new_or_null(n);
}
[[gnu::noinline]] void* operator new[](std::size_t n, const std::nothrow_t&) noexcept {
    return symphonic::detail::counted_new_or_null(n);
}
[[gnu::noinline]] void* operator new(std::size_t n, std::align_val_t a, const std::nothrow_t&) noexcept {
    return symphonic::detail::counted_new_or_null(n, a);
}
[[gnu::noinline]] void* operator new[](std::size_t n, std::align_val_t a, const std::nothrow_t&) noexcept {
    return symphonic::detail::counted_new_or_null(n, a);
}
[[gnu::noinline]] void operator delete(void* p) noexcept { symphonic::detail::counted_delete(p); }
[[gnu::noinline]] void operator delete[](void* p) noexcept { symphonic::detail::counted_delete(p); }
[[gnu::noinline]] void operator delete(void* p, std::size_t) noexcept { symphonic::detail::counted_delete(p); }
[[gnu::noinline]] void operator delete[](void* p, std::size_t) noexcept { symphonic::detail::counted_delete(p); }
[[gnu::noinline]] void operator delete(void* p, std::align_val_t a) noexcept {
    symphonic::detail::counted_delete(p, a);
}
[[gnu::noinline]] void operator delete[](void* p, std::align_val_t a) noexcept {
    symphonic::detail::counted_delete(p, a);
}
[[gnu::noinline]] void operator delete(void* p, std::size_t, std::align_val_t a) noexcept {
    symphonic::detail::counted_delete(p, a);
}
[[gnu::noinline]] void operator delete[](void* p, std::size_t, std::align_val_t a) noexcept {
    symphonic::detail::counted_delete(p, a);
}
[[gnu::noinline]] void operator delete(void* p, const std::nothrow_t&) noexcept {
    symphonic::detail::counted_delete(p);
}
[[gnu::noinline]] void operator delete[](void* p, const std::nothrow_t&) noexcept {
    symphonic::detail::counted_delete(p);
}
[[gnu::noinline]] void operator delete(void* p, std::align_val_t a, const std::nothrow_t&) noexcept {
    symphonic::detail::counted_delete(p, a);
}
[[gnu::noinline]] void operator delete[](void* p, std::align_val_t a, const std::nothrow_t&) noexcept {
    symphonic::detail::counted_delete(p, a);
}
#endif
