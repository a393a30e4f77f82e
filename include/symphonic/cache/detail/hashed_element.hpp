// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CACHE_DETAIL_HASHED_ELEMENT_HPP
#define SYMPHONIC_CACHE_DETAIL_HASHED_ELEMENT_HPP

#include <complex>
#include <concepts>
#include <span>   // std::ranges::enable_view, without all of <ranges>
#include <type_traits>

namespace symphonic::detail {

template <class T> concept hashed_floating = std::same_as<T, float> || std::same_as<T, double>;
template <class T>
concept hashed_complex = std::same_as<T, std::complex<float>> || std::same_as<T, std::complex<double>>;

/// Types with equal bytes for equal values. Excludes pointers and views, because their bytes are an address, and types
/// with padding or with several representations of one value.
template <class T> concept hashed_element =
    hashed_floating<T> || hashed_complex<T> ||
    (std::is_trivially_copyable_v<T> && std::has_unique_object_representations_v<T> && !std::is_pointer_v<T> &&
     !std::is_member_pointer_v<T> && !std::ranges::enable_view<T>);

}   // namespace symphonic::detail
#endif
