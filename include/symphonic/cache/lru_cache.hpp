// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CACHE_LRU_CACHE_HPP
#define SYMPHONIC_CACHE_LRU_CACHE_HPP

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include <symphonic/cache/cache_options.hpp>
#include <symphonic/cache/detail/cache_shard.hpp>
#include <symphonic/cache/detail/expiry_clock.hpp>
#include <symphonic/cache/detail/key_traits.hpp>
#include <symphonic/cache/detail/weight.hpp>
#include <symphonic/cache/lru.hpp>

namespace symphonic {
namespace detail {

/// A pointer to a value, where Value itself is not that pointer.
template <class P, class Value>
concept pointer_to = std::convertible_to<P, std::shared_ptr<const Value>> && !std::convertible_to<P, Value>;

/// What a loader may return.
template <class T, class Value> concept value_or_pointer = std::convertible_to<T, Value> || pointer_to<T, Value>;

}   // namespace detail

/// A thread-safe cache with limits on the number, the bytes and the age of its entries. Values are
/// std::shared_ptr<const Value>: a returned one stays valid after its entry is removed and after the cache is
/// destroyed.
///
/// - Key: copied by get_or_compute(). Hash and Equal have the meanings that std::unordered_map gives them. If both are
///   transparent, as the defaults for strings are, a lookup by another type makes no Key.
/// - Policy: chooses the entry to evict. lru (least recently used), sieve, or a class with the members of lru.
/// - Threads: all members may be called at any time, except moves and the destructor. A moved-from cache may only be
///   destroyed or assigned to.
/// - Exceptions: those of loaders, weighers, listeners, keys and the allocator leave the call in which they occur. The
///   cache stays consistent; it may have fewer entries than before.
/// - Cost: a hit takes a lock, moves the entry to the front and copies a shared_ptr; it does not allocate. A put
///   allocates the value; the cache itself allocates only when it holds more entries than ever before, and doubles
///   then.
template <class Key, class Value, class Policy = lru, class Hash = detail::key_hash<Key>,
          class Equal = detail::key_equal>
class lru_cache {
public:
    using key_type = Key;                           ///< the type of a key
    using mapped_type = Value;                      ///< the type of a value
    using pointer = std::shared_ptr<const Value>;   ///< what lookups return
    using options = cache_options<Key, Value>;      ///< what the constructor takes

    /// Makes a cache without limits.
    lru_cache() : lru_cache(options{}) {}
    /// Makes at most max_entries shards. Throws argument_error if `given.shards` is 0.
    explicit lru_cache(options given)
        : expiry_(given.clock, given.ttl), options_(std::make_unique<const options>(std::move(given))),
          shard_count_(shard_count(*options_)), shards_(std::make_unique<shard[]>(shard_count_)) {
        for (std::size_t i = 0; i < shard_count_; ++i)
            shards_[i].start(*options_, {share(options_->max_entries, i), share(options_->max_bytes, i)});
    }

    /// Returns the value of the key; null if there is none or it has expired. An entry is expired if its age is at
    /// least its time to live.
    template <class K = Key>
        requires detail::lookup_key<K, Key, Hash, Equal>
    pointer get(const K& key) {
        auto const& k = as_lookup_key(key);
        auto const h = hash(k);
        return shard_of(h).get(k, low_bits(h), expiry_.now());
    }

    /// Returns true if there is an entry that has not expired. Counts nothing and does not change the order.
    template <class K = Key>
        requires detail::lookup_key<K, Key, Hash, Equal>
    [[nodiscard]] bool contains(const K& key) const {
        auto const& k = as_lookup_key(key);
        auto const h = hash(k);
        return shard_of(h).contains(k, low_bits(h), expiry_.now());
    }

    /// Stores a value and replaces the previous one of that key. The entry expires after `ttl`, or else after
    /// options::ttl; pass time_to_live{} for an entry that never expires. Returns false if the value is heavier than
    /// the budget of its shard, or max_entries is 0: then the key has no entry.
    bool put(Key key, Value value, std::optional<time_to_live> ttl = {}) {
        return put_pointer(std::move(key), std::make_shared<const Value>(std::move(value)), ttl);
    }
    /// Stores a value that a std::shared_ptr or std::unique_ptr owns, without a copy. Throws argument_error if it is
    /// null.
    template <detail::pointer_to<Value> P> bool put(Key key, P value, std::optional<time_to_live> ttl = {}) {
        return put_pointer(std::move(key), std::move(value), ttl);
    }

    /// Returns the value of the key. If there is none, calls load(), which returns a Value or a pointer to one, and
    /// stores the result; `ttl` is that of put().
    ///
    /// If several threads ask for a key at once, one of them calls load(). The others wait and return the same value or
    /// throw the same exception. An exception is not stored: the next call loads again. put(), erase() or clear()
    /// during a load prevents that its result is stored; later calls load a newer one. load() may use this cache and
    /// others. Throws recursive_load if load() waits for its own result, also through other threads.
    template <class K = Key, class Load>
        requires detail::lookup_key<K, Key, Hash, Equal>
    pointer get_or_compute(const K& key, Load&& load, std::optional<time_to_live> ttl = {}) {
        auto const& k = as_lookup_key(key);
        auto const h = hash(k);
        auto& in = shard_of(h);
        auto found = in.find(k, low_bits(h), expiry_.now());
        if (found.value) return std::move(found.value);
        if (found.running) return found.running->result();

        auto const own = std::make_shared<typename shard::load>(k, low_bits(h));   // copies the key, without the lock
        found = in.find(k, low_bits(h), expiry_.now(), own);
        if (found.value) return std::move(found.value);
        if (found.running != own) return found.running->result();
        pointer value;
        std::size_t weight = 0;
        cache_clock::time_point expiry{};
        try {
            value = loaded(load);
            weight = weigh(own->key, value);
            expiry = expiry_.expiry(ttl);
        } catch (...) {
            in.fail(*own, std::current_exception());
            throw;
        }
        in.publish(*own, value, weight, expiry);
        return value;
    }

