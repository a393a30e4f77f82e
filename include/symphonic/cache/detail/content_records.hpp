// SPDX-License-Identifier: MIT
// The byte stream that content_hash() hashes: the bytes of the range; then for each parameter a record of two 64-bit
// words, its kind and its value or size, followed by its bytes if it is a string or a range; last, a record of the
// range. The record of the range is last so that a file can be hashed while it is read. No two argument lists give the
// same stream. Keys name files on disk: do not change it.
#ifndef SYMPHONIC_CACHE_DETAIL_CONTENT_RECORDS_HPP
#define SYMPHONIC_CACHE_DETAIL_CONTENT_RECORDS_HPP

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

#include <symphonic/cache/detail/hashed_element.hpp>
#include <symphonic/core/detail/span_of.hpp>

namespace symphonic::detail {

template <class T> [[nodiscard]] constexpr std::uint64_t element_kind() noexcept {
    if constexpr (hashed_floating<T>) return 'f';
    else if constexpr (hashed_complex<T>) return 'z';
    else if constexpr (std::same_as<T, bool>) return 'b';
    else if constexpr (std::same_as<T, std::byte>) return 'B';
    else if constexpr (std::same_as<T, char> || std::same_as<T, wchar_t> || std::same_as<T, char8_t> ||
                       std::same_as<T, char16_t> || std::same_as<T, char32_t>)
        return 'c';
    else if constexpr (std::signed_integral<T>) return 'i';
    else if constexpr (std::unsigned_integral<T>) return 'u';
    else return 'o';   // a class or an enumeration
}
template <class T> inline constexpr std::uint64_t element_code = sizeof(T) << 8 | element_kind<T>();

/// The bytes of a range and the code of its elements.
struct content {
    std::span<const std::byte> bytes;
    std::uint64_t element;
};

template <class T, std::size_t N> [[nodiscard, gnu::always_inline]] inline content elements_of(std::span<T, N> x) {
    using element = std::remove_cv_t<T>;
    static_assert(
        hashed_element<element>,
        "content_hash: expected elements whose bytes are their value: integers, enums, float, double, complex "
        "ones, and structs of integers without padding");
    if constexpr (hashed_element<element>) return {std::as_bytes(x), element_code<element>};
    else return {};
}
/// A string literal counts without the 0 at its end.
template <class R> [[nodiscard, gnu::always_inline]] inline content content_of(R& x) {
    if constexpr (std::is_array_v<R> && std::same_as<std::remove_extent_t<R>, char const>) {
        constexpr std::size_t n = std::extent_v<R>;
        return elements_of(std::span<char const>{x, x[n - 1] == '\0' ? n - 1 : n});
    } else if constexpr (!std::is_array_v<R> && std::convertible_to<R&, std::string_view>) {
        std::string_view const text = x;
        return elements_of(std::span<char const>{text.data(), text.size()});
    } else {
        static_assert(contiguous_range<R>, "content_hash: expected a contiguous range");
        if constexpr (contiguous_range<R>) return elements_of(span_of(x));
        else return {};
    }
}
/// An array counts up to its first 0.
template <class P> [[nodiscard, gnu::always_inline]] inline std::string_view text_of(const P& p) {
    if constexpr (std::is_array_v<P>) {
        void const* const end = __builtin_memchr(p, 0, sizeof p);
        return {p, end == nullptr ? sizeof p : static_cast<std::size_t>(static_cast<char const*>(end) - p)};
    } else {
        return p;
    }
}

// Unit: see xxhash.hpp.

template <unsigned long Unit, class Hasher>
void hash_record(Hasher& hasher, std::uint64_t kind, std::uint64_t value, std::span<const std::byte> bytes = {}) {
    std::uint64_t const record[] = {kind, value};
    hasher.update(std::as_bytes(std::span{record}));
    if (!bytes.empty()) hasher.update(bytes);
}
template <unsigned long Unit, class Hasher> void hash_content(Hasher& hasher, std::uint64_t kind, const content& x) {
    hash_record<Unit>(hasher, x.element << 8 | kind, x.bytes.size(), x.bytes);
}

template <unsigned long Unit, class Hasher, class P> void hash_parameter(Hasher& hasher, const P& p) {
    if constexpr (std::is_enum_v<P>) {
        hash_parameter<Unit>(hasher, static_cast<std::underlying_type_t<P>>(p));
    } else if constexpr (std::same_as<P, bool>) {
        hash_record<Unit>(hasher, 'b', p ? 1 : 0);
    } else if constexpr (std::integral<P> && sizeof(P) <= 8) {
        bool negative = false;
        if constexpr (std::signed_integral<P>) negative = p < 0;
        hash_record<Unit>(hasher, negative ? 'n' : 'i', static_cast<std::uint64_t>(p));
    } else if constexpr (hashed_floating<P>) {
        hash_record<Unit>(hasher, 'f', __builtin_bit_cast(std::uint64_t, static_cast<double>(p)));
    } else if constexpr (std::convertible_to<const P&, std::string_view>) {
        auto const text = text_of(p);
        hash_record<Unit>(hasher, 's', text.size(), std::as_bytes(std::span<char const>{text.data(), text.size()}));
    } else if constexpr (contiguous_range<const P>) {
        hash_content<Unit>(hasher, 'r', elements_of(span_of(p)));
    } else {
        hash_content<Unit>(hasher, 'v', elements_of(std::span<P const>{&p, 1}));
    }
}

/// Hashes the records after the bytes of the range.
template <unsigned long Unit, class Hasher, class... P>
[[nodiscard]] auto finish_key(Hasher& hasher, std::uint64_t element, std::uint64_t bytes, const P&... parameters) {
    (hash_parameter<Unit>(hasher, parameters), ...);
    hash_record<Unit>(hasher, element, bytes);
    return hasher.digest();
}
template <unsigned long Unit, class Hasher, class R, class... P>
[[nodiscard]] auto key_of(Hasher& hasher, R& x, const P&... parameters) {
    auto const range = content_of(x);
    if (!range.bytes.empty()) hasher.update(range.bytes);
    return finish_key<Unit>(hasher, range.element, range.bytes.size(), parameters...);
}

}   // namespace symphonic::detail
#endif
