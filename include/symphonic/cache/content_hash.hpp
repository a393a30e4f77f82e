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
///   where they have the same size; float and std::int32_t are not. Elements: integers of at most 64 bits, enums,
///   float, double, std::complex of these, structs of integers without padding. Structs of the same size are of the
///   same kind.
/// - Parameters: integers and enums count by value, whatever their type; float and double as double; bool; strings;
///   durations of whole ticks by length (1000ms is 1s), floating-point ones by count and unit; content_key;
///   std::complex, std::optional, std::tuple and contiguous ranges of these. 1, 1.0, true and 1s are different.
/// - Your own classes as parameters: a function content_parameters(const T&) in the namespace of T, or a friend of it,
///   returns what counts, usually a std::tuple. Begin with a name, so that classes with equal members differ:
///   `friend auto content_parameters(const mel& m) { return std::tuple{"mel", m.bands, m.low_hz}; }`
/// - Cost: does not allocate; 8 KiB cost at most 0.35 of a real FFT of them by FFTW (`benchmarks/content_hash.cpp`).
/// - Source: XXH3, 128 bits, seed 0 (xxHash).
template <class R, class... P>
[[nodiscard, gnu::always_inline]] inline content_key content_hash(R&& x, const P&... parameters) {
    xxh3_hasher hasher;
    return detail::key_of<detail::unit_flags>(hasher, x, parameters...);
}

}   // namespace symphonic
#endif
