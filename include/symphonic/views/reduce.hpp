// SPDX-License-Identifier: MIT
// reduce(stream, start, f), for_each(stream, f): runs a pipeline to its end and keeps one value, or none.
//   in        any stream, and any standard range
//   out       reduce: f(...f(f(start, e0), e1)..., last), in the order of the elements, in the type of `start`. for_each: f
//   lifetime  f sees each element until it returns
//   errors    what the stream or f throws
//   cost      the calls
#ifndef SYMPHONIC_VIEWS_REDUCE_HPP
#define SYMPHONIC_VIEWS_REDUCE_HPP

#include <symphonic/core/stage.hpp>

namespace symphonic {

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

inline constexpr reduce_fn reduce{};
inline constexpr for_each_fn for_each{};

}   // namespace symphonic
#endif
