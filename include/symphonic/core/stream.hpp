// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CORE_STREAM_HPP
#define SYMPHONIC_CORE_STREAM_HPP

#include <concepts>
#include <type_traits>

#include <symphonic/core/domain.hpp>
#include <symphonic/core/format.hpp>

namespace symphonic {

/// The pull protocol. A class with these four members that derives from stream_facade is a source or a stage:
/// - `bool next()` moves to the next element and does all the work. Returns false if there is no element now.
/// - `auto get() const` returns the current element. Free of cost, so it may be called repeatedly. A view that it returns
///   is valid until the following next().
/// - `bool ended() const`, after next() returned false: true if no element will ever follow. A live source returns false:
///   more elements may follow, and next() may be called again.
/// - `audio_format format() const` returns what is known of the elements, also before the first next().
///
/// A source whose next() waits, for a device or a network, also has `void request_stop() noexcept`. `prefetch` calls it from
/// another thread, once or repeatedly, when the pipeline is destroyed: the next() that waits then returns false soon. Stages
/// forward it to their upstream. A source that is a function calls stop_requested() instead.
template <class S>
concept stream = std::movable<S> && requires(S& s, const S& constant) {
    { s.next() } -> std::same_as<bool>;
    constant.get();
    { constant.ended() } -> std::same_as<bool>;
    { constant.format() } -> std::convertible_to<audio_format>;
};

/// The domain of a stream's elements; domain::none for a type that does not derive from stream_facade.
template <class S> inline constexpr domain domain_of = domain::none;
/// The domain that a stream class names.
template <class S>
    requires requires { std::remove_cvref_t<S>::element_domain; }
inline constexpr domain domain_of<S> = std::remove_cvref_t<S>::element_domain;

namespace detail {

/// The first template argument of a stage's stream class, which is its upstream; void if there is none.
template <class S> struct first_argument {
    using type = void;
};
template <template <class...> class S, class Up, class... Rest> struct first_argument<S<Up, Rest...>> {
    using type = Up;
};
template <template <class, auto...> class S, class Up, auto... Rest>
    requires(sizeof...(Rest) > 0)
struct first_argument<S<Up, Rest...>> {
    using type = Up;
};
template <class S> using first_argument_t = typename first_argument<S>::type;

/// True if the stream or one of its upstreams is borrowed, so that other code may pull from it or seek it.
template <class S> inline constexpr bool has_borrowed_source = has_borrowed_source<first_argument_t<S>>;
template <class S>
    requires requires { typename S::upstream_type; }
inline constexpr bool has_borrowed_source<S> = has_borrowed_source<typename S::upstream_type>;
template <> inline constexpr bool has_borrowed_source<void> = false;

}   // namespace detail
}   // namespace symphonic
#endif
