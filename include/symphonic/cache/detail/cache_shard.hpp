// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CACHE_DETAIL_CACHE_SHARD_HPP
#define SYMPHONIC_CACHE_DETAIL_CACHE_SHARD_HPP

#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <mutex>
#include <utility>

#include <symphonic/cache/cache_options.hpp>
#include <symphonic/cache/detail/limited_entries.hpp>
#include <symphonic/cache/detail/load_list.hpp>
#include <symphonic/cache/detail/spin_lock.hpp>

namespace symphonic::detail {

/// Entries and running loads behind one lock. The only code of the user that runs under the lock is Equal, the move of
/// a key and the function given to for_each(). Removed objects are held by local variables that are declared before the
/// lock and so destroyed after it.
template <class Key, class Value, class Policy, class Equal>
class alignas(64) cache_shard {
public:
    using pointer = std::shared_ptr<const Value>;
    using time_point = cache_clock::time_point;
    using options = cache_options<Key, Value>;
    using loads = load_list<Key, Value, Equal>;
    using load = typename loads::load;

    /// Sets the limits and the options, which must outlive the shard. Called before all else.
    void start(const options& all, cache_limits limits) noexcept {
        options_ = &all;
        entries_.limits = limits;
    }

    /// Returns the value; null if there is none or it has expired.
    [[nodiscard]] pointer get(const auto& key, std::uint32_t hash, time_point now) {
        auto removed = no_entries();
        pointer value;
        {
            std::lock_guard const guard{lock_};
            if (auto const slot = entries_.find(key, hash, now, removed)) value = entries_.hit(slot);
            else ++entries_.counters.misses;
        }
        removed.notify();
        return value;
    }

    /// The result of find(): a value, or a load to wait for, or neither.
    struct found {
        pointer value{};
        std::shared_ptr<load> running{};
    };
    /// Finds a value or a running load. If there is neither, starts `own` if it is given and returns it: the caller
    /// must run it.
    [[nodiscard]] found find(const auto& key, std::uint32_t hash, time_point now,
                             const std::shared_ptr<load>& own = {}) {
        auto removed = no_entries();
        found result;
        {
            std::lock_guard const guard{lock_};
            auto& counters = entries_.counters;
            if (auto const slot = entries_.find(key, hash, now, removed)) {
                result.value = entries_.hit(slot);
            } else {
                result.running = loads_.find(key, hash);
                if (result.running) {
                    ++counters.misses;
                    ++counters.joins;
                } else if (own) {
                    loads_.add(own);
                    result.running = own;
                    ++counters.misses;
                    ++counters.loads;
                }
            }
        }
        try {
            removed.notify();
        } catch (...) {
            if (own && result.running == own) fail(*own, std::current_exception());
            throw;
        }
        return result;
    }

    /// Stores a value. Returns false if it is refused. In both cases the previous value of the key is removed, and the
    /// result of a running load of the key will not be stored.
    bool put(Key&& key, std::uint32_t hash, pointer&& value, std::size_t weight, time_point expiry) {
        auto removed = no_entries();
        typename loads::pointer stale;
        bool stored = false;
        {
            std::lock_guard const guard{lock_};
            entries_.reserve();
            stale = loads_.remove_stale(key, hash);
            stored = entries_.store(std::move(key), hash, std::move(value), weight, expiry, removed);
        }
        removed.notify();
        return stored;
    }

    /// Ends a load that has succeeded: stores its value unless it is stale.
    void publish(load& ended, pointer value, std::size_t weight, time_point expiry) {
        ended.value = std::move(value);
        auto removed = no_entries();
        typename loads::pointer unlinked;
        {
            completion_guard const finish_after_lock{ended};
            std::lock_guard const guard{lock_};
            if (!ended.stale) {
                unlinked = loads_.remove(ended);
                entries_.reserve();
                entries_.store(std::move(ended.key), ended.hash, pointer{ended.value}, weight, expiry, removed);
            }
        }
        removed.notify();
    }
    /// Ends a load that has thrown.
    void fail(load& ended, std::exception_ptr thrown) noexcept {
        ended.error = std::move(thrown);
        typename loads::pointer unlinked;
        completion_guard const finish_after_lock{ended};
        std::lock_guard const guard{lock_};
        ++entries_.counters.load_failures;
        if (!ended.stale) unlinked = loads_.remove(ended);
    }

    /// Returns false if there is no entry. The result of a running load of the key will not be stored.
    bool erase(const auto& key, std::uint32_t hash) {
        auto removed = no_entries();
        typename loads::pointer stale;
        bool erased = false;
        {
            std::lock_guard const guard{lock_};
            stale = loads_.remove_stale(key, hash);
            erased = entries_.erase(key, hash, removed);
        }
        removed.notify();
        return erased;
    }
    /// Removes all entries. The results of running loads will not be stored.
    void clear() {
        auto removed = no_entries();
        typename loads::pointer stale;
        {
            std::lock_guard const guard{lock_};
            stale = loads_.remove_all_stale();
            entries_.clear(removed);
        }
        while (stale) stale = std::exchange(stale->next, nullptr);   // a loop, where destructors would recurse
        removed.notify();
    }
    /// Changes one of the limits and evicts what exceeds it.
    void set_limit(std::size_t cache_limits::* which, std::size_t limit) {
        auto removed = no_entries();
        {
            std::lock_guard const guard{lock_};
            entries_.limits.*which = limit;
            entries_.evict_to(entries_.limits, removed);
        }
        removed.notify();
    }
    /// Returns the number of removed entries.
    std::size_t remove_expired(time_point now) {
        auto removed = no_entries();
        std::size_t count = 0;
        {
            std::lock_guard const guard{lock_};
            count = entries_.remove_expired(now, removed);
        }
        removed.notify();
        return count;
    }

    [[nodiscard]] bool contains(const auto& key, std::uint32_t hash, time_point now) const {
        std::lock_guard const guard{lock_};
        return entries_.contains(key, hash, now);
    }
    [[nodiscard]] cache_stats stats() const noexcept {
        std::lock_guard const guard{lock_};
        return entries_.stats();
    }
    /// Calls f(key, value) for each entry that has not expired, in the order of the policy, under the lock.
    void for_each(time_point now, const auto& f) const {
        std::lock_guard const guard{lock_};
        entries_.for_each(now, f);
    }

private:
    using entries = limited_entries<Key, Value, Policy, Equal>;

    [[nodiscard]] typename entries::removed_list no_entries() noexcept {
        return {entries_.entries, lock_, options_->on_removal};
    }

    mutable spin_lock lock_{};
    entries entries_{};
    loads loads_{};
    options const* options_ = nullptr;
};

}   // namespace symphonic::detail
#endif
