// SPDX-License-Identifier: MIT
// free_buffers: buffers of equal size in one piece of memory, and a bit for each that is free.
#ifndef SYMPHONIC_MEMORY_DETAIL_SLOT_BITMAP_HPP
#define SYMPHONIC_MEMORY_DETAIL_SLOT_BITMAP_HPP

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>

#if __has_include(<sys/single_threaded.h>)   // glibc
#include <sys/single_threaded.h>
#endif

#include <symphonic/core/errors.hpp>
#include <symphonic/core/stop_requested.hpp>
#include <symphonic/memory/detail/waiting_room.hpp>

namespace symphonic::detail {

class free_buffers;

/// Whether the program has no other thread: glibc's mutexes save their atomic instructions then, and so do we.
[[nodiscard]] inline bool only_thread() noexcept {
#if __has_include(<sys/single_threaded.h>)
    return __libc_single_threaded != 0;
#else
    return false;
#endif
}

/// Where this thread looks for a buffer first, modulo the number of groups. All threads look at the same place, where what was
/// given back last lies hot in a cache, until one gets in another's way and goes elsewhere.
[[gnu::tls_model("initial-exec")]] inline thread_local std::uint32_t preferred_group = 0;   // never allocated late

[[gnu::cold, gnu::noinline]] inline void prefer_another_group() noexcept {
    static std::uint32_t last = 0;
    preferred_group = __atomic_add_fetch(&last, 1, __ATOMIC_RELAXED);
}

/// A buffer, or nothing. The ticket is the address of byte i of the group, of which it is buffer i.
struct taken_buffer {
    std::byte* data = nullptr;
    std::byte* ticket = nullptr;
    [[nodiscard]] explicit operator bool() const noexcept { return ticket != nullptr; }
};

/// All that taking and giving back look at. Processors fetch cache lines in pairs: one for each group.
struct alignas(128) buffer_group {
    static constexpr std::size_t most = 62;   // buffers
    static constexpr std::uint64_t all = (std::uint64_t{1} << most) - 1;
    static constexpr std::uint64_t somebody_waits = std::uint64_t{1} << most;
    static constexpr std::uint64_t pool_is_gone = somebody_waits << 1;

    std::uint64_t free;      // a bit for each buffer, and the two above
    std::byte* first;        // buffer
    std::size_t stride;      // bytes from one to the next
    std::size_t most_used;   // 1 + the greatest index that was ever taken
    free_buffers* owner;
    bool poison;

    [[nodiscard, gnu::always_inline]] taken_buffer buffer(std::size_t i) noexcept {
        return {first + i * stride, reinterpret_cast<std::byte*>(this) + i};
    }
};

/// The head of the memory that it manages. The bits are the reference count: the memory goes with the last buffer that is given
/// back after the pool is gone, or with the pool.
class alignas(buffer_group) free_buffers {
public:
    /// Throws argument_error for what is beyond any memory, std::bad_alloc for what is beyond this one. All of the memory is
    /// written now: no page fault is left for a thread that has no time.
    [[nodiscard]] static free_buffers* make(std::size_t count, std::size_t elements, std::size_t element_size,
                                            std::size_t element_alignment, std::size_t alignment, bool poison) {
        if (count == 0 || elements == 0)
            throw argument_error("buffer_pool: ", count, " buffers of ", elements, " elements, expected some of both");
        if (!std::has_single_bit(alignment))
            throw argument_error("buffer_pool: an alignment of ", alignment, ", expected a power of two");
        for (auto const least : {element_alignment, alignof(buffer_group)})
            if (alignment < least) alignment = least;
        constexpr std::size_t most = PTRDIFF_MAX;
        auto const too_much = [&] {
            return argument_error("buffer_pool: ", count, " buffers of ", elements, " elements of ", element_size,
                                  " bytes, aligned to ", alignment, ", expected no more than ", most, " bytes");
        };
        if (elements > most / element_size) throw too_much();
        auto stride = round_up(elements * element_size, alignment);
        // Of two addresses that differ by a multiple of a page the processor believes a while that they are the same.
        if (stride % page == 0 && alignment < page) stride += alignment;
        if (stride > most || count > most / stride) throw too_much();
        auto const head = round_up(head_size(count), alignment);
        if (head > most - count * stride) throw too_much();
        auto* const made = allocate(count, elements * element_size, stride, alignment, poison);
        std::memset(made->groups()->first, poison ? poison_byte : 0, count * stride);
        return made;
    }
    free_buffers(const free_buffers&) = delete;
    free_buffers& operator=(const free_buffers&) = delete;

