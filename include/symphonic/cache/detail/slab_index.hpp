// SPDX-License-Identifier: MIT
// slot_table: objects in numbered places, found by a hash.
#ifndef SYMPHONIC_CACHE_DETAIL_SLAB_INDEX_HPP
#define SYMPHONIC_CACHE_DETAIL_SLAB_INDEX_HPP

#include <bit>
#include <cstddef>
#include <cstdint>
#include <new>
#include <utility>
#include <vector>

namespace symphonic::detail {

/// Slots are numbered from 1; 0 is none. A place stays where it is while the table grows. Chains go through an array of their own:
/// no object is looked at whose hash is another. What is in the places is nothing to this class, so it is compiled once.
class slot_index {
public:
    /// Of places of that size and alignment. Not inlined: where GCC 12 sees how little an empty one allocates it takes any slot of it
    /// to be out of bounds.
    [[gnu::noinline]] slot_index(std::size_t size, std::size_t alignment) : size_(size), alignment_{alignment} {}
    slot_index(const slot_index&) = delete;
    slot_index& operator=(const slot_index&) = delete;

    void insert(std::uint32_t hash, std::uint32_t slot) noexcept {
        auto& head = heads_[hash & mask_];
        slots_[slot].hash = hash;
        slots_[slot].next = head;
        head = slot;
    }
    void erase(std::uint32_t slot) noexcept {
        auto* at = &heads_[slots_[slot].hash & mask_];
        while (*at != slot) at = &slots_[*at].next;
        *at = slots_[slot].next;
    }

    [[nodiscard]] bool full() const noexcept { return free_ == 0 && used_ == capacity(); }
    [[nodiscard]] std::uint32_t capacity() const noexcept { return static_cast<std::uint32_t>(slots_.size() - 1); }
    /// How many slots a full one has after grow().
    [[nodiscard]] std::uint32_t wider() const {
        if (capacity() > UINT32_MAX / 4) throw std::bad_alloc{};
        return capacity() == 0 ? 16 : 2 * capacity();
    }
    /// Throws std::bad_alloc, and nothing has changed then.
    [[gnu::noinline]] void grow() {
        std::size_t const count = wider() - capacity();
        pieces_.reserve(pieces_.size() + 1);
        slots_.reserve(slots_.size() + count);
        std::vector<std::uint32_t> heads(std::bit_ceil(slots_.size() + count));
        auto* const memory = static_cast<std::byte*>(::operator new(count * size_, alignment_));
        pieces_.push_back(memory);
        for (std::size_t i = 0; i < count; ++i) slots_.push_back({memory + i * size_});
        heads_.swap(heads);
        mask_ = static_cast<std::uint32_t>(heads_.size() - 1);
        for (auto slot : heads)
            while (slot != 0) {
                auto const next = slots_[slot].next;
                insert(slots_[slot].hash, slot);
                slot = next;
            }
    }
    /// A slot without an object, of a table that is not full: the one that was given back last.
    [[nodiscard]] std::uint32_t take() noexcept {
        if (free_ == 0) return ++used_;
        return std::exchange(free_, slots_[free_].next);
    }
    /// Back: its object is gone.
    void give(std::uint32_t slot) noexcept { slots_[slot].next = std::exchange(free_, slot); }

protected:
    ~slot_index() {
        for (auto* const memory : pieces_) ::operator delete(memory, alignment_);
    }

    struct slot_entry {
        void* place = nullptr;
        std::uint32_t hash = 0, next = 0;   // next: in the chain of a head, or of free slots
    };
    std::vector<std::uint32_t> heads_ = std::vector<std::uint32_t>(1);
    std::vector<slot_entry> slots_ = std::vector<slot_entry>(1);   // the first stands for none
    std::uint32_t mask_ = 0, used_ = 0, free_ = 0;

private:
    std::size_t size_;
    std::align_val_t alignment_;
    std::vector<std::byte*> pieces_{};   // of memory
};

/// Who makes an object in a place destroys it.
template <class T> class slot_table : public slot_index {
public:
    slot_table() : slot_index(sizeof(T), alignof(T)) {}

    [[nodiscard]] T& operator[](std::uint32_t slot) const noexcept { return *static_cast<T*>(slots_[slot].place); }
    /// The slot with that hash for which is_it(object); 0: there is none.
    [[nodiscard]] std::uint32_t find(std::uint32_t hash, const auto& is_it) const {
        for (auto slot = heads_[hash & mask_]; slot != 0; slot = slots_[slot].next)
            if (slots_[slot].hash == hash && is_it((*this)[slot])) return slot;
        return 0;
    }
};

}   // namespace symphonic::detail
#endif
