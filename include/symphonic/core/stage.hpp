// SPDX-License-Identifier: MIT
// stage: a value that makes a stream of a stream, and `|`, which applies stages and composes them.
#ifndef SYMPHONIC_CORE_STAGE_HPP
#define SYMPHONIC_CORE_STAGE_HPP

#include <symphonic/core/upstream.hpp>

namespace symphonic {

/// The base of every stage: a value with `operator()(upstream) const`. It lets `|` be found.
struct stage {};

template <class T> concept stage_like = std::derived_from<std::remove_cvref_t<T>, stage>;
template <class T> concept source_like = std_range<T> || our_stream<T>;

/// Two stages as one: a value, made before there is a source and used as often as one likes.
/// Its call is not constrained on purpose: so the compiler walks on to the stage that refuses and names its concept.
template <class First, class Second>
struct pipeline : stage {
    [[no_unique_address]] First first;
    [[no_unique_address]] Second second;
    constexpr pipeline(First f, Second s) : first(std::move(f)), second(std::move(s)) {}
    template <class Up>
    [[nodiscard]] constexpr auto operator()(Up&& up) const {
        return second(first(std::forward<Up>(up)));
    }
};

/// source | stage applies; an end, write(path), has then done its work.
/// stage | stage composes, and a standard closure, std::views::take(3), is a stage there too.
template <class Left, class Right>
    requires(stage_like<Left> || stage_like<Right>) && (!source_like<Right>)
constexpr auto operator|(Left&& left, Right&& right) {
    if constexpr (source_like<Left>) return right(std::forward<Left>(left));
    else return pipeline<std::decay_t<Left>, std::decay_t<Right>>{std::forward<Left>(left), std::forward<Right>(right)};
}

}   // namespace symphonic
#endif
