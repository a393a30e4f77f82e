// SPDX-License-Identifier: MIT
// lru_cache: keeps the values that were used last, within limits of number, bytes and age.
#ifndef SYMPHONIC_CACHE_LRU_CACHE_HPP
#define SYMPHONIC_CACHE_LRU_CACHE_HPP

#include <concepts>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

#include <symphonic/cache/detail/cache_shard.hpp>
#include <symphonic/cache/detail/weight.hpp>
#include <symphonic/cache/lru.hpp>

namespace symphonic {
namespace detail {

/// std::hash; of strings in any form.
template <class Key> struct key_hash : std::hash<Key> {};
template <std::convertible_to<std::string_view> Key>
    requires(!std::is_pointer_v<Key>)
struct key_hash<Key> {
    using is_transparent = void;
    [[nodiscard]] std::size_t operator()(std::string_view text) const noexcept {
        return std::hash<std::string_view>{}(text);
    }
};

struct key_equal {
    using is_transparent = void;
    [[nodiscard]] constexpr bool operator()(const auto& a, const auto& b) const { return a == b; }
};

/// What finds a Key without being one.
template <class K, class Key, class Hash, class Equal>
concept finds = !std::same_as<K, Key> && requires(const K& key) {
    typename Hash::is_transparent;
    typename Equal::is_transparent;
    Hash{}(key);
};

/// What stands for a Value that is there already.
template <class P, class Value>
concept pointer_to = std::convertible_to<P, std::shared_ptr<const Value>> && !std::convertible_to<P, Value>;

/// Spreads what std::hash left together (of an integer it is the integer) over all 64 bits.
[[nodiscard]] constexpr std::uint64_t scattered(std::uint64_t x) noexcept {
    x *= 0xd6e8feb86659fd93U;
    return x ^ x >> 32;
}

}   // namespace detail

/// Any thread may call anything but moves and the destructor at any time. Values are kept as std::shared_ptr<const Value>: who
/// was given one keeps it, whatever happens to the entry. Hash and Equal are as std::unordered_map takes them; where both have
/// is_transparent, as those of strings do by themselves, any key that they take is looked up without making a Key of it. Policy
/// says what goes first: lru, sieve, or a class of one's own.
/// What throws (a loader, a weigher, a copy, std::bad_alloc) comes out of the call that met it, with the cache in order: there
/// may be fewer entries than before, never half of one. A cache that was moved from is only to be destroyed or assigned to.
/// Cost: a hit takes a spin lock, moves the entry to the front and copies a shared_ptr; no allocation. A put allocates what holds the
/// value; beyond that the cache allocates when it has more entries than ever before, twice as many at a time.
template <class Key, class Value, class Policy = lru, class Hash = detail::key_hash<Key>,
          class Equal = detail::key_equal>
class lru_cache {
public:
    using key_type = Key;
    using mapped_type = Value;
    using pointer = std::shared_ptr<const Value>;
    using options = cache_options<Key, Value>;

    lru_cache() : lru_cache(options{}) {}
    /// Throws argument_error for 0 shards. There are no more of them than max_entries.
    explicit lru_cache(options given)
        : options_(std::move(given)), count_(shard_count(options_)), shards_(std::make_unique<shard[]>(count_)),
          timed_(!options_.ttl.for_ever()) {
        for (std::size_t i = 0; i < count_; ++i)
            shards_[i].start({part(options_.max_entries, i), part(options_.max_bytes, i)}, options_.on_removal);
    }

    /// Null where there is no such entry, or it is expired: age >= ttl.
    pointer get(const Key& key) { return get_by(key); }
    template <detail::finds<Key, Hash, Equal> K> pointer get(const K& key) { return get_by(key); }

    /// Counts nothing, and does not make the entry hotter.
    [[nodiscard]] bool contains(const Key& key) const { return contains_by(key); }
    template <detail::finds<Key, Hash, Equal> K> [[nodiscard]] bool contains(const K& key) const {
        return contains_by(key);
    }

