// SPDX-License-Identifier: MIT
// cache_shard: entries behind one lock, with an index, an order and limits of their own.
#ifndef SYMPHONIC_CACHE_DETAIL_CACHE_SHARD_HPP
#define SYMPHONIC_CACHE_DETAIL_CACHE_SHARD_HPP

#include <optional>

#include <symphonic/cache/cache_options.hpp>
#include <symphonic/cache/detail/pending_load.hpp>
#include <symphonic/cache/detail/slab_index.hpp>

namespace symphonic::detail {

template <class Key, class Value>
struct cache_entry {
    Key key;
    std::shared_ptr<const Value> value;
    std::int64_t expiry;
    std::size_t weight;
    std::uint32_t slot;
    removal cause{};               // once it leaves
    cache_entry* next = nullptr;   // that leaves in the same call
};

struct cache_limits {
    std::size_t entries, bytes;
};

/// Of the user's code only Equal and the move of a key run under the lock, and the copy of keys in each(): what else a call needs of
/// it comes before, or after.
template <class Key, class Value, class Policy, class Equal>
class alignas(64) cache_shard {
public:
    using entry = cache_entry<Key, Value>;
    using pointer = std::shared_ptr<const Value>;
    using loading = keyed_load<Key, Value>;
    using listener = callback<void(const Key&, const pointer&, removal)>;

    cache_shard() = default;
    cache_shard(const cache_shard&) = delete;
    cache_shard& operator=(const cache_shard&) = delete;
    ~cache_shard() {
        for (auto slot = order_.first(); slot != 0; slot = order_.next(slot)) entries_[slot].~entry();
    }

    /// Before all else.
    void start(cache_limits limits, const listener& on_removal) {
        limits_ = limits;
        on_removal_ = on_removal;
    }

    /// Null: there is none, or it is expired.
    [[nodiscard]] pointer get(const auto& key, std::uint32_t hash, std::int64_t now) {
        departure left{*this};
        pointer value;
        {
            holding const lock{lock_};
            if (auto const slot = live(key, hash, now, left)) value = hit(slot);
            else ++counted_.misses;
        }
        left.settle();
        return value;
    }

    /// What get_or_compute finds: a value, or a load to wait for, or `mine`, which is to be run, where that was given.
    struct found {
        pointer value{};
        std::shared_ptr<loading> load{};
    };
    [[nodiscard]] found find(const auto& key, std::uint32_t hash, std::int64_t now,
                             const std::shared_ptr<loading>& mine = {}) {
        departure left{*this};
        found there;
        {
            holding const lock{lock_};
            if (auto const slot = live(key, hash, now, left)) {
                there.value = hit(slot);
            } else if (auto const& load = *place_of(key, hash)) {
                there.load = load;
                ++counted_.misses;
                ++counted_.joins;
            } else if (mine) {
                mine->next = std::move(loads_);
                there.load = loads_ = mine;
                ++counted_.misses;
                ++counted_.loads;
            }
        }
        try {
            left.settle();
        } catch (...) {
            if (mine && there.load == mine) fail(*mine, std::current_exception());
            throw;
        }
        return there;
    }

    /// False: refused. An older value of that key is gone in either case, and what is being loaded for it will not be stored.
    bool put(Key&& key, std::uint32_t hash, pointer&& value, std::size_t weight, std::int64_t expiry) {
        departure left{*this};
        std::shared_ptr<loading> stale;
        bool stored = false;
        {
            holding const lock{lock_};
            grow_if_full();
            stale = outdate(key, hash);
            stored = store(std::move(key), hash, std::move(value), weight, expiry, left);
        }
        left.settle();
        return stored;
    }

    /// The end of a load that went well: its value is stored, unless it is outdated.
    void publish(loading& load, pointer value, std::size_t weight, std::int64_t expiry) {
        load.value = std::move(value);
        departure left{*this};
        std::shared_ptr<loading> done;
        {
            finishing const in_any_case{load};
            holding const lock{lock_};
            if (!load.stale) {
                done = unlink(load);
                grow_if_full();
                store(std::move(load.key), load.hash, pointer{load.value}, weight, expiry, left);
            }
        }
        left.settle();
    }
    /// The end of a load that threw.
    void fail(loading& load, std::exception_ptr thrown) noexcept {
        load.error = std::move(thrown);
        std::shared_ptr<loading> done;
        finishing const in_any_case{load};
        holding const lock{lock_};
        ++counted_.load_failures;
        if (!load.stale) done = unlink(load);
    }

