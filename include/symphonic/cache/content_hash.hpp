// SPDX-License-Identifier: MIT
// content_hash: a key for the numbers in a range, and the parameters of what is made of them.
//
// What is hashed: the bytes of the range; then for each parameter a record of two 64-bit words, what it is and its value or
// size, and behind that the bytes of a text or range; last a record of the range itself. So the key of a file can be made
// while it is read, and no two lists of arguments give the same bytes.
#ifndef SYMPHONIC_CACHE_CONTENT_HASH_HPP
#define SYMPHONIC_CACHE_CONTENT_HASH_HPP

#include <concepts>
#include <string_view>

#include <symphonic/cache/detail/xxh3.hpp>
#include <symphonic/core/detail/span_of.hpp>

namespace symphonic {

/// xxh3_hasher, or SHA-256, BLAKE3 and the like: what takes bytes in pieces and then says what they hash to.
template <class H> concept content_hasher = requires(H h, std::span<const std::byte> bytes) {
    h.update(bytes);
    h.digest();
};

namespace detail {

template <class T> concept hashed_floating = std::same_as<T, float> || std::same_as<T, double>;
/// std::complex, without <complex>, which costs more to include than all the rest.
template <class T> concept hashed_complex = std::is_trivially_copyable_v<T> &&
                                            hashed_floating<typename T::value_type> &&
                                            sizeof(T) == 2 * sizeof(typename T::value_type) && requires(const T& z) {
                                                { z.real() } -> std::same_as<typename T::value_type>;
                                                { z.imag() } -> std::same_as<typename T::value_type>;
                                            };

/// Those whose bytes are their value. A view or pointer is its address; what has padding, or values of several
/// representations, might give two keys for one value.
template <class T> concept hashed_element =
    hashed_floating<T> || hashed_complex<T> ||
    (std::is_trivially_copyable_v<T> && std::has_unique_object_representations_v<T> && !std::is_pointer_v<T> &&
     !std::is_member_pointer_v<T> && !std::ranges::enable_view<T>);

// These name files on disk: they stay as they are.
template <class T> [[nodiscard]] constexpr std::uint64_t kind_of() noexcept {
    if constexpr (hashed_floating<T>) return 'f';
    else if constexpr (hashed_complex<T>) return 'z';
    else if constexpr (std::same_as<T, bool>) return 'b';
    else if constexpr (std::same_as<T, std::byte>) return 'B';
    else if constexpr (std::same_as<T, char> || std::same_as<T, wchar_t> || std::same_as<T, char8_t> ||
                       std::same_as<T, char16_t> || std::same_as<T, char32_t>)
        return 'c';
    else if constexpr (std::signed_integral<T>) return 'i';
    else if constexpr (std::unsigned_integral<T>) return 'u';
    else return 'o';   // a type of the user's
}

/// Bytes and what they are.
struct content {
    std::span<const std::byte> bytes;
    std::uint64_t element;
};
template <class T> inline constexpr std::uint64_t element_code = sizeof(T) << 8 | kind_of<T>();

template <class T, std::size_t N> [[nodiscard, gnu::always_inline]] inline content elements_of(std::span<T, N> x) {
    using element = std::remove_cv_t<T>;
    static_assert(
        hashed_element<element>,
        "content_hash: expected elements whose bytes are their value: integers, enums, float, double, complex "
        "ones, and structs of integers without padding");
    if constexpr (hashed_element<element>) return {std::as_bytes(x), element_code<element>};
    else return {};
}
/// Of a literal not the 0 that ends it.
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
/// Of an array as much as there is of text.
template <class P> [[nodiscard, gnu::always_inline]] inline std::string_view text_of(const P& p) {
    if constexpr (std::is_array_v<P>) {
        void const* const end = __builtin_memchr(p, 0, sizeof p);
        return {p, end == nullptr ? sizeof p : static_cast<std::size_t>(static_cast<char const*>(end) - p)};
    } else {
        return p;
    }
}

template <unsigned long Unit, class Hasher>
void hash_record(Hasher& hasher, std::uint64_t what, std::uint64_t value, std::span<const std::byte> bytes = {}) {
    std::uint64_t const record[] = {what, value};
    hasher.update(std::as_bytes(std::span{record}));
    if (!bytes.empty()) hasher.update(bytes);
}
template <unsigned long Unit, class Hasher> void hash_content(Hasher& hasher, std::uint64_t what, const content& x) {
    hash_record<Unit>(hasher, x.element << 8 | what, x.bytes.size(), x.bytes);
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

/// When the bytes of the range have gone into it.
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

}   // namespace detail

/// What `hasher` makes of the range and the parameters; content_hash says how.
template <content_hasher Hasher, class R, class... P>
[[nodiscard, gnu::always_inline]] inline auto content_hash_with(Hasher hasher, R&& x, const P&... parameters) {
    return detail::key_of<detail::unit_flags>(hasher, x, parameters...);
}

/// The key of a contiguous range, or text, and of parameters: equal where all are equal, and different, about certainly,
/// where anything is not. The same in every program and on every processor of one byte order.
///
/// Of the range count the bytes (-0.0 is not 0.0, a NaN is its payload) and the type of its elements, which is its kind and
/// size: long and long long are one type where they have one size, float and int32 are not. A text is std::string, a view
/// of it, or a literal. Of the parameters integers and enums count as the integers that they are, of whatever type; float
/// and double as double; bool, texts and contiguous ranges, and whatever a range could be of, such as a content_key, as
/// themselves. 1, 1.0 and true are different parameters.
///
/// No allocation. 8 KiB cost about a tenth of a real FFT of them.
template <class R, class... P>
[[nodiscard, gnu::always_inline]] inline content_key content_hash(R&& x, const P&... parameters) {
    return content_hash_with(xxh3_hasher{}, x, parameters...);
}

}   // namespace symphonic
#endif