    /// Replaces what there was of that key. False if the value is heavier than the budget: then there is no entry of that key.
    bool put(Key key, Value value) { return put(std::move(key), std::move(value), options_.ttl); }
    template <detail::pointer_to<Value> P> bool put(Key key, P value) {
        return put(std::move(key), std::move(value), options_.ttl);
    }
    /// With a time to live of its own.
    bool put(Key key, Value value, time_to_live ttl) {
        return put_pointer(std::move(key), std::make_shared<const Value>(std::move(value)), ttl);
    }
    /// Throws argument_error for null, which is what get() gives for nothing.
    template <detail::pointer_to<Value> P> bool put(Key key, P value, time_to_live ttl) {
        return put_pointer(std::move(key), std::move(value), ttl);
    }

    /// The value of that key; if there is none, what load() gives, a Value or a pointer to one, and that is stored. However many
    /// threads ask for a key at once, one of them loads it; the others wait, and get the same value, or the exception that load()
    /// threw, which is not kept: who asks next loads again. A put(), erase() or clear() during a load keeps its result out of the
    /// cache, and who asks after that gets a newer one. load() may use the cache, and others; where it would wait for itself, also by
    /// way of other threads that wait in caches, recursive_load is thrown.
    template <class Load> pointer get_or_compute(const Key& key, Load&& load) {
        return compute_by(key, loader(load), options_.ttl);
    }
    template <class Load> pointer get_or_compute(const Key& key, Load&& load, time_to_live ttl) {
        return compute_by(key, loader(load), ttl);
    }
    template <detail::finds<Key, Hash, Equal> K, class Load> pointer get_or_compute(const K& key, Load&& load) {
        return compute_by(key, loader(load), options_.ttl);
    }
    template <detail::finds<Key, Hash, Equal> K, class Load>
    pointer get_or_compute(const K& key, Load&& load, time_to_live ttl) {
        return compute_by(key, loader(load), ttl);
    }

    /// False if there was none.
    bool erase(const Key& key) { return erase_by(key); }
    template <detail::finds<Key, Hash, Equal> K> bool erase(const K& key) { return erase_by(key); }
    void clear() {
        for (auto& s : shards()) s.clear();
    }
    /// Entries that are expired stay where they are until they are asked for, pushed out, or this is called. How many there were.
    std::size_t remove_expired() {
        auto const time = now();
        std::size_t count = 0;
        for (auto& s : shards()) count += s.remove_expired(time);
        return count;
    }
    /// Another limit from now on; what is too much is evicted. The shards stay: of those that a smaller max_entries leaves without
    /// a part nothing is stored.
    void resize(std::size_t max_entries) {
        for (std::size_t i = 0; i < count_; ++i) shards_[i].limit(&detail::cache_limits::entries, part(max_entries, i));
    }
    void resize_bytes(std::size_t max_bytes) {
        for (std::size_t i = 0; i < count_; ++i) shards_[i].limit(&detail::cache_limits::bytes, part(max_bytes, i));
    }

    /// Entries; also those that are expired and were not asked for since.
    [[nodiscard]] std::size_t size() const noexcept { return stats().entries; }
    [[nodiscard]] cache_stats stats() const noexcept {
        cache_stats all;
        for (auto& s : shards()) {
            auto const part = s.stats();
            all.hits += part.hits;
            all.misses += part.misses;
            all.loads += part.loads;
            all.load_failures += part.load_failures;
            all.joins += part.joins;
            all.evictions += part.evictions;
            all.expirations += part.expirations;
            all.refused += part.refused;
            all.entries += part.entries;
            all.bytes += part.bytes;
        }
        return all;
    }

    struct item {
        Key key;
        pointer value;
    };
    /// Copies of all entries that are not expired, from the hottest to the coldest; shard by shard. Counts nothing. The keys are
    /// copied under the lock.
    [[nodiscard]] std::vector<item> items() const {
        std::vector<item> all;
        auto const time = now();
        for (auto& s : shards()) {
            all.reserve(all.size() + s.stats().entries);   // not under the lock
            s.each(time, [&](const Key& key, const pointer& value) { all.push_back({key, value}); });
        }
        return all;
    }

private:
    using shard = detail::cache_shard<Key, Value, Policy, Equal>;

