// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CACHE_CONTENT_KEY_HPP
#define SYMPHONIC_CACHE_CONTENT_KEY_HPP

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>

namespace symphonic {

/// A 128-bit hash of a content, as content_hash() returns it. The probability that any two of n different contents have
/// the same key is about n^2 / 2^129. Not cryptographic: contents with the same key can be constructed.
struct content_key {
    std::uint64_t high = 0;   ///< the upper 64 bits
    std::uint64_t low = 0;    ///< the lower 64 bits

    /// Returns 32 lower-case hexadecimal digits, the most significant first.
    [[nodiscard]] std::string to_string() const {
        std::string text(32, '0');
        std::uint64_t rest[] = {high, low};
        for (std::size_t i = 32; i-- > 0; rest[i / 16] >>= 4) text[i] = "0123456789abcdef"[rest[i / 16] & 15];
        return text;
    }
    /// Compares as 128-bit numbers.
    [[nodiscard]] friend constexpr auto operator<=>(const content_key&, const content_key&) = default;
};

}   // namespace symphonic

/// Returns the lower bits of the key, which is a hash already.
template <> struct std::hash<symphonic::content_key> {
    [[nodiscard]] std::size_t operator()(const symphonic::content_key& key) const noexcept {
        return static_cast<std::size_t>(key.low);
    }
};
#endif
