// SPDX-License-Identifier: MIT
// lru: the entry that was not used for the longest time goes first.
#ifndef SYMPHONIC_CACHE_LRU_HPP
#define SYMPHONIC_CACHE_LRU_HPP

#include <symphonic/cache/detail/slab_order.hpp>

namespace symphonic {

/// Which entry makes room for another: what a cache is told by its third parameter. A class of one's own has these functions;
/// they are called under the cache's lock. Slots are numbers from 1; each is inserted, then touched any number of times, then
/// erased.
class lru {
public:
    /// Before a slot up to `most` is inserted. Throws std::bad_alloc, and nothing has changed then.
    void reserve(std::uint32_t most) { order_.reserve(most); }
    void insert(std::uint32_t slot) noexcept { order_.push_front(slot); }
    /// A hit.
    void touch(std::uint32_t slot) noexcept {
        if (order_.first() == slot) return;
        order_.erase(slot);
        order_.push_front(slot);
    }
    void erase(std::uint32_t slot) noexcept { order_.erase(slot); }
    /// The slot that is to go; it is erased next. 0 only where there is none.
    [[nodiscard]] std::uint32_t victim() noexcept { return order_.last(); }

    /// From the hottest to the coldest, for those who look at all entries; 0: there is no further one.
    [[nodiscard]] std::uint32_t first() const noexcept { return order_.first(); }
    [[nodiscard]] std::uint32_t next(std::uint32_t slot) const noexcept { return order_.next(slot); }

private:
    detail::slot_list order_{};
};

}   // namespace symphonic
#endif