    [[nodiscard]] pointer get_by(const auto& key) {
        auto const h = hash(key);
        return at(h).get(key, low(h), now());
    }
    [[nodiscard]] bool contains_by(const auto& key) const {
        auto const h = hash(key);
        return at(h).contains(key, low(h), now());
    }
    [[nodiscard]] bool erase_by(const auto& key) {
        auto const h = hash(key);
        return at(h).erase(key, low(h));
    }
    /// A function that gives a pointer, whichever it is: compute_by is compiled once for all of them.
    struct loader_of_any {
        void* function;
        pointer (*call)(void*);
    };
    [[nodiscard]] pointer compute_by(const auto& key, loader_of_any load, time_to_live ttl) {
        auto const h = hash(key);
        auto& in = at(h);
        auto there = in.find(key, low(h), now());
        if (there.value) return std::move(there.value);
        if (there.load) return there.load->result();

        auto const mine = std::make_shared<typename shard::loading>(key, low(h));
        there = in.find(key, low(h), now(), mine);
        if (there.value) return std::move(there.value);
        if (there.load != mine) return there.load->result();
        pointer value;
        std::size_t weight = 0;
        std::int64_t until = 0;
        try {
            value = load.call(load.function);
            weight = weigh(mine->key, value);
            until = expiry(ttl);
        } catch (...) {
            in.fail(*mine, std::current_exception());
            throw;
        }
        in.publish(*mine, value, weight, until);
        return value;
    }

    [[nodiscard]] static std::uint64_t hash(const auto& key) {
        constexpr bool there = std::is_default_constructible_v<Hash>;
        static_assert(there, "lru_cache: the key needs a std::hash, or the cache a Hash as its fourth argument");
        if constexpr (there) return detail::scattered(Hash{}(key));
        else return 0;
    }
    [[nodiscard]] static std::uint32_t low(std::uint64_t h) noexcept { return static_cast<std::uint32_t>(h); }
    [[nodiscard]] shard& at(std::uint64_t h) const noexcept { return shards_[(h >> 32) * count_ >> 32]; }
    [[nodiscard]] std::span<shard> shards() const noexcept { return {shards_.get(), count_}; }

    [[nodiscard]] static std::size_t shard_count(const options& o) {
        if (o.shards == 0) throw argument_error("a cache of 0 shards, expected 1 or more");
        return o.max_entries < o.shards ? o.max_entries + (o.max_entries == 0) : o.shards;
    }
    /// Of a limit: an equal part for each shard, and what is left over for the first ones.
    [[nodiscard]] std::size_t part(std::size_t all, std::size_t i) const noexcept {
        return all == unlimited ? all : all / count_ + (i < all % count_);
    }

    [[nodiscard]] std::int64_t now() const {
        return __atomic_load_n(&timed_, __ATOMIC_RELAXED) ? options_.clock.now() : INT64_MIN;
    }
    [[nodiscard]] std::int64_t expiry(time_to_live ttl) {
        if (ttl.for_ever()) return INT64_MAX;
        __atomic_store_n(&timed_, true, __ATOMIC_RELAXED);
        return ttl.expiry(options_.clock.now());
    }
    [[nodiscard]] std::size_t weigh(const Key& key, const pointer& value) const {
        if (!value) throw argument_error("a cache was given a null pointer, expected a value");
        return options_.weigher ? options_.weigher(key, *value) : detail::weight_of(*value);
    }
    [[nodiscard]] bool put_pointer(Key&& key, pointer&& value, time_to_live ttl) {
        auto const weight = weigh(key, value);
        auto const h = hash(key);
        return at(h).put(std::move(key), low(h), std::move(value), weight, expiry(ttl));
    }
    /// Of a function that gives what could be put, too.
    template <class Load> [[nodiscard]] static loader_of_any loader(Load& load) noexcept {
        using result = std::invoke_result_t<Load&>;
        constexpr bool value = std::convertible_to<result, Value>;
        static_assert(value || detail::pointer_to<result, Value>,
                      "get_or_compute: expected a function that gives a Value, or a pointer to one");
        return {const_cast<void*>(static_cast<void const*>(std::addressof(load))), [](void* function) -> pointer {
                    auto& f = *static_cast<Load*>(function);
                    if constexpr (value) return std::make_shared<const Value>(f());
                    else if constexpr (detail::pointer_to<result, Value>) return f();
                    else return {};
                }};
    }

    options options_;
    std::size_t count_;
    std::unique_ptr<shard[]> shards_;
    bool timed_;   // whether any entry expires: before that the clock is not read
};

}   // namespace symphonic
#endif
