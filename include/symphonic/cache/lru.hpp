// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CACHE_LRU_HPP
#define SYMPHONIC_CACHE_LRU_HPP

#include <cstdint>

#include <symphonic/cache/detail/slot_list.hpp>

namespace symphonic {

/// The default policy of lru_cache: evicts the least recently used entry. A policy of your own is a class with these
/// members. The cache calls them under its lock. A slot is the number of an entry, from 1; each is inserted, touched
/// any number of times, then erased. Cost: 8 bytes an entry.
class lru {
public:
    /// Makes room for slots up to `highest`; called before such a slot is inserted. Throws std::bad_alloc and then
    /// changes nothing.
    void reserve(std::uint32_t highest) { order_.reserve(highest); }
    /// Adds a new entry.
    void insert(std::uint32_t slot) noexcept { order_.push_front(slot); }
    /// Records a hit.
    void touch(std::uint32_t slot) noexcept {
        if (order_.first() == slot) return;
        order_.erase(slot);
        order_.push_front(slot);
    }
    /// Removes an entry.
    void erase(std::uint32_t slot) noexcept { order_.erase(slot); }
    /// Returns the slot to evict; the cache erases it next. There is at least one entry.
    [[nodiscard]] std::uint32_t victim() noexcept { return order_.last(); }

    /// Returns the first slot in the order of lru_cache::items(), the most recently used one; 0 if there is none.
    [[nodiscard]] std::uint32_t first() const noexcept { return order_.first(); }
    /// Returns the slot after `slot` in that order; 0 if there is none.
    [[nodiscard]] std::uint32_t next(std::uint32_t slot) const noexcept { return order_.next(slot); }

private:
    detail::slot_list<> order_{};
};

}   // namespace symphonic
#endif