    /// The free buffer of the lowest index in the first group that has one, or nothing.
    [[nodiscard, gnu::always_inline]] taken_buffer take() noexcept {
        auto const preferred = preferred_group & last_group_;
        if (auto const taken = take_of(groups()[preferred])) return taken;
        return take_of_others(preferred);
    }
    /// Waits for one that long, in nanoseconds, or for ever; and no longer than anybody waits for what this thread is to deliver.
    [[nodiscard, gnu::cold, gnu::noinline]] taken_buffer wait(std::int64_t at_most) noexcept {
        constexpr std::int64_t glance = 5'000'000;
        auto const start = waiting_room::now();
        auto const end = at_most < waiting_room::for_ever - start ? start + at_most : waiting_room::for_ever;
        waiting_room::waiter self{groups(), groups_end()};
        __atomic_fetch_add(&waits_, 1, __ATOMIC_RELAXED);
        // Whoever gives a buffer back after this comes to wake somebody, and into the room only when this thread sleeps.
        for (auto* g = groups(); g != groups_end(); ++g)
            __atomic_fetch_or(&g->free, buffer_group::somebody_waits, __ATOMIC_ACQ_REL);
        taken_buffer taken;
        for (auto now = start;; now = waiting_room::now()) {
            taken = take();   // also when it is late: this thread may be the one that was woken for a buffer
            if (taken || now >= end || stop_requested()) break;
            self.sleep(stop_flag != nullptr && now < end - glance ? now + glance : end);
        }
        if (self.alone())
            for (auto* g = groups(); g != groups_end(); ++g)
                __atomic_fetch_and(&g->free, ~buffer_group::somebody_waits, __ATOMIC_RELAXED);
        return taken;   // NOLINT(clang-analyzer-core.StackAddressEscape): the room has forgotten self then
    }
    /// One that is none of these: the only one of a pool that is gone already, so it goes when it is given back.
    [[nodiscard, gnu::cold, gnu::noinline]] taken_buffer take_temporary() {
        auto const& g = *groups();
        auto* const own = allocate(1, bytes_, g.stride, alignment_, g.poison);
        auto const taken = own->take();
        if (g.poison) std::memset(taken.data, poison_byte, bytes_);
        own->abandon();
        __atomic_fetch_add(&temporaries_, 1, __ATOMIC_RELAXED);
        return taken;
    }
    /// Gives back a buffer of any pool. `bytes`: its length. Aborts the program, with a message on stderr, if the buffer is already
    /// free.
    [[gnu::always_inline]] static void give_back(taken_buffer buffer, std::size_t bytes) noexcept {
        if (!buffer) return;
        auto const index = address(buffer.ticket) % sizeof(buffer_group);
        auto* const group = reinterpret_cast<buffer_group*>(buffer.ticket - index);
        if (group->poison) [[unlikely]]
            std::memset(buffer.data, poison_byte, bytes);
        auto const bit = std::uint64_t{1} << index;
        auto const before = only_thread() ? std::exchange(group->free, group->free + bit)
                                          : __atomic_fetch_add(&group->free, bit, __ATOMIC_ACQ_REL);
        // Another thread may have the buffer now, give it back and destroy the pool: the group may be no more, unless `before`
        // says that the pool is gone and this buffer is one of those that keep the memory.
        if ((before & (bit | buffer_group::somebody_waits | buffer_group::pool_is_gone)) != 0) [[unlikely]]
            after_giving_back(buffer, before);
    }

    /// The pool ends. Each buffer that is in use now will see it when it is given back.
    [[gnu::noinline]] void abandon() noexcept {
        auto in_use = static_cast<std::ptrdiff_t>(count_);
        for (auto* g = groups(); g != groups_end(); ++g) {
            auto const bits = __atomic_fetch_or(&g->free, buffer_group::pool_is_gone, __ATOMIC_ACQ_REL);
            in_use -= std::popcount(bits & buffer_group::all);
        }
        add_orphans(in_use);
    }

