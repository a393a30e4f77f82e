// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CACHE_DETAIL_KEY_TRAITS_HPP
#define SYMPHONIC_CACHE_DETAIL_KEY_TRAITS_HPP

#include <concepts>
#include <cstdint>
#include <functional>
#include <string_view>
#include <type_traits>

namespace symphonic::detail {

/// The default Hash of a cache: std::hash. For strings it is transparent: takes a std::string, a view and a literal.
template <class Key> struct key_hash : std::hash<Key> {};
template <std::convertible_to<std::string_view> Key>
    requires(!std::is_pointer_v<Key>)
struct key_hash<Key> {
    using is_transparent = void;
    [[nodiscard]] std::size_t operator()(std::string_view text) const noexcept {
        return std::hash<std::string_view>{}(text);
    }
};

/// The default Equal of a cache: operator==, also between a Key and another type.
struct key_equal {
    using is_transparent = void;
    [[nodiscard]] constexpr bool operator()(const auto& a, const auto& b) const { return a == b; }
};

/// Another type than Key that Hash and Equal take, as those of std::unordered_map do.
template <class K, class Key, class Hash, class Equal>
concept transparent_key = !std::same_as<K, Key> && requires(const K& key) {
    typename Hash::is_transparent;
    typename Equal::is_transparent;
    Hash{}(key);
};

/// A type by which entries are looked up: Key, a transparent key, or what converts to Key.
template <class K, class Key, class Hash, class Equal>
concept lookup_key = transparent_key<K, Key, Hash, Equal> || std::convertible_to<const K&, const Key&>;

/// Spreads a hash over all 64 bits: std::hash of an integer is the integer.
[[nodiscard]] constexpr std::uint64_t spread_bits(std::uint64_t x) noexcept {
    x *= 0xd6e8feb86659fd93U;
    return x ^ x >> 32;
}

}   // namespace symphonic::detail
#endif
