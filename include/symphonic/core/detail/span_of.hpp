// SPDX-License-Identifier: MIT
// Conversion of contiguous ranges to spans; every function that takes one uses it.
#ifndef SYMPHONIC_CORE_DETAIL_SPAN_OF_HPP
#define SYMPHONIC_CORE_DETAIL_SPAN_OF_HPP

#include <concepts>
#include <span>
#include <type_traits>
#include <utility>

namespace symphonic::detail {

/// How a type converts to a span. Only a std::ranges::contiguous_range does: a strided type, which may have data() and
/// size() too, does not. Specialise it for a contiguous type that is no standard range, as eigen.hpp does for vectors.
template <class R> struct contiguous {
    using stored = R;   // the type that a stage stores of an rvalue
    [[nodiscard, gnu::always_inline]] static constexpr auto span(auto& x) noexcept -> decltype(std::span{x}) {
        return std::span{x};
    }
};

template <class R>
[[nodiscard, gnu::always_inline]] constexpr auto span_of(R& x) noexcept
    -> decltype(contiguous<std::remove_cv_t<R>>::span(x)) {
    return contiguous<std::remove_cv_t<R>>::span(x);
}

template <class R> using span_in = decltype(span_of(std::declval<R&>()));
template <class R> concept contiguous_range = requires { typename span_in<R>; };

/// The element type of R's span: float for std::vector<float>, float const for a const one.
template <class R> using item_of = typename span_in<R>::element_type;

/// A parameter that accepts everything that std::span<T> and span_of accept.
template <class T> class span_arg : public std::span<T> {
public:
    using std::span<T>::span;
    template <std::convertible_to<std::span<T>> R>
    constexpr span_arg(R&& x) noexcept : std::span<T>(std::forward<R>(x)) {}
    template <class R>
        requires(!std::convertible_to<R, std::span<T>>) && std::convertible_to<span_in<R>, std::span<T>>
    constexpr span_arg(R&& x) noexcept : std::span<T>(span_of(x)) {}
};

}   // namespace symphonic::detail
#endif
