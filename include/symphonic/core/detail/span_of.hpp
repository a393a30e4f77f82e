// SPDX-License-Identifier: MIT
// span_of: a contiguous range as a span. All that the library takes as one goes through here.
#ifndef SYMPHONIC_CORE_DETAIL_SPAN_OF_HPP
#define SYMPHONIC_CORE_DETAIL_SPAN_OF_HPP

#include <concepts>
#include <span>
#include <type_traits>
#include <utility>

namespace symphonic::detail {

/// Only a std::ranges::contiguous_range becomes a span: one with a stride, which has data() and size() too, does not.
/// What lies as one and is none for the standard is let in by a specialisation: eigen.hpp has one for Eigen's vectors.
template <class R> struct contiguous {
    using kept = R;   // what an rvalue is moved into
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

/// float of a vector of float, float const of a const one.
template <class R> using item_of = typename span_in<R>::element_type;

/// A parameter: takes what std::span<T> does, and what span_of lets in.
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
