// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CACHE_DETAIL_SLOT_LIST_HPP
#define SYMPHONIC_CACHE_DETAIL_SLOT_LIST_HPP

#include <cstdint>
#include <vector>

namespace symphonic::detail {

/// A doubly linked list of slots, as a ring of links with link 0 at its head. A slot is the number of an entry, from 1;
/// 0 means none. The links take 8 bytes a slot and lie apart from the entries, so moving a slot to the front touches no
/// other entry.
template <class = void> class slot_list {
public:
    [[gnu::noinline]] slot_list() {}   // inlined, it makes GCC 12 warn, as the constructor of slot_index does
    /// Makes room for slots up to `highest`. If it throws std::bad_alloc, nothing has changed.
    void reserve(std::uint32_t highest) { links_.resize(std::size_t{highest} + 1); }

    void push_front(std::uint32_t slot) noexcept {
        auto const first = links_[0].next;
        links_[slot] = {0, first};
        links_[first].previous = slot;
        links_[0].next = slot;
    }
    void erase(std::uint32_t slot) noexcept {
        auto const [previous, next] = links_[slot];
        links_[previous].next = next;
        links_[next].previous = previous;
    }
    /// Returns 0 if the list is empty.
    [[nodiscard]] std::uint32_t first() const noexcept { return next(0); }
    /// Returns 0 if the list is empty.
    [[nodiscard]] std::uint32_t last() const noexcept { return previous(0); }
    /// Returns 0 for the last slot.
    [[nodiscard]] std::uint32_t next(std::uint32_t slot) const noexcept { return links_[slot].next; }
    /// Returns 0 for the first slot.
    [[nodiscard]] std::uint32_t previous(std::uint32_t slot) const noexcept { return links_[slot].previous; }

private:
    struct link {
        std::uint32_t previous = 0, next = 0;
    };
    std::vector<link> links_ = std::vector<link>(1);
};

}   // namespace symphonic::detail
#endif
