// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CACHE_CONTENT_HASH_HPP
#define SYMPHONIC_CACHE_CONTENT_HASH_HPP

#include <cstddef>
#include <span>
#include <type_traits>
#include <utility>

#include <symphonic/cache/content_key.hpp>
#include <symphonic/cache/detail/content_records.hpp>
#include <symphonic/cache/xxh3_hasher.hpp>

namespace symphonic {

/// A hash function that takes its input in pieces: xxh3_hasher, or a class of yours around SHA-256 or BLAKE3.
template <class H> concept content_hasher = requires(H h, std::span<const std::byte> bytes) {
    h.update(bytes);
    h.digest();
};

/// Returns the digest() of a copy of `start` after the range and the parameters, encoded as content_hash() describes.
/// Pass xxh3_hasher{seed} for a seed.
template <class Hasher, class R, class... P>
    requires content_hasher<std::remove_cvref_t<Hasher>>
[[nodiscard, gnu::always_inline]] inline auto content_hash_with(Hasher&& start, R&& x, const P&... parameters) {
    std::remove_cvref_t<Hasher> hasher(std::forward<Hasher>(start));
    return detail::key_of<detail::unit_flags>(hasher, x, parameters...);
}

/// Returns a key of a contiguous range or a string, and of parameters: equal if all of them are equal, and otherwise
/// different, but for the probability that content_key states. The key does not depend on the program or the processor,
/// except for its byte order.
///
/// - Range: a std::ranges::contiguous_range, a std::string, a std::string_view or a literal. Its bytes count (-0.0 is
///   not 0.0, and NaNs differ by payload) and the kind and size of its elements: long and long long are the same type
///   where they have the same size; float and std::int32_t are not. Elements: integers, enums, float, double,
///   std::complex of these, structs without padding.
/// - Parameters: integers and enums count by value, whatever their type; float and double as double; bool; strings;
///   contiguous ranges; structs without padding, such as a content_key. 1, 1.0 and true are different.
/// - Cost: does not allocate; 8 KiB cost at most 0.35 of a real FFT of them by FFTW (`benchmarks/content_hash.cpp`).
/// - Source: XXH3, 128 bits, seed 0 (xxHash).
template <class R, class... P>
[[nodiscard, gnu::always_inline]] inline content_key content_hash(R&& x, const P&... parameters) {
    xxh3_hasher hasher;
    return detail::key_of<detail::unit_flags>(hasher, x, parameters...);
}

}   // namespace symphonic
#endif
