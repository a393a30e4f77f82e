// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_MEMORY_DETAIL_BUFFER_BLOCK_HPP
#define SYMPHONIC_MEMORY_DETAIL_BUFFER_BLOCK_HPP

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>

#include <symphonic/core/detail/wait.hpp>
#include <symphonic/core/errors.hpp>
#include <symphonic/memory/detail/buffer_group.hpp>
#include <symphonic/memory/detail/wait_queue.hpp>

namespace symphonic::detail {

/// The buffers of a pool and their administration in one piece of memory: this object, the groups, the buffers. When the pool
/// is destroyed, leased buffers keep the memory alive; the last release frees it. The free slots serve as the reference count.
class alignas(buffer_group) buffer_block {
public:
    /// Throws argument_error for sizes and alignments that no memory can hold, std::bad_alloc if there is not enough memory.
    /// Writes all of it, so that later accesses cause no page fault.
    [[nodiscard]] static buffer_block* make(std::size_t count, std::size_t elements, std::size_t element_size,
                                            std::size_t element_alignment, std::size_t alignment, bool poison) {
        if (count == 0 || elements == 0)
            throw argument_error("buffer_pool: ", count, " buffers of ", elements,
                                 " elements, expected at least 1 of 1");
        if (!std::has_single_bit(alignment))
            throw argument_error("buffer_pool: alignment ", alignment, ", expected a power of two");
        alignment = std::max({alignment, element_alignment, alignof(buffer_group)});
        constexpr std::size_t max_bytes = PTRDIFF_MAX;
        auto const too_large = [&] {
            return argument_error("buffer_pool: ", count, " buffers of ", elements, " elements of ", element_size,
                                  " bytes, aligned to ", alignment, ", expected at most ", max_bytes, " bytes");
        };
        if (elements > max_bytes / element_size) throw too_large();
        auto stride = round_up(elements * element_size, alignment);
        // Accesses to addresses that differ by a multiple of the page size conflict in the processor, which compares the low
        // bits.
        if (stride % page == 0 && alignment < page) stride += alignment;
        if (stride > max_bytes || count > max_bytes / stride) throw too_large();
        if (round_up(head_size(count), alignment) > max_bytes - count * stride) throw too_large();
        auto* const block = allocate(count, elements * element_size, stride, alignment, poison);
        std::memset(block->groups()->first, poison ? poison_byte : 0, count * stride);
        return block;
    }
    buffer_block(const buffer_block&) = delete;
    buffer_block& operator=(const buffer_block&) = delete;

    /// Takes the free buffer of the lowest index in the first group that has one. Returns no buffer if none is free.
    [[nodiscard, gnu::always_inline]] buffer_slot take() noexcept {
        auto const preferred = preferred_bitmap & last_group_;
        if (auto const buffer = groups()[preferred].take()) return buffer;
        return take_from_other_groups(preferred);
    }
    /// Waits for a buffer, at most for `timeout`; for ever if it is nanoseconds::max(). Returns no buffer after the timeout and
    /// when a stop is requested.
    template <class = void>   // compiled only where it is called
    [[nodiscard, gnu::cold, gnu::noinline]] buffer_slot wait(std::chrono::nanoseconds timeout) noexcept {
        using clock = std::chrono::steady_clock;
        auto const start = clock::now();
        auto& queue = *groups()->waiting;
        std::unique_lock lock{queue.mutex};
        wait_queue::waiter self{address(groups()), address(groups_end())};
        queue.push(self);
        // No release is missed: take() finds a buffer that is released before the flag is set. A release after that notifies,
        // for which it needs the mutex, so it waits until this thread sleeps.
        for (auto* g = groups(); g != groups_end(); ++g) g->slots.set_flag(slot_bitmap::has_waiters);
        buffer_slot buffer;
        bool counted = false;
        auto const has_buffer = [&] {
            self.notified = false;
            buffer = take();
            // Counted only here: a program that sees the number knows that the thread sleeps or is about to.
            if (!buffer && !std::exchange(counted, true)) waits_.fetch_add(1, std::memory_order_relaxed);
            return static_cast<bool>(buffer);
        };
        if (timeout >= clock::time_point::max() - start)
            static_cast<void>(detail::wait(self.condition, lock, has_buffer));
        else static_cast<void>(detail::wait_until(self.condition, lock, start + timeout, has_buffer));
        queue.remove(self);
        if (!queue.has_waiter_at(self.begin))
            for (auto* g = groups(); g != groups_end(); ++g) g->slots.clear_flag(slot_bitmap::has_waiters);
        return buffer;
    }
    /// Allocates a buffer outside the pool: the only one of a block without a pool, which is freed when the buffer is released.
    [[nodiscard, gnu::cold, gnu::noinline]] buffer_slot take_temporary() {
        auto const& group = *groups();
        auto* const block = allocate(1, bytes_, group.stride, alignment_, group.poison);
        auto const buffer = block->take();
        if (group.poison) std::memset(buffer.data, poison_byte, bytes_);
        block->abandon();
        temporaries_.fetch_add(1, std::memory_order_relaxed);
        return buffer;
    }
    /// Releases a buffer of `bytes` bytes of any pool. Aborts the program, with a message on stderr, if the buffer is free
    /// already.
    [[gnu::always_inline]] static void release(buffer_slot buffer, std::size_t bytes) noexcept {
        if (!buffer) return;
        auto& group = buffer_group::of(buffer);
        if (group.poison) [[unlikely]]
            std::memset(buffer.data, poison_byte, bytes);
        auto const index = buffer_group::index_of(buffer);
        auto* const waiting = group.waiting;   // the group may be freed after the release
        auto const before = group.slots.release(index);
        constexpr auto flags = slot_bitmap::has_waiters | slot_bitmap::pool_destroyed;
        if ((before & (std::uint64_t{1} << index | flags)) != 0) [[unlikely]]
            handle_double_release_or_flags(buffer, before, *waiting);
    }
    /// Ends the pool: marks the groups for later releases, and frees the memory if all buffers are free.
    [[gnu::noinline]] void abandon() noexcept {
        auto in_use = static_cast<std::ptrdiff_t>(count_);
        for (auto* g = groups(); g != groups_end(); ++g)
            in_use -=
                static_cast<std::ptrdiff_t>(slot_bitmap::free_slots(g->slots.set_flag(slot_bitmap::pool_destroyed)));
        add_outstanding(in_use);
    }

