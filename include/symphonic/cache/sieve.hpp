// SPDX-License-Identifier: MIT
// sieve: the oldest entry goes that was not used since it was last looked at.
#ifndef SYMPHONIC_CACHE_SIEVE_HPP
#define SYMPHONIC_CACHE_SIEVE_HPP

#include <symphonic/cache/detail/slab_order.hpp>

namespace symphonic {

/// Another policy than lru: SIEVE (Zhang, Yang, Yue, Vigfusson, Rashmi: "SIEVE is simpler than LRU", NSDI 2024). A hit only
/// leaves a mark; a hand goes from the oldest entry to the newest, takes marks away and stops where there is none. Where some keys
/// are asked for much more often than others it keeps more of what is needed (zipf 0.99, room for 1 % of the keys: 64 % hits, lru 57 %); where
/// the keys in demand change all the time lru does. From the newest to the oldest it is looked at.
class sieve {
public:
    void reserve(std::uint32_t most) {
        order_.reserve(most);
        used_.resize(std::size_t{most} + 1);
    }
    void insert(std::uint32_t slot) noexcept {
        order_.push_front(slot);
        used_[slot] = false;
    }
    void touch(std::uint32_t slot) noexcept { used_[slot] = true; }
    void erase(std::uint32_t slot) noexcept {
        if (hand_ == slot) hand_ = order_.previous(slot);
        order_.erase(slot);
    }
    [[nodiscard]] std::uint32_t victim() noexcept {
        if (hand_ == 0) hand_ = order_.last();
        while (used_[hand_]) {
            used_[hand_] = false;
            hand_ = order_.previous(hand_);
            if (hand_ == 0) hand_ = order_.last();
        }
        return hand_;
    }
    [[nodiscard]] std::uint32_t first() const noexcept { return order_.first(); }
    [[nodiscard]] std::uint32_t next(std::uint32_t slot) const noexcept { return order_.next(slot); }

private:
    detail::slot_list order_{};
    std::vector<unsigned char> used_{};
    std::uint32_t hand_ = 0;   // 0: at the oldest
};

}   // namespace symphonic
#endif
