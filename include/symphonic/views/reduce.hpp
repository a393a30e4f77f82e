// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_REDUCE_HPP
#define SYMPHONIC_VIEWS_REDUCE_HPP

#include <symphonic/core/stage.hpp>

namespace symphonic {
namespace detail {

struct reduce_fn {
    template <upstream S, std::movable T, class F>
        requires std::convertible_to<std::invoke_result_t<F&, T, element_t<S>>, T>
    [[nodiscard]] constexpr T operator()(S&& stream, T start, F f) const {
        auto up = as_stream(std::forward<S>(stream));
        while (up.next()) start = static_cast<T>(f(std::move(start), up.get()));
        return start;
    }
};

struct for_each_fn {
    template <upstream S, std::invocable<element_t<S>> F>
    constexpr F operator()(S&& stream, F f) const {
        auto up = as_stream(std::forward<S>(stream));
        while (up.next()) f(up.get());
        return f;
    }
};

}   // namespace detail

/// Runs a pipeline until next() returns false and combines the elements: `reduce(stream, start, f)` returns
/// f(... f(f(start, e0), e1) ..., last), a left fold in the order of the elements, as a value of the type of `start`.
/// - Input: any stream or standard range; f(T, element) must return something convertible to T.
/// - Output: the accumulated value; `start` if there are no elements.
/// - Tail: none.
/// - Lifetime: an element is valid until f returns.
/// - Errors: what the stream or f throws.
/// - Cost: one call of f per element.
inline constexpr detail::reduce_fn reduce{};

/// Runs a pipeline until next() returns false and calls f with each element: `for_each(stream, f)` returns f, as
/// std::for_each does.
/// - Input: any stream or standard range.
/// - Output: the function, with its state after the last call.
/// - Tail: none.
/// - Lifetime: an element is valid until f returns.
/// - Errors: what the stream or f throws.
/// - Cost: one call of f per element.
inline constexpr detail::for_each_fn for_each{};

}   // namespace symphonic
#endif
