// SPDX-License-Identifier: MIT
// xxh3_hasher: the 128-bit XXH3 of bytes that come in pieces. Needs xxHash's header, 0.8.1 or newer, and no library.
//
// libxxhash defines it, and does the short ones; long ones run on the best instruction set of the processor, xxh3_stripes.hpp.
// Its header is included so that its functions are static, compiled for the flags of the unit. What calls them must not be
// taken by the linker for units with other flags: so it has the flags as a template argument, hence in its symbol, as
// kernels have. Public functions around it are always inlined.
//
// In a unit that includes this, xxHash is inlined for all of the unit: its types are then no longer those of units where
// it is not.
#ifndef SYMPHONIC_CACHE_DETAIL_XXH3_HPP
#define SYMPHONIC_CACHE_DETAIL_XXH3_HPP

#include <span>

#ifndef XXH_INLINE_ALL
#define XXH_INLINE_ALL
#endif
#include <xxhash.h>

#include <symphonic/cache/content_key.hpp>
#include <symphonic/cache/detail/xxh3_stripes.hpp>

namespace symphonic {
namespace detail {

inline constexpr std::size_t xxh3_longest_short = 240;

struct xxh3_state {
    std::uint64_t seed;
    std::uint64_t size = 0;   // in bytes, of all
    std::size_t held = 0;     // of these in the window: all, or the last 1 to 1024
    // The rest is set when it is needed.
    std::uint64_t sums[8];
    std::byte secret[xxh3_secret_size];
    std::byte window[xxh3_stripe + xxh3_block];   // the last stripe of the last block, then what is held
};

inline constexpr std::uint64_t xxh3_primes[] = {0x9E3779B1,         0x85EBCA77,         0xC2B2AE3D,
                                                0x9E3779B185EBCA87, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9,
                                                0x85EBCA77C2B2AE63, 0x27D4EB2F165667C5};

/// Before the first block.
template <unsigned long Unit> void xxh3_begin(std::uint64_t seed, std::uint64_t* sums, std::byte* secret) noexcept {
    constexpr unsigned char order[] = {2, 3, 4, 5, 6, 1, 7, 0};
    for (std::size_t i = 0; i < 8; ++i) sums[i] = xxh3_primes[order[i]];
    XXH3_generateSecret_fromSeed(secret, seed);
}

/// Takes n stripes from the beginning of a block on.
template <unsigned long Unit>
void xxh3_take(std::byte const* x, std::size_t n, std::byte const* secret, std::uint64_t* sums) noexcept {
    on_best<xxh3_stripes>(x, n, secret, sums);
}

template <unsigned long Unit> void xxh3_update(xxh3_state& s, std::byte const* x, std::size_t n) noexcept {
    std::byte* const held = s.window + xxh3_stripe;
    std::size_t const room = xxh3_block - s.held;
    if (n > room) {   // what is held will not be the last
        if (s.size == s.held) xxh3_begin<Unit>(s.seed, s.sums, s.secret);
        if (s.held > 0) {
            __builtin_memcpy(held + s.held, x, room);
            x += room;
            n -= room;
            s.size += room;
            xxh3_take<Unit>(held, xxh3_block / xxh3_stripe, s.secret, s.sums);
            __builtin_memcpy(s.window, s.window + xxh3_block, xxh3_stripe);
            s.held = 0;
        }
        if (std::size_t const taken = (n - 1) / xxh3_block * xxh3_block; taken > 0) {
            xxh3_take<Unit>(x, taken / xxh3_stripe, s.secret, s.sums);
            x += taken;
            n -= taken;
            s.size += taken;
            __builtin_memcpy(s.window, x - xxh3_stripe, xxh3_stripe);
        }
    }
    if (n > 0) __builtin_memcpy(held + s.held, x, n);
    s.held += n;
    s.size += n;
}

template <unsigned long Unit>
[[nodiscard]] std::uint64_t xxh3_merge(std::uint64_t const* sums, std::byte const* secret, std::uint64_t h) noexcept {
    __extension__ using wide = unsigned __int128;
    for (std::size_t i = 0; i < 8; i += 2) {
        std::uint64_t key[2];
        __builtin_memcpy(key, secret + 8 * i, sizeof key);
        auto const product = static_cast<wide>(sums[i] ^ key[0]) * (sums[i + 1] ^ key[1]);
        h += static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
    }
    h ^= h >> 37;
    h *= 0x165667919E3779F9;
    return h ^ h >> 32;
}

/// Flattened, so that the compiler sees in time that libxxhash's way for long ones is never taken, and leaves it out.
template <unsigned long Unit>
[[nodiscard, gnu::flatten]] content_key xxh3_short(std::byte const* x, std::size_t n, std::uint64_t seed) noexcept {
    if (n > xxh3_longest_short) __builtin_unreachable();
    auto const [low, high] = XXH3_128bits_withSeed(x, n, seed);
    return {high, low};
}

template <unsigned long Unit> [[nodiscard]] content_key xxh3_digest(const xxh3_state& s) noexcept {
    std::byte const* const held = s.window + xxh3_stripe;
    if (s.size <= xxh3_longest_short) return xxh3_short<Unit>(held, s.held, s.seed);
    std::uint64_t sums[8];
    std::byte made[xxh3_secret_size];
    bool const begun = s.size > s.held;
    if (begun) __builtin_memcpy(sums, s.sums, sizeof sums);
    else xxh3_begin<Unit>(s.seed, sums, made);
    std::byte const* const secret = begun ? s.secret : made;
    xxh3_take<Unit>(held, (s.held - 1) / xxh3_stripe, secret, sums);
    // The last bytes make a whole stripe, whether or not some of them were taken before.
    xxh3_take<Unit>(s.window + s.held, 1, secret + 121, sums);
    return {xxh3_merge<Unit>(sums, secret + 117, ~(s.size * xxh3_primes[4])),
            xxh3_merge<Unit>(sums, secret + 11, s.size * xxh3_primes[3])};
}

}   // namespace detail

/// Gives what libxxhash's XXH3_128bits_withSeed gives for all bytes at once, however they were cut and on every processor.
/// No allocation; 1.4 KiB, copied as they are.
class xxh3_hasher {
public:
    explicit xxh3_hasher(std::uint64_t seed = 0) noexcept { state_.seed = seed; }

    [[gnu::always_inline]] void update(std::span<const std::byte> bytes) noexcept {
        detail::xxh3_update<detail::unit_flags>(state_, bytes.data(), bytes.size());
    }
    /// Of all bytes so far; more may follow.
    [[nodiscard, gnu::always_inline]] content_key digest() const noexcept {
        return detail::xxh3_digest<detail::unit_flags>(state_);
    }

private:
    detail::xxh3_state state_;
};

}   // namespace symphonic
#endif