    [[nodiscard]] std::size_t count() const noexcept { return count_; }
    /// Of a buffer, without what lies between it and the next.
    [[nodiscard]] std::size_t bytes() const noexcept { return bytes_; }
    [[nodiscard]] std::size_t alignment() const noexcept { return alignment_; }
    [[nodiscard]] std::size_t in_use() const noexcept {
        std::size_t n = count_;
        for (auto const* g = groups(); g != groups_end(); ++g)
            n -= static_cast<std::size_t>(
                std::popcount(__atomic_load_n(&g->free, __ATOMIC_RELAXED) & buffer_group::all));
        return n;
    }
    [[nodiscard]] std::size_t most_used() const noexcept {
        std::size_t n = 0;
        for (auto const* g = groups(); g != groups_end(); ++g) n += __atomic_load_n(&g->most_used, __ATOMIC_RELAXED);
        return n;
    }
    [[nodiscard]] std::uint64_t temporaries() const noexcept {
        return __atomic_load_n(&temporaries_, __ATOMIC_RELAXED);
    }
    [[nodiscard]] std::uint64_t waits() const noexcept { return __atomic_load_n(&waits_, __ATOMIC_RELAXED); }

    /// Returns the buffer that begins at p: one of these, or a temporary one that was taken instead. Aborts the program, with
    /// a message on stderr, where no buffer begins at p.
    [[nodiscard]] taken_buffer at(std::byte* p) noexcept {
        for (auto* g = groups(); g != groups_end(); ++g)
            if (auto const i = address(p) - address(g->first); i < size_of(g) * g->stride) {
                if (i % g->stride != 0) [[unlikely]]
                    abort_for("pointer into a buffer given back", p);
                return g->buffer(i / g->stride);
            }
        return temporary_at(p);
    }

private:
    static constexpr std::size_t page = 4096;
    static constexpr int poison_byte = 0xFF;   // a NaN in float and double, -1 in integers

    free_buffers(std::size_t count, std::size_t bytes, std::size_t alignment) noexcept
        : count_(count), bytes_(bytes), alignment_(alignment), last_group_(groups_of(count) - 1) {}
    ~free_buffers() = default;

    [[nodiscard]] static std::uintptr_t address(const std::byte* p) noexcept {
        return reinterpret_cast<std::uintptr_t>(p);
    }
    [[nodiscard]] static constexpr std::size_t round_up(std::size_t n, std::size_t alignment) noexcept {
        return (n + alignment - 1) & ~(alignment - 1);
    }
    /// A power of two: eight, for threads to find places of their own; less, if there are not so many buffers, or more.
    [[nodiscard]] static constexpr std::size_t groups_of(std::size_t count) noexcept {
        if (count <= 8 * buffer_group::most) return std::bit_floor(count < 8 ? count : 8);
        return std::bit_ceil((count - 1) / buffer_group::most + 1);
    }
    [[nodiscard]] static constexpr std::size_t head_size(std::size_t count) noexcept {
        return sizeof(free_buffers) + groups_of(count) * sizeof(buffer_group);
    }
    [[nodiscard]] static free_buffers* allocate(std::size_t count, std::size_t bytes, std::size_t stride,
                                                std::size_t alignment, bool poison) {
        auto const head = round_up(head_size(count), alignment);
        auto* const memory =
            static_cast<std::byte*>(::operator new(head + count * stride, std::align_val_t{alignment}));
        auto* const made = new (memory) free_buffers(count, bytes, alignment);
        auto* first = memory + head;
        for (auto* g = made->groups(); g != made->groups_end(); ++g) {
            auto const here = made->size_of(g);
            new (g) buffer_group{buffer_group::all >> (buffer_group::most - here), first, stride, 0, made, poison};
            first += here * stride;
        }
        return made;
    }

