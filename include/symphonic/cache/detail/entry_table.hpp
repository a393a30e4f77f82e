// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CACHE_DETAIL_ENTRY_TABLE_HPP
#define SYMPHONIC_CACHE_DETAIL_ENTRY_TABLE_HPP

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <utility>

#include <symphonic/cache/cache_options.hpp>
#include <symphonic/cache/detail/slot_table.hpp>

namespace symphonic::detail {

template <class Key, class Value>
struct cache_entry {
    Key key;
    std::shared_ptr<const Value> value;
    cache_clock::time_point expiry;   // time_point::max(): never
    std::size_t weight;
    std::uint32_t slot;
    removal cause{};                       // set when the entry is removed
    cache_entry* next_removed = nullptr;   // in removed_entries
};

struct cache_limits {
    std::size_t entries, bytes;
};

/// The entries of one shard: a slab with an index, the order of the policy, and the number and weight of the entries.
/// Not thread-safe. Runs no code of the user but Equal and the move of a key.
template <class Key, class Value, class Policy, class Equal>
class entry_table {
public:
    using entry = cache_entry<Key, Value>;

    entry_table() = default;
    entry_table(const entry_table&) = delete;
    entry_table& operator=(const entry_table&) = delete;
    ~entry_table() {
        for (auto slot = first(); slot != 0; slot = next(slot)) std::destroy_at(&slots_[slot]);
    }

    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] std::size_t bytes() const noexcept { return bytes_; }
    [[nodiscard]] bool exceeds(const cache_limits& limits) const noexcept {
        return size_ > limits.entries || bytes_ > limits.bytes;
    }

    [[nodiscard]] entry& operator[](std::uint32_t slot) const noexcept { return slots_[slot]; }
    /// Returns the slot of that key; 0 if there is none.
    [[nodiscard]] std::uint32_t find(const auto& key, std::uint32_t hash) const {
        return slots_.find(hash, [&](const entry& e) { return Equal{}(e.key, key); });
    }
    /// Returns the slot that the policy visits first, then the next one; 0 at the end.
    [[nodiscard]] std::uint32_t first() const noexcept { return order_.first(); }
    [[nodiscard]] std::uint32_t next(std::uint32_t slot) const noexcept { return order_.next(slot); }
    /// Returns the slot that the policy evicts next. There must be one.
    [[nodiscard]] std::uint32_t victim() noexcept { return order_.victim(); }
    /// Records a hit.
    void touch(std::uint32_t slot) noexcept { order_.touch(slot); }

    [[nodiscard]] bool full() const noexcept { return slots_.full(); }
    /// Makes room for more entries. If it throws std::bad_alloc, nothing has changed.
    void grow() {
        order_.reserve(slots_.next_capacity());
        slots_.grow();
    }
    /// Adds an entry. The table must not be full. If moving the key throws, nothing has changed.
    void insert(Key&& key, std::uint32_t hash, std::shared_ptr<const Value>&& value, std::size_t weight,
                cache_clock::time_point expiry) {
        auto const slot = slots_.allocate();
        try {
            ::new (static_cast<void*>(&slots_[slot])) entry{std::move(key), std::move(value), expiry, weight, slot};
        } catch (...) {
            slots_.release(slot);
            throw;
        }
        slots_.insert(hash, slot);
        order_.insert(slot);
        ++size_;
        bytes_ += weight;
    }
    /// Takes an entry out of the index and the order. Its object stays until it is destroyed and its slot is released.
    void unlink(std::uint32_t slot) noexcept {
        slots_.erase(slot);
        order_.erase(slot);
        --size_;
        bytes_ -= slots_[slot].weight;
    }
    /// Takes back the slot of a destroyed entry.
    void release(std::uint32_t slot) noexcept { slots_.release(slot); }

private:
    slot_table<entry> slots_{};
    Policy order_{};
    std::size_t size_ = 0, bytes_ = 0;
};

}   // namespace symphonic::detail
#endif
