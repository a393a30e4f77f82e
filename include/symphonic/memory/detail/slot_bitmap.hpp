// SPDX-License-Identifier: MIT
// The lock-free part of buffer_pool. It replaces a mutex and a vector: benchmarks/pool.cpp measures what it gains.
#ifndef SYMPHONIC_MEMORY_DETAIL_SLOT_BITMAP_HPP
#define SYMPHONIC_MEMORY_DETAIL_SLOT_BITMAP_HPP

#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>

#if __has_include(<sys/single_threaded.h>)   // glibc
#include <sys/single_threaded.h>
#endif

namespace symphonic::detail {

/// Returns true if the program has no other thread. Atomic read-modify-write instructions are not needed then; the mutexes
/// of glibc omit them, too.
[[nodiscard]] inline bool is_single_threaded() noexcept {
#if __has_include(<sys/single_threaded.h>)
    return __libc_single_threaded != 0;
#else
    return false;
#endif
}

/// Index of the bitmap in which this thread searches first, modulo the number of bitmaps. It is 0 in every thread until the
/// thread meets contention. take() takes the free slot of the lowest index, so threads without contention usually reuse
/// recently used buffers, which are still in a cache. initial-exec: the first access in a thread must not allocate.
[[gnu::tls_model("initial-exec")]] inline thread_local std::uint32_t preferred_bitmap = 0;

[[gnu::cold, gnu::noinline]] inline void prefer_another_bitmap() noexcept {
    static constinit std::atomic<std::uint32_t> last{0};
    preferred_bitmap = last.fetch_add(1, std::memory_order_relaxed) + 1;
}

/// The free slots of a pool, or of a part of it, one bit each, and two flags.
class slot_bitmap {
public:
    static constexpr std::size_t max_slots = 62;
    static constexpr std::size_t no_slot = std::numeric_limits<std::size_t>::max();
    static constexpr std::uint64_t all_slots = (std::uint64_t{1} << max_slots) - 1;
    static constexpr std::uint64_t has_waiters = std::uint64_t{1} << max_slots;
    static constexpr std::uint64_t pool_destroyed = has_waiters << 1;

    /// Slots 0 to `count` - 1 are free.
    explicit slot_bitmap(std::size_t count) noexcept : bits_(all_slots >> (max_slots - count)) {}

    /// Takes the free slot of the lowest index. Returns no_slot if none is free.
    [[nodiscard, gnu::always_inline]] std::size_t take() noexcept {
        auto bits = bits_.load(std::memory_order_relaxed);
        while (auto const free = bits & all_slots) {
            auto const rest = bits & (bits - 1);   // clears the lowest bit
            if (is_single_threaded()) {
                bits_.store(rest, std::memory_order_relaxed);
            } else if (!bits_.compare_exchange_strong(bits, rest, std::memory_order_acquire,
                                                      std::memory_order_relaxed)) {
                prefer_another_bitmap();
                continue;
            }
            auto const slot = static_cast<std::size_t>(std::countr_zero(free));
            if (slot >= high_water_.load(std::memory_order_relaxed)) [[unlikely]]
                raise_high_water(slot + 1);
            return slot;
        }
        return no_slot;
    }
    /// Releases a slot. Returns the bits before. If the slot's bit was already set (double release), the addition carries into
    /// other bits; the caller must abort. Unless pool_destroyed is set in the result, the bitmap may no longer exist
    /// afterwards: another thread may have taken the slot, released it and destroyed the pool.
    [[nodiscard, gnu::always_inline]] std::uint64_t release(std::size_t slot) noexcept {
        auto const bit = std::uint64_t{1} << slot;
        if (!is_single_threaded())
            return bits_.fetch_add(bit, std::memory_order_acq_rel);   // one instruction, unlike fetch_or
        auto const before = bits_.load(std::memory_order_relaxed);
        bits_.store(before + bit, std::memory_order_relaxed);
        return before;
    }
    /// Sets a flag. Returns the bits before.
    std::uint64_t set_flag(std::uint64_t flag) noexcept { return bits_.fetch_or(flag, std::memory_order_acq_rel); }
    void clear_flag(std::uint64_t flag) noexcept { bits_.fetch_and(~flag, std::memory_order_relaxed); }

    [[nodiscard]] static std::size_t free_slots(std::uint64_t bits) noexcept {
        return static_cast<std::size_t>(std::popcount(bits & all_slots));
    }
    [[nodiscard]] std::size_t free_slots() const noexcept { return free_slots(bits_.load(std::memory_order_relaxed)); }
    /// 1 + the greatest index taken so far.
    [[nodiscard]] std::size_t high_water() const noexcept { return high_water_.load(std::memory_order_relaxed); }

private:
    [[gnu::cold, gnu::noinline]] void raise_high_water(std::size_t used) noexcept {
        auto seen = high_water();
        while (seen < used && !high_water_.compare_exchange_weak(seen, used, std::memory_order_relaxed)) {}
    }

    std::atomic<std::uint64_t> bits_;
    std::atomic<std::size_t> high_water_{0};
};

}   // namespace symphonic::detail
#endif
