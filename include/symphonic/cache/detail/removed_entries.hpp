// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CACHE_DETAIL_REMOVED_ENTRIES_HPP
#define SYMPHONIC_CACHE_DETAIL_REMOVED_ENTRIES_HPP

#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <new>
#include <optional>
#include <utility>

#include <symphonic/cache/detail/entry_table.hpp>

namespace symphonic::detail {

/// The entries that one call removes. add() takes them out of the table under the lock; notify() calls the listener and
/// destroys them without the lock. Does not allocate: the first entry, usually the only one, is moved into this object
/// and its slot released at once; further ones stay in their slots and form a list.
template <class Key, class Value, class Table, class Lock>
class removed_entries {
public:
    using entry = cache_entry<Key, Value>;
    using pointer = std::shared_ptr<const Value>;
    using listener = std::function<void(const Key&, const pointer&, removal)>;

    removed_entries(Table& table, Lock& lock, const listener& on_removal) noexcept
        : table_(table), lock_(lock), on_removal_(on_removal) {}
    removed_entries(const removed_entries&) = delete;
    removed_entries& operator=(const removed_entries&) = delete;
    ~removed_entries() {
        if (first_) [[unlikely]]
            (void)notify_all();   // an exception is leaving the call: those of the listener are dropped
    }

    /// Removes an entry. If moving the key throws, nothing has changed.
    void add(std::uint32_t slot, removal cause) {
        auto& removed = table_[slot];
        removed.cause = cause;
        bool const is_first = !first_;
        if (is_first) first_.emplace(std::move(removed.key), std::move(removed.value), cause);
        table_.unlink(slot);
        if (is_first) {
            std::destroy_at(&removed);
            table_.release(slot);
        } else {
            *end_ = &removed;
            end_ = &removed.next_removed;
        }
    }
    /// Calls the listener for each entry and destroys the entries. Throws the first exception of the listener, after
    /// all of them.
    void notify() {
        if (!first_) return;
        if (auto const thrown = notify_all()) std::rethrow_exception(thrown);
    }

private:
    struct removed_entry {
        Key key;
        pointer value;
        removal cause;
    };
    /// What stays of a destroyed entry in its memory until the slot is released.
    struct destroyed_entry {
        destroyed_entry* next;
        std::uint32_t slot;
    };
    static_assert(sizeof(destroyed_entry) <= sizeof(entry) && alignof(destroyed_entry) <= alignof(entry));

    [[nodiscard]] std::exception_ptr notify_all() noexcept {
        std::exception_ptr thrown;
        notify(*first_, thrown);
        first_.reset();
        if (others_ != nullptr) notify_others(thrown);
        return thrown;
    }
    [[gnu::noinline]] void notify_others(std::exception_ptr& thrown) noexcept {
        destroyed_entry* destroyed = nullptr;
        while (others_ != nullptr) {
            auto* const removed = std::exchange(others_, others_->next_removed);
            notify(*removed, thrown);
            auto const slot = removed->slot;
            std::destroy_at(removed);
            destroyed = ::new (static_cast<void*>(removed)) destroyed_entry{destroyed, slot};
        }
        std::lock_guard const guard{lock_};
        for (; destroyed != nullptr; destroyed = destroyed->next) table_.release(destroyed->slot);
    }
    void notify(const auto& removed, std::exception_ptr& thrown) noexcept {
        if (!on_removal_) return;
        try {
            on_removal_(removed.key, removed.value, removed.cause);
        } catch (...) {
            if (!thrown) thrown = std::current_exception();
        }
    }

    Table& table_;
    Lock& lock_;
    const listener& on_removal_;
    std::optional<removed_entry> first_{};
    entry* others_ = nullptr;
    entry** end_ = &others_;
};

}   // namespace symphonic::detail
#endif
