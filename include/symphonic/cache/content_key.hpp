// SPDX-License-Identifier: MIT
// content_key: what content_hash gives, 128 bits that stand for a content.
#ifndef SYMPHONIC_CACHE_CONTENT_KEY_HPP
#define SYMPHONIC_CACHE_CONTENT_KEY_HPP

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>

namespace symphonic {

/// Among n different contents two have the same key by chance once in 2^128 / n^2, about: never. It is no seal: who wants
/// to can make two contents of one key.
struct content_key {
    std::uint64_t high = 0, low = 0;

    /// 32 hexadecimal digits in lower case, the highest first.
    [[nodiscard]] std::string to_string() const {
        std::string text(32, '0');
        std::uint64_t rest[] = {high, low};
        for (std::size_t i = 32; i-- > 0; rest[i / 16] >>= 4) text[i] = "0123456789abcdef"[rest[i / 16] & 15];
        return text;
    }
    [[nodiscard]] friend constexpr auto operator<=>(const content_key&, const content_key&) = default;
};

}   // namespace symphonic

/// The key is a hash already.
template <> struct std::hash<symphonic::content_key> {
    [[nodiscard]] std::size_t operator()(const symphonic::content_key& key) const noexcept {
        return static_cast<std::size_t>(key.low);
    }
};
#endif
