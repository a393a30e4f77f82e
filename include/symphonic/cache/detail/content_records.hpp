// SPDX-License-Identifier: MIT
// The byte stream that content_hash() hashes: the bytes of the range; then the records of each parameter; last, a record
// of the range, so that a file can be hashed while it is read. A record is two 64-bit words, a kind and a value or size,
// followed by the bytes of a string or a range. The kind tells how many records of the same parameter follow. No two
// argument lists give the same stream. Keys name files on disk: do not change it.
#ifndef SYMPHONIC_CACHE_DETAIL_CONTENT_RECORDS_HPP
#define SYMPHONIC_CACHE_DETAIL_CONTENT_RECORDS_HPP

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <span>
#include <string_view>
#include <tuple>
#include <type_traits>

#include <symphonic/cache/content_key.hpp>
#include <symphonic/cache/detail/hashed_element.hpp>
#include <symphonic/core/detail/span_of.hpp>

namespace symphonic::detail {

template <class T> inline constexpr bool is_duration = false;
template <class Rep, class Period> inline constexpr bool is_duration<std::chrono::duration<Rep, Period>> = true;
template <class T> inline constexpr bool is_optional = false;
template <class T> inline constexpr bool is_optional<std::optional<T>> = true;
template <class T> inline constexpr bool is_tuple = false;
template <class... T> inline constexpr bool is_tuple<std::tuple<T...>> = true;

/// Numbers and enums whose bytes are their value. Excludes __int128, which is an integer only in -std=gnu++20.
template <class T> concept hashed_scalar =
    hashed_element<T> && (std::is_arithmetic_v<T> || std::is_enum_v<T>) && sizeof(T) <= sizeof(std::uint64_t);
/// Elements of a range that is hashed as its bytes. Excludes durations, whose bytes do not tell their unit.
template <class T> concept content_element =
    hashed_element<T> && (std::is_class_v<T> || std::is_union_v<T> || hashed_scalar<std::remove_all_extents_t<T>>) &&
    !is_duration<T>;
/// Types that are hashed as their bytes where they are a parameter or the elements of one. Excludes other classes, because
/// two classes may have the same bytes and mean something else.
template <class T> concept bytes_parameter = hashed_scalar<T> || hashed_complex<T> || std::same_as<T, content_key>;
/// A type with a function content_parameters(), found by argument-dependent lookup.
template <class T> concept has_content_parameters = requires(const T& x) { content_parameters(x); };

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
    static_assert(content_element<element>,
                  "content_hash: expected elements whose bytes are their value: integers of at most 64 bits, enums, "
                  "float, double, complex ones, and structs of integers without padding");
    if constexpr (content_element<element>) return {std::as_bytes(x), element_code<element>};
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
    hasher.update(std::span<std::byte const>(reinterpret_cast<std::byte const*>(record), sizeof record));
    if (!bytes.empty()) hasher.update(bytes);
}
template <unsigned long Unit, class Hasher> void hash_content(Hasher& hasher, std::uint64_t kind, const content& x) {
    hash_record<Unit>(hasher, x.element << 8 | kind, x.bytes.size(), x.bytes);
}

/// Hashes an integer as its sign and its value modulo 2^64.
template <unsigned long Unit, class Hasher> void hash_integer(Hasher& hasher, bool negative, std::uint64_t value) {
    hash_record<Unit>(hasher, negative ? 'n' : 'i', value);
}

/// Hashes a duration of whole ticks as a fraction of seconds in lowest terms, so that 1000ms and 1s are equal. The unit
/// of a floating-point duration counts, because converting it rounds.
template <unsigned long Unit, class Hasher, class Rep, class Period>
void hash_duration(Hasher& hasher, const std::chrono::duration<Rep, Period>& length) {
    constexpr std::uint64_t num = Period::type::num, den = Period::type::den;
    if constexpr (hashed_scalar<Rep> && std::integral<Rep>) {
        bool const negative = length < length.zero();
        auto count = static_cast<std::uint64_t>(length.count());
        if (negative) count = 0 - count;
        auto const common = std::gcd(count, den);
        count /= common;
        std::uint64_t numerator = 0;
        bool const overflows = __builtin_mul_overflow(count, num, &numerator);
        hash_record<Unit>(hasher, overflows ? 'D' : 'd', den / common);
        auto const value = overflows ? count : numerator;
        hash_integer<Unit>(hasher, negative, negative ? 0 - value : value);
        if (overflows) hash_integer<Unit>(hasher, false, num);
    } else {
        static_assert(hashed_floating<Rep>, "content_hash: expected a duration of integers, float or double");
        hash_record<Unit>(hasher, 'e', num);
        hash_record<Unit>(hasher, 'e', den);
        hash_record<Unit>(hasher, 'f', __builtin_bit_cast(std::uint64_t, static_cast<double>(length.count())));
    }
}

template <unsigned long Unit, class Hasher, class P> void hash_parameter(Hasher& hasher, const P& p) {
    if constexpr (has_content_parameters<P>) {
        hash_parameter<Unit>(hasher, content_parameters(p));
    } else if constexpr (std::is_enum_v<P>) {
        hash_parameter<Unit>(hasher, static_cast<std::underlying_type_t<P>>(p));
    } else if constexpr (std::same_as<P, bool>) {
        hash_record<Unit>(hasher, 'b', p ? 1 : 0);
    } else if constexpr (std::integral<P> && hashed_scalar<P>) {
        bool negative = false;
        if constexpr (std::signed_integral<P>) negative = p < 0;
        hash_integer<Unit>(hasher, negative, static_cast<std::uint64_t>(p));
    } else if constexpr (hashed_floating<P>) {
        hash_record<Unit>(hasher, 'f', __builtin_bit_cast(std::uint64_t, static_cast<double>(p)));
    } else if constexpr (std::convertible_to<const P&, std::string_view>) {
        auto const text = text_of(p);
        hash_record<Unit>(hasher, 's', text.size(), std::as_bytes(std::span<char const>{text.data(), text.size()}));
    } else if constexpr (contiguous_range<const P>) {
        auto const elements = span_of(p);
        if constexpr (bytes_parameter<std::remove_cv_t<item_of<const P>>>) {
            hash_content<Unit>(hasher, 'r', elements_of(elements));
        } else {
            hash_record<Unit>(hasher, 'l', elements.size());
            for (auto const& element : elements) hash_parameter<Unit>(hasher, element);
        }
    } else if constexpr (is_duration<P>) {
        hash_duration<Unit>(hasher, p);
    } else if constexpr (is_optional<P>) {
        hash_record<Unit>(hasher, 'o', p ? 1 : 0);
        if (p) hash_parameter<Unit>(hasher, *p);
    } else if constexpr (is_tuple<P>) {
        hash_record<Unit>(hasher, 't', std::tuple_size_v<P>);
        std::apply([&](const auto&... each) { (hash_parameter<Unit>(hasher, each), ...); }, p);
    } else {
        static_assert(
            bytes_parameter<P>,
            "content_hash: expected a parameter that is a number of at most 64 bits, an enum, a string, a "
            "std::chrono::duration, a content_key, or a std::complex, std::optional, std::tuple or contiguous "
            "range of these; for a class of yours write a function content_parameters(const T&) in its "
            "namespace that returns a std::tuple of what counts");
        if constexpr (bytes_parameter<P>) hash_content<Unit>(hasher, 'v', elements_of(std::span<P const>{&p, 1}));
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
