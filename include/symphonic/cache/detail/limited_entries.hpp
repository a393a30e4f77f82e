// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CACHE_DETAIL_LIMITED_ENTRIES_HPP
#define SYMPHONIC_CACHE_DETAIL_LIMITED_ENTRIES_HPP

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include <symphonic/cache/cache_options.hpp>
#include <symphonic/cache/detail/entry_table.hpp>
#include <symphonic/cache/detail/removed_entries.hpp>
#include <symphonic/cache/detail/spin_lock.hpp>

namespace symphonic::detail {

/// The entries of one shard with their limits and counters: lookup, eviction and expiry. Not thread-safe. Each function
/// adds the entries that it removes to the given list.
template <class Key, class Value, class Policy, class Equal>
class limited_entries {
public:
    using table = entry_table<Key, Value, Policy, Equal>;
    using removed_list = removed_entries<Key, Value, table, spin_lock>;
    using pointer = std::shared_ptr<const Value>;
    using time_point = cache_clock::time_point;

    cache_limits limits{};
    cache_stats counters{};   // without entries and bytes
    table entries{};

    [[nodiscard]] cache_stats stats() const noexcept {
        auto stats = counters;
        stats.entries = entries.size();
        stats.bytes = entries.bytes();
        return stats;
    }
    [[nodiscard]] bool contains(const auto& key, std::uint32_t hash, time_point now) const {
        auto const slot = entries.find(key, hash);
        return slot != 0 && entries[slot].expiry > now;
    }
    /// Calls f(key, value) for each entry that has not expired, in the order of the policy.
    void for_each(time_point now, const auto& f) const {
        for (auto slot = entries.first(); slot != 0; slot = entries.next(slot))
            if (entries[slot].expiry > now) f(entries[slot].key, entries[slot].value);
    }

    /// Returns the slot of an entry that has not expired; 0 if there is none. Removes an expired entry.
    [[nodiscard]] std::uint32_t find(const auto& key, std::uint32_t hash, time_point now, removed_list& removed) {
        auto const slot = entries.find(key, hash);
        if (slot == 0 || entries[slot].expiry > now) [[likely]]
            return slot;
        expire(slot, removed);
        return 0;
    }
    /// Records a hit and returns the value.
    [[nodiscard]] pointer hit(std::uint32_t slot) noexcept {
        entries.touch(slot);
        ++counters.hits;
        return entries[slot].value;
    }
    /// Grows the table if it is full and another entry is allowed; otherwise store() evicts an entry first. If it throws
    /// std::bad_alloc, nothing has changed.
    void reserve() {
        if (entries.full() && entries.size() < limits.entries) entries.grow();
    }
    /// Replaces the entry of the key. Returns false if the value is refused. Call reserve() before.
    bool store(Key&& key, std::uint32_t hash, pointer&& value, std::size_t weight, time_point expiry,
               removed_list& removed) {
        if (auto const previous = entries.find(key, hash)) removed.add(previous, removal::replaced);
        if (limits.entries == 0 || weight > limits.bytes) {
            ++counters.refused;
            return false;
        }
        evict_to({limits.entries - 1, limits.bytes - weight}, removed);
        entries.insert(std::move(key), hash, std::move(value), weight, expiry);
        return true;
    }
    /// Evicts entries until they do not exceed `most`.
    void evict_to(cache_limits most, removed_list& removed) {
        while (entries.exceeds(most)) {
            removed.add(entries.victim(), removal::evicted);
            ++counters.evictions;
        }
    }
    /// Returns false if there is no entry.
    bool erase(const auto& key, std::uint32_t hash, removed_list& removed) {
        auto const slot = entries.find(key, hash);
        if (slot != 0) removed.add(slot, removal::erased);
        return slot != 0;
    }
    void clear(removed_list& removed) {
        while (auto const slot = entries.first()) removed.add(slot, removal::cleared);
    }
    /// Returns the number of removed entries.
    std::size_t remove_expired(time_point now, removed_list& removed) {
        std::size_t count = 0;
        for (auto slot = entries.first(); slot != 0;) {
            auto const next = entries.next(slot);
            if (entries[slot].expiry <= now) {
                expire(slot, removed);
                ++count;
            }
            slot = next;
        }
        return count;
    }

private:
    void expire(std::uint32_t slot, removed_list& removed) {
        removed.add(slot, removal::expired);
        ++counters.expirations;
    }
};

}   // namespace symphonic::detail
#endif
