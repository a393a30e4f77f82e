// SPDX-License-Identifier: MIT
// Stages and `|`, which applies a stage to a stream and composes stages.
#ifndef SYMPHONIC_CORE_STAGE_HPP
#define SYMPHONIC_CORE_STAGE_HPP

#include <concepts>
#include <type_traits>
#include <utility>

#include <symphonic/core/stream_concepts.hpp>

namespace symphonic {

/// Base of every stage: a value with `auto operator()(upstream) const`, which returns a stream. `|` accepts types derived
/// from it. The class of the returned stream derives from stage_facade, buffering_stage_facade or stream_facade.
struct stage {};

/// A type derived from stage.
template <class T> concept stage_like = std::derived_from<std::remove_cvref_t<T>, stage>;
/// A stream or a standard range.
template <class T> concept source_like = std_range<T> || stream_class<T>;

/// Two stages in sequence: a value, made without a source and applied to any number of them.
/// Its call operator is unconstrained, so that a compiler error names the concept that one of the stages requires.
template <class First, class Second>
struct pipeline : stage {
    [[no_unique_address]] First first;     ///< applied to the source
    [[no_unique_address]] Second second;   ///< applied to the stream of `first`
    /// Composes two stages.
    constexpr pipeline(First f, Second s) : first(std::move(f)), second(std::move(s)) {}
    /// Returns second(first(up)).
    template <class Up>
    [[nodiscard]] constexpr auto operator()(Up&& up) const {
        return second(first(std::forward<Up>(up)));
    }
};

/// `source | stage` applies the stage and returns its result: a stream, or what an end such as write(path) returns.
/// `stage | stage` composes a pipeline; a standard closure such as std::views::take(3) is accepted as a stage.
template <class Left, class Right>
    requires(stage_like<Left> || stage_like<Right>) && (!source_like<Right>)
constexpr auto operator|(Left&& left, Right&& right) {
    if constexpr (source_like<Left>) return right(std::forward<Left>(left));
    else return pipeline<std::decay_t<Left>, std::decay_t<Right>>{std::forward<Left>(left), std::forward<Right>(right)};
}

}   // namespace symphonic
#endif
