// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CORE_DETAIL_NUMERIC_HPP
#define SYMPHONIC_CORE_DETAIL_NUMERIC_HPP

#include <concepts>
#include <span>
#include <type_traits>
#include <utility>

namespace symphonic::detail {

template <class T>
concept complex_number = requires(const T& z) {
    { z.real() + z.imag() } -> std::floating_point;
};
template <class T> concept number = std::floating_point<T> || complex_number<T>;

/// The span over a contiguous range; ill-formed for any other.
template <class R> using as_span = decltype(std::span{std::declval<const R&>()});
/// A contiguous range of real or complex numbers.
template <class R> concept numeric_row = number<typename as_span<R>::value_type>;

/// The element of a range or the result of a function as stages see it: a numeric row as a span, anything else unchanged.
template <class E> constexpr decltype(auto) as_element(const E& element) {
    if constexpr (numeric_row<E>) return std::span<const typename as_span<E>::value_type>{element};
    else if constexpr (std::is_trivially_copyable_v<E>) return E{element};
    else return (element);
}

}   // namespace symphonic::detail
#endif
