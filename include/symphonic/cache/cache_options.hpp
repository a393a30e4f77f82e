// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CACHE_CACHE_OPTIONS_HPP
#define SYMPHONIC_CACHE_CACHE_OPTIONS_HPP

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>

#include <symphonic/cache/cache_clock.hpp>
#include <symphonic/cache/time_to_live.hpp>

namespace symphonic {

/// Why an entry was removed from a cache.
enum class removal : unsigned char {
    evicted,    ///< to keep max_entries or max_bytes
    expired,    ///< a lookup or remove_expired() found that it had reached its time to live
    erased,     ///< by erase()
    cleared,    ///< by clear()
    replaced,   ///< by put() with the same key
};

/// The value of a limit that limits nothing.
inline constexpr std::size_t unlimited = SIZE_MAX;

/// Options of lru_cache<Key, Value> and of memoize(), in the order in which designated initialisers must name them.
template <class Key, class Value>
struct cache_options {
    /// Maximum number of entries. 0: the cache stores nothing, and every lookup misses.
    std::size_t max_entries = unlimited;
    /// Maximum sum of the weights of all entries. A value heavier than that is refused.
    std::size_t max_bytes = unlimited;
    /// Age at which an entry expires, unless put() or get_or_compute() is given another: any std::chrono duration above
    /// 0. A hit does not prolong it. The age counts from the end of put() or of the load. Unlimited by default.
    time_to_live ttl{};
    /// Number of parts with a lock, an order and a share of the limits each. One shard evicts in the exact order of the
    /// policy; more let several threads work at a time. A value must fit into the share of one shard. Throws
    /// argument_error if 0.
    unsigned shards = 1;
    /// Returns the weight of an entry in bytes. Default: sizeof(Value), plus the size of its elements if it is a range,
    /// a matrix or an audio_buffer. Called once for each stored value, without a lock, by any thread. Must be copyable.
    std::function<std::size_t(const Key&, const Value&)> weigher{};
    /// Called once for each removed entry, after the removal, without a lock, by the thread that caused it; not when
    /// the cache is destroyed. It may use the cache. Its exceptions leave the call that removed the entry, which has
    /// taken effect. Must be copyable: capture what only moves through a std::shared_ptr.
    std::function<void(const Key&, const std::shared_ptr<const Value>&, removal)> on_removal{};
    /// Tells the age of entries: a manual_clock in tests. Not read before an entry has a time to live. Default:
    /// coarse_clock.
    cache_clock clock{};
};

/// Counters of a cache since its construction, and its current size. Each event adds 1 to the counters named in its
/// row:
///
/// | event | counters |
/// |---|---|
/// | get() or get_or_compute() finds an entry | `hits` |
/// | get() finds none | `misses` |
/// | get() finds an expired entry | `misses`, `expirations` |
/// | get_or_compute() runs its loader | `misses`, `loads`; `expirations` if it found an expired entry |
/// | the loader, the weigher or a copy throws | `load_failures` |
/// | get_or_compute() waits for a load of another thread | `misses`, `joins` |
/// | remove_expired() removes an entry | `expirations` |
/// | an entry is evicted to keep max_entries or max_bytes | `evictions` |
/// | a value is heavier than its budget, or max_entries is 0 | `refused` |
/// | put(), erase(), clear(), contains(), items() | none of their own |
struct cache_stats {
    std::uint64_t hits = 0;            ///< lookups that found an entry
    std::uint64_t misses = 0;          ///< lookups that found none, or an expired one
    std::uint64_t loads = 0;           ///< misses for which a loader ran
    std::uint64_t load_failures = 0;   ///< loads that threw
    std::uint64_t joins = 0;           ///< misses that waited for the load of another thread
    std::uint64_t evictions = 0;       ///< entries removed to keep max_entries or max_bytes
    std::uint64_t expirations = 0;     ///< entries removed because they had expired
    std::uint64_t refused = 0;         ///< values that were not stored
    std::size_t entries = 0;           ///< entries now, including expired ones that no lookup has found yet
    std::size_t bytes = 0;             ///< sum of their weights

    /// Returns hits / (hits + misses); NaN before the first lookup.
    [[nodiscard]] double hit_ratio() const noexcept {
        return static_cast<double>(hits) / static_cast<double>(hits + misses);
    }
    /// Adds the counters and sizes of another cache or shard.
    cache_stats& operator+=(const cache_stats& other) noexcept {
        hits += other.hits;
        misses += other.misses;
        loads += other.loads;
        load_failures += other.load_failures;
        joins += other.joins;
        evictions += other.evictions;
        expirations += other.expirations;
        refused += other.refused;
        entries += other.entries;
        bytes += other.bytes;
        return *this;
    }
};

}   // namespace symphonic
#endif
