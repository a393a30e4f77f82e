// SPDX-License-Identifier: MIT
// cache_options, cache_stats: what a cache is told when it is made, and what it tells of itself.
#ifndef SYMPHONIC_CACHE_CACHE_OPTIONS_HPP
#define SYMPHONIC_CACHE_CACHE_OPTIONS_HPP

#include <cstddef>
#include <cstdint>
#include <memory>

#include <symphonic/cache/cache_clock.hpp>
#include <symphonic/cache/callback.hpp>

namespace symphonic {

/// Why an entry left a cache.
enum class removal : unsigned char {
    evicted,    ///< it had to make room, for entries or bytes
    expired,    ///< its time had come, and somebody asked for it
    erased,     ///< erase()
    cleared,    ///< clear()
    replaced,   ///< put() of the same key
};

/// No limit.
inline constexpr std::size_t unlimited = SIZE_MAX;

template <class Key, class Value>
struct cache_options {
    std::size_t max_entries = unlimited;   ///< 0: nothing is stored
    std::size_t max_bytes = unlimited;     ///< of what the weigher says
    time_to_live ttl{};   ///< of entries that are not given one of their own; a hit does not prolong it
    /// More than one: each with a lock, an order and its part of the limits, for many threads. A value must fit into one of them.
    unsigned shards = 1;
    /// By default sizeof(Value), and the elements of a range, matrix or audio_buffer as well. Called outside the locks.
    callback<std::size_t(const Key&, const Value&)> weigher{};
    /// Is told of each entry that has left, after that, outside the locks, by the thread that caused it. When a cache ends it is
    /// not called. What it throws comes out of the call that removed the entry, which has been done.
    callback<void(const Key&, const std::shared_ptr<const Value>&, removal)> on_removal{};
    cache_clock clock{};
};

/// Counted since the cache was made.
struct cache_stats {
    std::uint64_t hits = 0, misses = 0;   ///< of get and get_or_compute
    std::uint64_t loads = 0;              ///< misses for which a loader ran
    std::uint64_t load_failures = 0;      ///< loads that threw
    std::uint64_t joins = 0;              ///< misses that waited for the load of another thread
    std::uint64_t evictions = 0;          ///< entries pushed out by entries or bytes
    std::uint64_t expirations = 0;        ///< entries that were found expired
    std::uint64_t refused = 0;            ///< values heavier than the budget, or there is room for none
    std::size_t entries = 0, bytes = 0;   ///< now; with what is expired and was not asked for since

    /// NaN before the first request.
    [[nodiscard]] double hit_ratio() const noexcept {
        return static_cast<double>(hits) / static_cast<double>(hits + misses);
    }
};

}   // namespace symphonic
#endif
