// SPDX-License-Identifier: MIT
// Helpers for the tests of lru_cache.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include <symphonic/cache/cache_options.hpp>

namespace testing {

/// The keys of all entries that have not expired, in the order of the policy.
template <class Cache> std::vector<typename Cache::key_type> keys_of(const Cache& cache) {
    std::vector<typename Cache::key_type> keys;
    for (auto const& item : cache.items()) keys.push_back(item.key);
    return keys;
}

/// hits, misses, loads, load_failures, joins, evictions, expirations, refused, entries, bytes.
using counters = std::array<std::uint64_t, 10>;
inline counters counters_of(const symphonic::cache_stats& s) {
    return {s.hits,      s.misses,      s.loads,   s.load_failures, s.joins,
            s.evictions, s.expirations, s.refused, s.entries,       s.bytes};
}

/// Records the calls of a listener.
struct removal_log {
    using calls = std::vector<std::tuple<int, int, symphonic::removal>>;
    calls all{};
    auto listener() {
        return [this](int key, const std::shared_ptr<const int>& value, symphonic::removal cause) {
            all.emplace_back(key, *value, cause);
        };
    }
};

/// Every key has the same hash.
struct constant_hash {
    std::size_t operator()(int) const { return 42; }
};

/// The keys in the order of the policy, as text.
std::string order(const auto& cache) {
    auto const keys = keys_of(cache);
    return {keys.begin(), keys.end()};
}
/// Puts each character with itself as value.
void put(auto& cache, std::string_view keys) {
    for (char const key : keys) cache.put(key, key);
}
/// Looks up each character.
void get(auto& cache, std::string_view keys) {
    for (char const key : keys) cache.get(key);
}

}   // namespace testing
