// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CACHE_DETAIL_SLOT_TABLE_HPP
#define SYMPHONIC_CACHE_DETAIL_SLOT_TABLE_HPP

#include <bit>
#include <cstddef>
#include <cstdint>
#include <new>
#include <utility>
#include <vector>

namespace symphonic::detail {

/// A hash index over numbered slots of memory. Slots are numbered from 1; 0 means none. A slot keeps its address while
/// the table grows. The chains run through an array apart from the objects, so a lookup reads only objects with the
/// same hash. One class serves all types. A template, so that only programs with a cache compile it. It replaces
/// std::list and std::unordered_map in the cache: `benchmarks/cache.cpp` compares them.
template <class = void> class slot_index {
public:
    /// For objects of that size and alignment. Not inlined: otherwise GCC 12 sees how little memory an empty index has
    /// and warns that every slot is out of bounds.
    [[gnu::noinline]] slot_index(std::size_t size, std::size_t alignment) : size_(size), alignment_{alignment} {}
    slot_index(const slot_index&) = delete;
    slot_index& operator=(const slot_index&) = delete;

    /// Adds a slot to the chain of its hash.
    void insert(std::uint32_t hash, std::uint32_t slot) noexcept {
        auto& head = heads_[hash & mask_];
        slots_[slot].hash = hash;
        slots_[slot].next = head;
        head = slot;
    }
    /// Removes a slot from its chain.
    void erase(std::uint32_t slot) noexcept {
        auto* link = &heads_[slots_[slot].hash & mask_];
        while (*link != slot) link = &slots_[*link].next;
        *link = slots_[slot].next;
    }

    [[nodiscard]] std::uint32_t capacity() const noexcept { return static_cast<std::uint32_t>(slots_.size() - 1); }
    /// Returns true if every slot is allocated.
    [[nodiscard]] bool full() const noexcept { return free_ == 0 && used_ == capacity(); }
    /// Returns the capacity after the next grow(). Throws std::bad_alloc beyond 2^30 slots.
    [[nodiscard]] std::uint32_t next_capacity() const {
        if (capacity() > UINT32_MAX / 4) throw std::bad_alloc{};
        return capacity() == 0 ? 16 : 2 * capacity();
    }
    /// Doubles the capacity. If it throws std::bad_alloc, nothing has changed.
    [[gnu::noinline]] void grow() {
        std::size_t const count = next_capacity() - capacity();
        slabs_.reserve(slabs_.size() + 1);
        slots_.reserve(slots_.size() + count);
        std::vector<std::uint32_t> old_heads(std::bit_ceil(slots_.size() + count));
        auto* const memory = static_cast<std::byte*>(::operator new(count * size_, alignment_));
        slabs_.push_back(memory);
        for (std::size_t i = 0; i < count; ++i) slots_.push_back({memory + i * size_});
        heads_.swap(old_heads);
        mask_ = static_cast<std::uint32_t>(heads_.size() - 1);
        for (auto slot : old_heads)
            while (slot != 0) {
                auto const next = slots_[slot].next;
                insert(slots_[slot].hash, slot);
                slot = next;
            }
    }
    /// Returns a slot without an object: the one that was released last. The table must not be full.
    [[nodiscard]] std::uint32_t allocate() noexcept {
        if (free_ == 0) return ++used_;
        return std::exchange(free_, slots_[free_].next);
    }
    /// Takes back a slot whose object is destroyed.
    void release(std::uint32_t slot) noexcept { slots_[slot].next = std::exchange(free_, slot); }

protected:
    ~slot_index() {
        for (auto* const memory : slabs_) ::operator delete(memory, alignment_);
    }

    struct slot_entry {
        void* address = nullptr;
        std::uint32_t hash = 0;
        std::uint32_t next = 0;   // in the chain of a head, or of free slots
    };
    std::vector<std::uint32_t> heads_ = std::vector<std::uint32_t>(1);   // first slots of the chains
    std::vector<slot_entry> slots_ = std::vector<slot_entry>(1);         // slot 0 is not used
    std::uint32_t mask_ = 0, used_ = 0, free_ = 0;                       // free_: the slot that was released last

private:
    std::size_t size_;
    std::align_val_t alignment_;
    std::vector<std::byte*> slabs_{};
};

/// A slot_index for objects of type T. The caller constructs and destroys the objects.
template <class T> class slot_table : public slot_index<> {
public:
    slot_table() : slot_index<>(sizeof(T), alignof(T)) {}

    [[nodiscard]] T& operator[](std::uint32_t slot) const noexcept { return *static_cast<T*>(slots_[slot].address); }
    /// Returns the slot with that hash whose object satisfies the predicate; 0 if there is none.
    [[nodiscard]] std::uint32_t find(std::uint32_t hash, const auto& predicate) const {
        for (auto slot = heads_[hash & mask_]; slot != 0; slot = slots_[slot].next)
            if (slots_[slot].hash == hash && predicate((*this)[slot])) return slot;
        return 0;
    }
};

}   // namespace symphonic::detail
#endif
