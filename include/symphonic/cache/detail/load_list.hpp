// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CACHE_DETAIL_LOAD_LIST_HPP
#define SYMPHONIC_CACHE_DETAIL_LOAD_LIST_HPP

#include <cstdint>
#include <memory>
#include <utility>

#include <symphonic/cache/detail/pending_load.hpp>

namespace symphonic::detail {

/// The loads of one shard that run now, in a singly linked list: there are rarely more than threads. The lock of the
/// shard guards it. A removed load is returned, so that its key is destroyed after the lock is released.
template <class Key, class Value, class Equal>
class load_list {
public:
    using load = keyed_load<Key, Value>;
    using pointer = std::shared_ptr<load>;

    /// Returns the load of that key; null if there is none.
    [[nodiscard]] pointer find(const auto& key, std::uint32_t hash) { return link_to(key, hash); }
    void add(const pointer& added) noexcept {
        added->next = std::move(first_);
        first_ = added;
    }
    /// Removes a load that is in the list.
    [[nodiscard]] pointer remove(const load& removed) noexcept {
        auto* link = &first_;
        while (link->get() != &removed) link = &(*link)->next;
        return unlink(*link);
    }
    /// Removes the load of that key, if there is one, and marks it as stale.
    [[nodiscard]] pointer remove_stale(const auto& key, std::uint32_t hash) {
        auto& link = link_to(key, hash);
        if (!link) return {};
        link->stale = true;
        return unlink(link);
    }
    /// Removes all loads and marks them as stale. Returns the first of the chain.
    [[nodiscard]] pointer remove_all_stale() noexcept {
        for (auto* each = first_.get(); each != nullptr; each = each->next.get()) each->stale = true;
        return std::move(first_);
    }

private:
    /// Returns the link to the load of that key, or the null link at the end.
    [[nodiscard]] pointer& link_to(const auto& key, std::uint32_t hash) {
        auto* link = &first_;
        while (*link && !((*link)->hash == hash && Equal{}((*link)->key, key))) link = &(*link)->next;
        return *link;
    }
    [[nodiscard]] static pointer unlink(pointer& link) noexcept {
        auto next = std::move(link->next);
        return std::exchange(link, std::move(next));
    }

    pointer first_{};
};

}   // namespace symphonic::detail
#endif
