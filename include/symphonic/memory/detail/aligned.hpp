// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_MEMORY_DETAIL_ALIGNED_HPP
#define SYMPHONIC_MEMORY_DETAIL_ALIGNED_HPP

#include <cstddef>
#include <new>
#include <vector>

namespace symphonic::detail {

/// Allocates memory aligned to a cache line, 64 bytes, or to alignof(T) if that is more.
template <class T> struct aligned_allocator {
    using value_type = T;
    static constexpr std::align_val_t alignment{alignof(T) > 64 ? alignof(T) : 64};

    aligned_allocator() = default;
    template <class U> explicit(false) aligned_allocator(const aligned_allocator<U>&) noexcept {}

    /// n * sizeof(T) does not overflow: containers compare n with max_size() first.
    [[nodiscard]] T* allocate(std::size_t n) { return static_cast<T*>(::operator new(n * sizeof(T), alignment)); }
    void deallocate(T* p, std::size_t) noexcept { ::operator delete(p, alignment); }
    template <class U> [[nodiscard]] friend bool operator==(const aligned_allocator&,
                                                            const aligned_allocator<U>&) noexcept {
        return true;
    }
};

template <class T> using aligned_vector = std::vector<T, aligned_allocator<T>>;

}   // namespace symphonic::detail
#endif