    [[nodiscard]] std::size_t count() const noexcept { return count_; }
    /// Bytes of a buffer, without the padding between buffers.
    [[nodiscard]] std::size_t bytes() const noexcept { return bytes_; }
    [[nodiscard]] std::size_t alignment() const noexcept { return alignment_; }
    [[nodiscard]] std::size_t in_use() const noexcept {
        std::size_t n = count_;
        for (auto const* g = groups(); g != groups_end(); ++g) n -= g->slots.free_slots();
        return n;
    }
    [[nodiscard]] std::size_t high_water() const noexcept {
        std::size_t n = 0;
        for (auto const* g = groups(); g != groups_end(); ++g) n += g->slots.high_water();
        return n;
    }
    [[nodiscard]] std::uint64_t temporaries() const noexcept { return temporaries_.load(std::memory_order_relaxed); }
    [[nodiscard]] std::uint64_t waits() const noexcept { return waits_.load(std::memory_order_relaxed); }

    /// Returns the buffer that begins at p: one of this block, or a temporary buffer taken in its place. Aborts the program,
    /// with a message on stderr, if no buffer begins at p.
    [[nodiscard]] buffer_slot at(std::byte* p) noexcept {
        for (auto* g = groups(); g != groups_end(); ++g)
            if (auto const offset = address(p) - address(g->first); offset < size_of(g) * g->stride) {
                if (offset % g->stride != 0) [[unlikely]]
                    abort_for("pointer into a buffer released", p);
                return g->buffer(offset / g->stride);
            }
        return temporary_at(p);
    }

private:
    static constexpr std::size_t page = 4096;
    static constexpr int poison_byte = 0xFF;   // a NaN in float and double, -1 in integers

    buffer_block(std::size_t count, std::size_t bytes, std::size_t alignment) noexcept
        : count_(count), bytes_(bytes), alignment_(alignment), last_group_(groups_for(count) - 1) {}
    ~buffer_block() = default;

