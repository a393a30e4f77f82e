// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_PROFILE_DETAIL_ALLOCATION_COUNTS_HPP
#define SYMPHONIC_PROFILE_DETAIL_ALLOCATION_COUNTS_HPP

#include <atomic>
#include <cstddef>
#include <new>

namespace symphonic::detail {

/// Calls of operator new in this program, and their bytes.
struct allocation_counts {
    std::atomic<std::size_t> allocations{0};
    std::atomic<std::ptrdiff_t> bytes{0}, peak{0};

    void count_new(std::ptrdiff_t size) noexcept {
        allocations.fetch_add(1, std::memory_order_relaxed);
        raise_peak(bytes.fetch_add(size) + size);
    }
    void count_delete(std::ptrdiff_t size) noexcept { bytes.fetch_sub(size); }
    void reset_peak() noexcept {
        peak.store(bytes.load());
        raise_peak(bytes.load());   // of an allocation in another thread since the first load
    }

private:
    void raise_peak(std::ptrdiff_t to) noexcept {
        for (auto seen = peak.load(); seen < to && !peak.compare_exchange_weak(seen, to);) {}
    }
};

/// All 0 unless a source file of the program includes count_allocations.hpp.
inline constinit allocation_counts allocation_counters{};

/// Returns true if a source file does. Tests the allocator itself, once: the same answer in all source files, and before main().
[[nodiscard]] inline bool allocations_are_counted() {
    static bool const counted = [] {
        auto const before = allocation_counters.allocations.load();
        void* const probe = ::operator new(1);
        asm volatile("" : : "r"(probe) : "memory");   // otherwise the compiler may remove the allocation
        ::operator delete(probe);
        return allocation_counters.allocations.load() != before;
    }();
    return counted;
}

}   // namespace symphonic::detail
#endif
