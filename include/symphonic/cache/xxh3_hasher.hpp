// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CACHE_XXH3_HASHER_HPP
#define SYMPHONIC_CACHE_XXH3_HASHER_HPP

#include <cstddef>
#include <cstdint>
#include <span>

#include <symphonic/cache/content_key.hpp>
#include <symphonic/cache/detail/xxhash.hpp>

namespace symphonic {

/// Computes XXH3_128bits_withSeed of bytes that arrive in pieces. The result does not depend on the sizes of the pieces
/// or on the processor. A copy continues on its own. Does not allocate; takes 576 bytes.
class xxh3_hasher {
public:
    /// Starts with no bytes.
    [[gnu::always_inline]] explicit xxh3_hasher(std::uint64_t seed = 0) noexcept {
        detail::xxh3_reset<detail::unit_flags>(state_, seed);
    }
    /// Appends bytes.
    [[gnu::always_inline]] void update(std::span<const std::byte> bytes) noexcept {
        detail::xxh3_update<detail::unit_flags>(state_, bytes);
    }
    /// Returns the hash of all bytes so far. More may follow.
    [[nodiscard, gnu::always_inline]] content_key digest() const noexcept {
        return detail::xxh3_digest<detail::unit_flags>(state_);
    }

private:
    detail::xxh3_state state_;
};

}   // namespace symphonic
#endif
