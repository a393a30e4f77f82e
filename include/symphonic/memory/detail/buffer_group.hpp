// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_MEMORY_DETAIL_BUFFER_GROUP_HPP
#define SYMPHONIC_MEMORY_DETAIL_BUFFER_GROUP_HPP

#include <symphonic/memory/detail/slot_bitmap.hpp>

namespace symphonic::detail {

class buffer_block;
class wait_queue;

/// A buffer that is in use, or none.
struct buffer_slot {
    std::byte* data = nullptr;
    /// Identifies the buffer: the address of its group plus its index in the group; null if there is none. The index is less
    /// than the alignment of the group, so both can be computed from the sum. Never dereferenced.
    std::byte* id = nullptr;
    [[nodiscard]] explicit operator bool() const noexcept { return id != nullptr; }
};

/// Up to 62 buffers and all data that taking and releasing them reads. 128 bytes: processors prefetch cache lines in pairs.
struct alignas(128) buffer_group {
    slot_bitmap slots;
    std::byte* first;     // first buffer
    std::size_t stride;   // bytes from one buffer to the next
    buffer_block* block;
    wait_queue* waiting;   // of the program or library that made the pool
    bool poison;

    [[nodiscard, gnu::always_inline]] buffer_slot buffer(std::size_t index) noexcept {
        return {first + index * stride, reinterpret_cast<std::byte*>(this) + index};
    }
    [[nodiscard, gnu::always_inline]] buffer_slot take() noexcept {
        auto* const base = first;   // loaded before the atomic operation, which delays later loads
        auto const distance = stride;
        auto const index = slots.take();
        if (index == slot_bitmap::no_slot) return {};
        return {base + index * distance, reinterpret_cast<std::byte*>(this) + index};
    }
    /// Returns the group of a buffer.
    [[nodiscard, gnu::always_inline]] static buffer_group& of(buffer_slot buffer) noexcept {
        return *reinterpret_cast<buffer_group*>(buffer.id - index_of(buffer));
    }
    /// Returns the index of a buffer in its group.
    [[nodiscard, gnu::always_inline]] static std::size_t index_of(buffer_slot buffer) noexcept {
        return reinterpret_cast<std::uintptr_t>(buffer.id) % alignof(buffer_group);
    }
};

}   // namespace symphonic::detail
#endif
