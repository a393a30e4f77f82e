// SPDX-License-Identifier: MIT
// slot_list: slots in an order. A slot is the number of a place in a slab, from 1; 0 is none.
#ifndef SYMPHONIC_CACHE_DETAIL_SLAB_ORDER_HPP
#define SYMPHONIC_CACHE_DETAIL_SLAB_ORDER_HPP

#include <cstdint>
#include <vector>

namespace symphonic::detail {

/// A ring of links, doubly linked; link 0 is where it begins and ends. Eight bytes a slot, apart from the entries: moving one to the
/// front touches no other entry's cache line.
class slot_list {
public:
    [[gnu::noinline]] slot_list() {}   // as that of slot_index
    /// Room for slots up to `most`. Throws std::bad_alloc, and nothing has changed then.
    void reserve(std::uint32_t most) { links_.resize(std::size_t{most} + 1); }

    void push_front(std::uint32_t slot) noexcept {
        auto const first = links_[0].next;
        links_[slot] = {0, first};
        links_[first].previous = slot;
        links_[0].next = slot;
    }
    void erase(std::uint32_t slot) noexcept {
        auto const [before, behind] = links_[slot];
        links_[before].next = behind;
        links_[behind].previous = before;
    }
    [[nodiscard]] std::uint32_t first() const noexcept { return next(0); }
    [[nodiscard]] std::uint32_t last() const noexcept { return previous(0); }
    /// 0 behind the last.
    [[nodiscard]] std::uint32_t next(std::uint32_t slot) const noexcept { return links_[slot].next; }
    /// 0 before the first.
    [[nodiscard]] std::uint32_t previous(std::uint32_t slot) const noexcept { return links_[slot].previous; }

private:
    struct link {
        std::uint32_t previous = 0, next = 0;
    };
    std::vector<link> links_ = std::vector<link>(1);
};

}   // namespace symphonic::detail
#endif