    /// Removes an entry. Returns false if there is none.
    template <class K = Key>
        requires detail::lookup_key<K, Key, Hash, Equal>
    bool erase(const K& key) {
        auto const& k = as_lookup_key(key);
        auto const h = hash(k);
        return shard_of(h).erase(k, low_bits(h));
    }
    /// Removes all entries.
    void clear() {
        for (auto& s : shards()) s.clear();
    }
    /// Removes all expired entries and returns their number. Without it an expired entry stays until it is looked up or
    /// evicted.
    std::size_t remove_expired() {
        auto const time = expiry_.now();
        std::size_t count = 0;
        for (auto& s : shards()) count += s.remove_expired(time);
        return count;
    }
    /// Changes max_entries and evicts what exceeds it. The number of shards stays: a shard whose share becomes 0 stores
    /// nothing.
    void resize(std::size_t max_entries) { set_limit(&detail::cache_limits::entries, max_entries); }
    /// Changes max_bytes and evicts what exceeds it.
    void resize_bytes(std::size_t max_bytes) { set_limit(&detail::cache_limits::bytes, max_bytes); }

    /// Returns the number of entries, including expired ones that no lookup has found yet.
    [[nodiscard]] std::size_t size() const noexcept { return stats().entries; }
    /// Returns the counters; each shard's are consistent with each other.
    [[nodiscard]] cache_stats stats() const noexcept {
        cache_stats sum;
        for (auto& s : shards()) sum += s.stats();
        return sum;
    }

    /// An entry, as items() returns it.
    struct item {
        Key key;         ///< a copy
        pointer value;   ///< never null
    };
    /// Returns all entries that have not expired, shard by shard, in the order of the policy: with lru the most
    /// recently used first. Counts nothing. Copies the keys under the lock.
    [[nodiscard]] std::vector<item> items() const {
        std::vector<item> all;
        auto const time = expiry_.now();
        for (auto& s : shards()) {
            all.reserve(all.size() + s.stats().entries);   // not under the lock
            s.for_each(time, [&](const Key& key, const pointer& value) { all.push_back({key, value}); });
        }
        return all;
    }

private:
    using shard = detail::cache_shard<Key, Value, Policy, Equal>;

    /// Returns the key itself if it is a Key or transparent, else a Key made of it.
    template <class K> [[nodiscard]] static decltype(auto) as_lookup_key(const K& key) {
        if constexpr (std::same_as<K, Key> || detail::transparent_key<K, Key, Hash, Equal>) return (key);
        else return static_cast<Key>(key);
    }
    [[nodiscard]] static std::uint64_t hash(const auto& key) {
        constexpr bool usable = std::is_default_constructible_v<Hash>;
        static_assert(usable, "lru_cache: the key needs a std::hash, or the cache a Hash as its fourth argument");
        if constexpr (usable) return detail::spread_bits(Hash{}(key));
        else return 0;
    }
    [[nodiscard]] static std::uint32_t low_bits(std::uint64_t h) noexcept { return static_cast<std::uint32_t>(h); }
    /// The high bits of the hash choose the shard, the low bits the chain in it.
    [[nodiscard]] shard& shard_of(unsigned long long h) const noexcept {
        return shards_[static_cast<std::size_t>((h >> 32) * shard_count_ >> 32)];
    }
    [[nodiscard]] std::span<shard> shards() const noexcept { return {shards_.get(), shard_count_}; }

    [[nodiscard]] static std::size_t shard_count(const options& o) {
        if (o.shards == 0) throw argument_error("lru_cache: shards is 0, expected 1 or more");
        return o.max_entries < o.shards ? o.max_entries + (o.max_entries == 0) : o.shards;
    }
    /// Returns the share of shard i in a limit. The first shards get the remainder.
    [[nodiscard]] std::size_t share(std::size_t limit, std::size_t i) const noexcept {
        return limit == unlimited ? limit : limit / shard_count_ + (i < limit % shard_count_);
    }
    void set_limit(std::size_t detail::cache_limits::* which, std::size_t limit) {
        for (std::size_t i = 0; i < shard_count_; ++i) shards_[i].set_limit(which, share(limit, i));
    }

    [[nodiscard]] std::size_t weigh(const Key& key, const pointer& value) const {
        if (!value) throw argument_error("lru_cache: the value is a null pointer, expected a pointer to a value");
        return options_->weigher ? options_->weigher(key, *value) : detail::weight_of(*value);
    }
    [[nodiscard]] bool put_pointer(Key&& key, pointer&& value, std::optional<time_to_live> ttl) {
        auto const weight = weigh(key, value);
        auto const h = hash(key);
        return shard_of(h).put(std::move(key), low_bits(h), std::move(value), weight, expiry_.expiry(ttl));
    }
    template <class Load> [[nodiscard]] static pointer loaded(Load& load) {
        using result = std::invoke_result_t<Load&>;
        static_assert(detail::value_or_pointer<result, Value>,
                      "get_or_compute: expected a function that returns a Value or a pointer to one");
        if constexpr (std::convertible_to<result, Value>) return std::make_shared<const Value>(load());
        else if constexpr (detail::pointer_to<result, Value>) return load();
        else return {};
    }

    detail::expiry_clock<> expiry_;
    std::unique_ptr<const options> options_;   // the shards point to it
    std::size_t shard_count_;
    std::unique_ptr<shard[]> shards_;
};

}   // namespace symphonic
#endif