    [[nodiscard]] static std::uintptr_t address(const void* p) noexcept { return reinterpret_cast<std::uintptr_t>(p); }
    [[nodiscard]] static constexpr std::size_t round_up(std::size_t n, std::size_t alignment) noexcept {
        return (n + alignment - 1) & ~(alignment - 1);
    }
    /// A power of two: 8, so that threads can use different groups; fewer for fewer buffers, more if 8 are too small.
    [[nodiscard]] static constexpr std::size_t groups_for(std::size_t count) noexcept {
        if (count <= 8 * slot_bitmap::max_slots) return std::bit_floor(std::min<std::size_t>(count, 8));
        return std::bit_ceil((count - 1) / slot_bitmap::max_slots + 1);
    }
    [[nodiscard]] static constexpr std::size_t head_size(std::size_t count) noexcept {
        return sizeof(buffer_block) + groups_for(count) * sizeof(buffer_group);
    }
    [[nodiscard]] static buffer_block* allocate(std::size_t count, std::size_t bytes, std::size_t stride,
                                                std::size_t alignment, bool poison) {
        auto const head = round_up(head_size(count), alignment);
        auto* const memory =
            static_cast<std::byte*>(::operator new(head + count * stride, std::align_val_t{alignment}));
        auto* const block = new (memory) buffer_block(count, bytes, alignment);
        auto* first = memory + head;
        for (auto* g = block->groups(); g != block->groups_end(); ++g) {
            auto const size = block->size_of(g);
            new (g) buffer_group{slot_bitmap{size}, first, stride, block, &waiting_threads, poison};
            first += size * stride;
        }
        return block;
    }

    [[nodiscard, gnu::noinline]] buffer_slot take_from_other_groups(std::size_t group) noexcept {
        for (std::size_t i = 1; i <= last_group_; ++i)
            if (auto const buffer = groups()[(group + i) & last_group_].take()) return buffer;
        return {};
    }
    /// Aborts the program after a double release. Otherwise counts the release if the pool was destroyed, or notifies a waiting
    /// thread. `before`: result of slot_bitmap::release().
    [[gnu::cold, gnu::noinline]] static void handle_double_release_or_flags(buffer_slot buffer, std::uint64_t before,
                                                                            wait_queue& waiting) noexcept {
        if ((before >> buffer_group::index_of(buffer) & 1) != 0) abort_for("buffer released twice", buffer.data);
        auto* const group = &buffer_group::of(buffer);   // may be freed by now, unless pool_destroyed is set
        if ((before & slot_bitmap::pool_destroyed) != 0) group->block->add_outstanding(-1);
        else waiting.notify_one(address(group));
    }
    /// Counts buffers that are in use after the pool's end. abandon() adds their number, once; each later release subtracts 1,
    /// some of them before abandon() adds. So the sum is 0 after the last of these calls only, which frees the memory.
    void add_outstanding(std::ptrdiff_t n) noexcept {
        if (outstanding_.fetch_add(n, std::memory_order_acq_rel) + n != 0) return;
        ::operator delete(static_cast<void*>(this), std::align_val_t{alignment_});
    }

    /// Writes "symphonic::buffer_pool: <misuse>: <address>" to stderr and aborts, as free() of the C library does for a double
    /// free.
    [[noreturn, gnu::cold, gnu::noinline]] static void abort_for(char const* misuse, const void* p) noexcept {
        std::fprintf(stderr, "symphonic::buffer_pool: %s: %p\n", misuse, p);
        std::abort();
    }
    /// Returns the temporary buffer that begins at p. Its block and group lie in front of it.
    [[nodiscard, gnu::cold, gnu::noinline]] buffer_slot temporary_at(std::byte* p) noexcept {
        auto const head = round_up(head_size(1), alignment_);
        if (address(p) % alignment_ == 0 && address(p) > head) {
            auto* const block = reinterpret_cast<buffer_block*>(p - head);
            if (auto* const g = block->groups(); g->block == block && g->first == p) return g->buffer(0);
        }
        abort_for("pointer that is not from this pool released", p);
    }
    /// The buffers are distributed evenly over the groups; the first groups hold one more if the division has a remainder.
    [[nodiscard]] std::size_t size_of(const buffer_group* group) const noexcept {
        auto const index = static_cast<std::size_t>(group - groups());
        return count_ / (last_group_ + 1) + (index < (count_ & last_group_) ? 1 : 0);
    }
    [[nodiscard]] buffer_group* groups() noexcept { return reinterpret_cast<buffer_group*>(this + 1); }
    [[nodiscard]] const buffer_group* groups() const noexcept {
        return reinterpret_cast<const buffer_group*>(this + 1);
    }
    [[nodiscard]] buffer_group* groups_end() noexcept { return groups() + last_group_ + 1; }
    [[nodiscard]] const buffer_group* groups_end() const noexcept { return groups() + last_group_ + 1; }

    std::size_t count_, bytes_, alignment_, last_group_;
    std::atomic<std::uint64_t> temporaries_{0}, waits_{0};
    std::atomic<std::ptrdiff_t> outstanding_{0};
};

}   // namespace symphonic::detail
#endif