    bool erase(const auto& key, std::uint32_t hash) {
        departure left{*this};
        std::shared_ptr<loading> stale;
        bool there = false;
        {
            holding const lock{lock_};
            stale = outdate(key, hash);
            if (auto const slot = slot_of(key, hash)) {
                left.add(slot, removal::erased);
                there = true;
            }
        }
        left.settle();
        return there;
    }

    void clear() {
        departure left{*this};
        std::shared_ptr<loading> stale;
        {
            holding const lock{lock_};
            for (auto* load = loads_.get(); load != nullptr; load = load->next.get()) load->stale = true;
            stale = std::move(loads_);
            while (auto const slot = order_.first()) left.add(slot, removal::cleared);
        }
        while (stale) stale = std::exchange(stale->next, nullptr);   // not one within the other
        left.settle();
    }

    /// One of the limits becomes another.
    void limit(std::size_t cache_limits::* which, std::size_t most) {
        departure left{*this};
        {
            holding const lock{lock_};
            limits_.*which = most;
            evict_until(limits_, left);
        }
        left.settle();
    }

    std::size_t remove_expired(std::int64_t now) {
        departure left{*this};
        std::size_t count = 0;
        {
            holding const lock{lock_};
            for (auto slot = order_.first(); slot != 0;) {
                auto const next = order_.next(slot);
                if (entries_[slot].expiry <= now) {
                    left.add(slot, removal::expired);
                    ++counted_.expirations;
                    ++count;
                }
                slot = next;
            }
        }
        left.settle();
        return count;
    }

    [[nodiscard]] bool contains(const auto& key, std::uint32_t hash, std::int64_t now) const {
        holding const lock{lock_};
        auto const slot = slot_of(key, hash);
        return slot != 0 && entries_[slot].expiry > now;
    }
    [[nodiscard]] cache_stats stats() const noexcept {
        holding const lock{lock_};
        auto stats = counted_;
        stats.entries = count_;
        stats.bytes = bytes_;
        return stats;
    }
    /// f(key, value) of what is not expired, from the hottest to the coldest, under the lock.
    void each(std::int64_t now, const auto& f) const {
        holding const lock{lock_};
        for (auto slot = order_.first(); slot != 0; slot = order_.next(slot))
            if (entries_[slot].expiry > now) f(entries_[slot].key, entries_[slot].value);
    }

private:
    /// Entries that leave in one call. They are taken out under the lock; settle() tells of them and destroys them behind it. The
    /// first is moved out, so that its place is free at once; the others wait where they are.
    class departure {
    public:
        explicit departure(cache_shard& shard) noexcept : shard_(shard) {}
        departure(const departure&) = delete;
        departure& operator=(const departure&) = delete;
        ~departure() {
            if (first_) [[unlikely]]
                (void)tell();   // another exception is on its way
        }

        void add(std::uint32_t slot, removal cause) {
            auto& leaving = shard_.entries_[slot];
            leaving.cause = cause;
            bool const first = !first_;
            if (first)
                first_.emplace(std::move(leaving.key), std::move(leaving.value), cause);   // or nothing has changed
            shard_.entries_.erase(slot);
            shard_.order_.erase(slot);
            --shard_.count_;
            shard_.bytes_ -= leaving.weight;
            if (first) {
                leaving.~entry();
                shard_.entries_.give(slot);
            } else {
                *last_ = &leaving;
                last_ = &leaving.next;
            }
        }
        /// Throws what the listener did.
        void settle() {
            if (!first_) return;
            if (auto const thrown = tell()) std::rethrow_exception(thrown);
        }