    [[nodiscard, gnu::always_inline]] static taken_buffer take_of(buffer_group& group) noexcept {
        auto* const first = group.first;   // before the exchange, which nothing overtakes
        auto const stride = group.stride;
        auto seen = __atomic_load_n(&group.free, __ATOMIC_RELAXED);
        while (auto const free = seen & buffer_group::all) {
            auto const rest = seen & (seen - 1);   // without the lowest bit
            if (only_thread()) {
                group.free = rest;
            } else if (!__atomic_compare_exchange_n(&group.free, &seen, rest, false, __ATOMIC_ACQUIRE,
                                                    __ATOMIC_RELAXED)) {
                prefer_another_group();
                continue;
            }
            auto const index = static_cast<std::size_t>(std::countr_zero(free));
            if (index >= __atomic_load_n(&group.most_used, __ATOMIC_RELAXED)) [[unlikely]]
                raise(group, index + 1);
            return {first + index * stride, reinterpret_cast<std::byte*>(&group) + index};
        }
        return {};
    }
    [[nodiscard, gnu::noinline]] taken_buffer take_of_others(std::size_t group) noexcept {
        for (std::size_t i = 1; i <= last_group_; ++i)
            if (auto const taken = take_of(groups()[(group + i) & last_group_])) return taken;
        return {};
    }
    [[gnu::cold, gnu::noinline]] static void raise(buffer_group& group, std::size_t used) noexcept {
        for (auto seen = __atomic_load_n(&group.most_used, __ATOMIC_RELAXED); seen < used;)
            if (__atomic_compare_exchange_n(&group.most_used, &seen, used, true, __ATOMIC_RELAXED, __ATOMIC_RELAXED))
                return;
    }
    /// Writes "symphonic::buffer_pool: <misuse>: <address>" to stderr and aborts, as free() of the C library does for a double
    /// free.
    [[noreturn, gnu::cold, gnu::noinline]] static void abort_for(char const* misuse, const std::byte* p) noexcept {
        std::fprintf(stderr, "symphonic::buffer_pool: %s: %p\n", misuse, static_cast<const void*>(p));
        std::abort();
    }
    /// Returns the temporary buffer that begins at p. Each has a head and a group of its own in front of it.
    [[nodiscard, gnu::cold, gnu::noinline]] taken_buffer temporary_at(std::byte* p) noexcept {
        auto const head = round_up(head_size(1), alignment_);
        if (address(p) % alignment_ == 0 && address(p) > head) {
            auto* const own = reinterpret_cast<free_buffers*>(p - head);
            if (auto* const g = own->groups(); g->owner == own && g->first == p) return g->buffer(0);
        }
        abort_for("pointer that is not from this pool given back", p);
    }
    [[gnu::cold, gnu::noinline]] static void after_giving_back(taken_buffer buffer, std::uint64_t before) noexcept {
        auto const index = address(buffer.ticket) % sizeof(buffer_group);
        // The addition has carried into the bits of other buffers, and other threads may have acted on them already.
        if ((before >> index & 1) != 0) abort_for("buffer given back twice", buffer.data);
        auto* const group = reinterpret_cast<buffer_group*>(buffer.ticket - index);
        if ((before & buffer_group::pool_is_gone) != 0) group->owner->add_orphans(-1);
        else waiting_room::wake(group);
    }
    /// The pool adds, once, as many as it left; each of them takes away 1. Before the pool has added, the sum is below 0 after each;
    /// then it is the number of those to come. So it is 0 for one of them all, the last, and nobody else is here then.
    void add_orphans(std::ptrdiff_t n) noexcept {
        if (__atomic_add_fetch(&orphans_, n, __ATOMIC_ACQ_REL) != 0) return;
        ::operator delete(static_cast<void*>(this), std::align_val_t{alignment_});
    }
    /// The buffers lie group after group, as many in each; the first of them have one more, until all are there.
    [[nodiscard]] std::size_t size_of(const buffer_group* group) const noexcept {
        auto const before = static_cast<std::size_t>(group - groups());
        return count_ / (last_group_ + 1) + (before < (count_ & last_group_) ? 1 : 0);
    }
    [[nodiscard]] buffer_group* groups() noexcept { return reinterpret_cast<buffer_group*>(this + 1); }
    [[nodiscard]] const buffer_group* groups() const noexcept {
        return reinterpret_cast<const buffer_group*>(this + 1);
    }
    [[nodiscard]] buffer_group* groups_end() noexcept { return groups() + last_group_ + 1; }
    [[nodiscard]] const buffer_group* groups_end() const noexcept { return groups() + last_group_ + 1; }

    std::size_t count_, bytes_, alignment_, last_group_;
    std::uint64_t temporaries_ = 0, waits_ = 0;
    std::ptrdiff_t orphans_ = 0;
};

}   // namespace symphonic::detail
#endif
