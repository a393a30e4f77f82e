// SPDX-License-Identifier: MIT
// The left operand of `|`: which types are accepted, and how a stage holds them.
#ifndef SYMPHONIC_CORE_UPSTREAM_HPP
#define SYMPHONIC_CORE_UPSTREAM_HPP

#include <iterator>
#include <type_traits>
#include <utility>

#include <symphonic/core/detail/borrowed_stream.hpp>
#include <symphonic/core/detail/range_stream.hpp>
#include <symphonic/core/stream.hpp>

namespace symphonic {

/// A class with the pull protocol. Also true for a class that derives from stream_facade and lacks a part of the protocol:
/// it must not be accepted as a standard range, or the compiler would not name the missing member.
template <class S>
concept stream_class = stream<std::remove_cvref_t<S>> || requires { std::remove_cvref_t<S>::element_domain; };

/// Not a const stream, whose next() could not be called.
template <class S> concept not_a_const_stream = !(stream_class<S> && std::is_const_v<std::remove_reference_t<S>>);

/// A standard range or view that is no stream: anything with an input iterator.
template <class R>
concept std_range = !stream_class<R> && requires(std::remove_reference_t<R>& r) {
    { std::begin(r) } -> std::input_iterator;
    { std::begin(r) == std::end(r) } -> std::convertible_to<bool>;
};

/// A stream or a standard range, whether or not a stage can be applied to it.
template <class T> concept source_like = std_range<T> || stream_class<T>;

/// What a stage can be applied to: a stream that is not const, or any standard range or view.
template <class S> concept upstream = not_a_const_stream<S> && (std_range<S> || stream<std::remove_cvref_t<S>>);

/// Returns the stream that a stage stores: an rvalue stream moved in, an lvalue stream borrowed (it must outlive the
/// pipeline), a standard range adapted (moved in or borrowed likewise; one allocation).
template <upstream S> [[nodiscard]] constexpr auto as_stream(S&& s) {
    if constexpr (std_range<S>) return detail::range_stream<S>(std::forward<S>(s));
    else if constexpr (std::is_lvalue_reference_v<S>) return detail::borrowed_stream<std::remove_reference_t<S>>(s);
    else return std::remove_cvref_t<S>(std::forward<S>(s));
}
/// The type that as_stream returns.
template <upstream S> using upstream_t = decltype(as_stream(std::declval<S>()));
/// The type of a stream's elements, without reference.
template <upstream S> using element_t = std::remove_cvref_t<decltype(std::declval<const upstream_t<S>&>().get())>;

/// A function that can be called with the elements of S.
template <class F, class S>
concept function_of_elements = upstream<S> && requires(F& f, const upstream_t<S>& up) { f(up.get()); };

}   // namespace symphonic
#endif