    private:
        [[nodiscard]] std::exception_ptr tell() noexcept {
            std::exception_ptr thrown;
            tell(first_->key, first_->value, first_->cause, thrown);
            first_.reset();
            if (others_ != nullptr) tell_others(thrown);
            return thrown;
        }
        [[gnu::noinline]] void tell_others(std::exception_ptr& thrown) noexcept {
            struct vacated {   // what is left of an entry until its slot is given back
                vacated* next;
                std::uint32_t slot;
            };
            static_assert(sizeof(vacated) <= sizeof(entry) && alignof(vacated) <= alignof(entry));
            vacated* all = nullptr;
            while (others_ != nullptr) {
                auto* const gone = std::exchange(others_, others_->next);
                tell(gone->key, gone->value, gone->cause, thrown);
                auto const slot = gone->slot;
                gone->~entry();
                all = ::new (static_cast<void*>(gone)) vacated{all, slot};
            }
            holding const lock{shard_.lock_};
            for (; all != nullptr; all = all->next) shard_.entries_.give(all->slot);
        }
        void tell(const Key& key, const pointer& value, removal cause, std::exception_ptr& thrown) noexcept {
            if (!shard_.on_removal_) return;
            try {
                shard_.on_removal_(key, value, cause);
            } catch (...) {
                if (!thrown) thrown = std::current_exception();
            }
        }

        struct departed {
            Key key;
            pointer value;
            removal cause;
        };
        cache_shard& shard_;
        std::optional<departed> first_{};
        entry* others_ = nullptr;
        entry** last_ = &others_;
    };

    [[nodiscard]] std::uint32_t slot_of(const auto& key, std::uint32_t hash) const {
        return entries_.find(hash, [&](const entry& e) { return Equal{}(e.key, key); });
    }
    [[nodiscard]] std::uint32_t live(const auto& key, std::uint32_t hash, std::int64_t now, departure& left) {
        auto const slot = slot_of(key, hash);
        if (slot == 0 || entries_[slot].expiry > now) [[likely]]
            return slot;
        left.add(slot, removal::expired);
        ++counted_.expirations;
        return 0;
    }
    [[nodiscard]] pointer hit(std::uint32_t slot) noexcept {
        order_.touch(slot);
        ++counted_.hits;
        return entries_[slot].value;
    }

    /// So that store() finds a place: none is needed where an entry goes for the new one. Throws std::bad_alloc.
    void grow_if_full() {
        if (!entries_.full() || count_ >= limits_.entries) return;
        order_.reserve(entries_.wider());
        entries_.grow();
    }
    bool store(Key&& key, std::uint32_t hash, pointer&& value, std::size_t weight, std::int64_t expiry,
               departure& left) {
        if (auto const old = slot_of(key, hash)) left.add(old, removal::replaced);
        if (limits_.entries == 0 || weight > limits_.bytes) {
            ++counted_.refused;
            return false;
        }
        evict_until({limits_.entries - 1, limits_.bytes - weight}, left);
        auto const slot = entries_.take();
        try {
            ::new (static_cast<void*>(&entries_[slot])) entry{std::move(key), std::move(value), expiry, weight, slot};
        } catch (...) {
            entries_.give(slot);
            throw;
        }
        entries_.insert(hash, slot);
        order_.insert(slot);
        ++count_;
        bytes_ += weight;
        return true;
    }
    void evict_until(cache_limits limits, departure& left) {
        while (count_ > limits.entries || bytes_ > limits.bytes) {
            left.add(order_.victim(), removal::evicted);
            ++counted_.evictions;
        }
    }

    /// Where the list of loads has the one of that key, or ends.
    [[nodiscard]] std::shared_ptr<loading>* place_of(const auto& key, std::uint32_t hash) {
        auto* at = &loads_;
        while (*at && !((*at)->hash == hash && Equal{}((*at)->key, key))) at = &(*at)->next;
        return at;
    }
    [[nodiscard]] std::shared_ptr<loading> take_out(std::shared_ptr<loading>& place) noexcept {
        auto const next = std::move(place->next);
        return std::exchange(place, next);
    }
    [[nodiscard]] std::shared_ptr<loading> outdate(const auto& key, std::uint32_t hash) {
        auto& place = *place_of(key, hash);
        if (!place) return {};
        place->stale = true;
        return take_out(place);
    }
    [[nodiscard]] std::shared_ptr<loading> unlink(const loading& load) noexcept {
        auto* at = &loads_;
        while (at->get() != &load) at = &(*at)->next;
        return take_out(*at);
    }

    mutable spin_lock lock_{};
    cache_limits limits_{};
    slot_table<entry> entries_{};
    Policy order_{};
    std::size_t count_ = 0, bytes_ = 0;
    cache_stats counted_{};
    std::shared_ptr<loading> loads_{};
    listener on_removal_{};
};

}   // namespace symphonic::detail
#endif
