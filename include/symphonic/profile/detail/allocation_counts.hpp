// SPDX-License-Identifier: MIT
// What is counted of the allocations of a program, in one place for all of its units.
#ifndef SYMPHONIC_PROFILE_DETAIL_ALLOCATION_COUNTS_HPP
#define SYMPHONIC_PROFILE_DETAIL_ALLOCATION_COUNTS_HPP

#include <cstddef>
#include <new>

#include <symphonic/profile/detail/shared_number.hpp>

namespace symphonic::detail {

struct allocation_counts {
    shared_number<std::size_t> allocations;    // since the program began
    shared_number<std::ptrdiff_t> now, most;   // bytes; most: since somebody set it back

    void allocated(std::ptrdiff_t bytes) noexcept {
        allocations.fetch_add(1);
        most.raise(now.fetch_add(bytes) + bytes);
    }
    void freed(std::ptrdiff_t bytes) noexcept { now.fetch_add(-bytes); }
    void forget_most() noexcept {
        most.exchange(now.load());
        most.raise(now.load());   // of another thread, just now
    }
};

/// All zeros unless a unit of the program includes count_allocations.hpp.
inline constinit allocation_counts counted_memory{};

/// Whether one does: asked of the allocator itself, once, so that every unit has the same answer, and has it before main, too.
[[nodiscard]] inline bool allocations_are_counted() {
    static bool const are = [] {
        auto const before = counted_memory.allocations.load();
        void* const probe = ::operator new(1);
        asm volatile("" : : "r"(probe) : "memory");   // or the compiler sees that nobody needs it
        ::operator delete(probe);
        return counted_memory.allocations.load() != before;
    }();
    return are;
}

}   // namespace symphonic::detail
#endif
