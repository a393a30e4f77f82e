// SPDX-License-Identifier: MIT
// Stages and `|`, which applies a stage to a stream and composes stages.
#ifndef SYMPHONIC_CORE_STAGE_HPP
#define SYMPHONIC_CORE_STAGE_HPP

#include <concepts>
#include <type_traits>
#include <utility>

#include <symphonic/core/detail/lifetimebound.hpp>
#include <symphonic/core/detail/refusal.hpp>

namespace symphonic {

/// Base of every stage: a value with `auto operator()(upstream) const`, which returns a stream. `|` accepts types derived
/// from it. The class of the returned stream derives from stage_facade, buffering_stage_facade or stream_facade.
struct stage {
    void begin() const = delete;   // a stage is not a stream: apply it to one, as in read(path) | stage
    void end() const = delete;
};

/// A type derived from stage.
template <class T> concept stage_like = std::derived_from<std::remove_cvref_t<T>, stage>;

template <class First, class Second> struct pipeline;

namespace detail {

/// Base of a stage that calls a user's function or sink with each element.
struct function_stage : stage {};

/// Base of a function object that makes a stage, such as views::frames: `|` refuses it and says that it must be called.
struct stage_factory {};
template <class T> concept stage_or_factory = stage_like<T> || std::derived_from<std::remove_cvref_t<T>, stage_factory>;

template <class T> inline constexpr bool is_audio_buffer = false;
template <class T> inline constexpr bool is_audio_buffer<audio_buffer<T>> = true;
/// A stage, or what may be a standard closure, which has no base of its own.
template <class T>
concept closure_like = stage_like<T> || (std::is_class_v<T> && !is_audio_buffer<T> && !stage_or_factory<T>);

template <class T> inline constexpr bool is_pipeline = false;
template <class First, class Second> inline constexpr bool is_pipeline<pipeline<First, Second>> = true;

/// Returns stage(stream). If the stage does not accept the stream, a static_assert says why. One function calls the stages
/// of a pipeline and finds the message, because GCC prints each nested call before it.
template <class Stage, class S> constexpr auto apply_stage(Stage& stage, S&& stream) {
    if constexpr (is_pipeline<std::remove_const_t<Stage>>) {
        return apply_stage(stage.second, apply_stage(stage.first, std::forward<S>(stream)));
    } else if constexpr (std::same_as<std::remove_cvref_t<S>, refused_stream>) {
        return refused_stream{};
    } else if constexpr (requires { stage(std::forward<S>(stream)); }) {
        return stage(std::forward<S>(stream));
    } else if constexpr (!upstream<S>) {
        return incomplete_stream<S>();
    } else {
        constexpr auto given = elements_of<S>();
        constexpr bool known = given != elements::others && !takes<Stage>(given);
        if constexpr (given == elements::characters || given == elements::paths) return path_given<S, given>();
        else if constexpr (known && std::derived_from<Stage, function_stage>)
            return other_function_expected<S, given>();
        else if constexpr (known && takes<Stage>(elements::blocks)) return samples_expected<S, given>();
        else if constexpr (known && takes<Stage>(elements::chunks)) return framed_samples_expected<S, given>();
        else if constexpr (known && takes<Stage>(elements::frames)) return frames_expected<S, given>();
        else if constexpr (known && takes<Stage>(elements::spectra)) return spectra_expected<S, given>();
        else if constexpr (known && (takes<Stage>(elements::powers) || takes<Stage>(elements::magnitudes)))
            return levels_expected<S, given>();
        else return stage(std::forward<S>(stream));   // the compiler prints the concept that the stage requires
    }
}

}   // namespace detail

/// Two stages in sequence: a value, made without a source and applied to any number of them.
/// Its call operator is unconstrained, so that a compiler error says which stage does not fit.
template <class First, class Second>
struct pipeline : stage {
    [[no_unique_address]] First first;     ///< applied to the source
    [[no_unique_address]] Second second;   ///< applied to the stream of `first`
    /// Composes two stages.
    constexpr pipeline(First f, Second s) : first(std::move(f)), second(std::move(s)) {}
    /// Returns second(first(up)).
    template <class Up>
    [[nodiscard]] constexpr auto operator()(Up&& up) const {
        return detail::apply_stage(*this, std::forward<Up>(up));
    }
};

/// `source | stage` applies the stage and returns its result: a stream, or what an end such as write(path) returns.
/// `stage | stage` composes a pipeline; a standard closure such as std::views::take(3) is accepted as a stage.
/// Operands that do not fit are accepted here and refused by a static_assert that names the cure; whether a stage accepts a
/// stream is `std::invocable<Stage, S>`.
template <class Left, class Right>
    requires detail::stage_or_factory<Left> || detail::stage_or_factory<Right>
constexpr auto operator|(Left&& left, Right&& right) {
    constexpr bool left_fits = source_like<Left> || detail::closure_like<std::remove_cvref_t<Left>>;
    constexpr bool right_fits = detail::closure_like<std::remove_cvref_t<Right>> && !source_like<Right>;
    if constexpr (!left_fits || !right_fits) return detail::refuse_operands<Left, Right>();
    else if constexpr (source_like<Left>) return detail::apply_stage(right, std::forward<Left>(left));
    else return pipeline<std::decay_t<Left>, std::decay_t<Right>>{std::forward<Left>(left), std::forward<Right>(right)};
}
/// The same for a named source, which the result borrows. Clang warns where a function returns a pipeline over a local source.
template <source_like Left, class Right>
    requires detail::stage_or_factory<Right>
constexpr auto operator|(Left& left SYMPHONIC_LIFETIMEBOUND, Right&& right) {
    if constexpr (!stage_like<Right>) return detail::refuse_operands<Left&, Right>();
    else return detail::apply_stage(right, left);
}

}   // namespace symphonic
#endif
