// SPDX-License-Identifier: MIT
// The compiler's messages for operands of `|` that do not fit: the text of a static_assert names the mistake and the cure.
// Instantiated only in programs that do not compile.
#ifndef SYMPHONIC_CORE_DETAIL_REFUSAL_HPP
#define SYMPHONIC_CORE_DETAIL_REFUSAL_HPP

#include <concepts>
#include <type_traits>
#include <utility>

#include <symphonic/core/detail/accepted_elements.hpp>

namespace symphonic::detail {

struct stage_factory;

/// Converts to any type, so that an element of a refused_stream fits the variable of a loop.
struct any_value {
    template <class T> operator T() const;
};
/// The result of a refused `|`. Every stage accepts it, so that one mistake gives one error.
using refused_stream = example_stream<any_value, domain::none>;

// `never` is false: a static_assert of it fails where its template is instantiated, not before.

/// For a stage that takes blocks of any length.
template <class S, elements Given, bool never = false> auto samples_expected() {
    if constexpr (Given == elements::frames)
        static_assert(never, "this stage takes samples, but the stream yields analysis frames: put the stage before "
                             "frames(size, hop); to transform frames use rfft in place of stft");
    else if constexpr (Given == elements::spectra)
        static_assert(never,
                      "this stage takes samples, but the stream yields spectra: put the stage before stft, or put "
                      "istft(options) before the stage");
    else if constexpr (Given == elements::numbers && std_range<S>)
        static_assert(never, "a range of numbers is not a stream of samples: begin with sj::from(range, sample_rate)");
    else if constexpr (Given == elements::numbers)
        static_assert(never,
                      "this stage takes samples, but the stream yields one number for each element: put the stage "
                      "before the one that computes the numbers");
    else
        static_assert(never,
                      "this stage takes samples, but the stream yields magnitudes, powers or decibels: put the stage "
                      "before those that compute them");
    return refused_stream{};
}

/// For a stage that takes chunks or frames of samples.
template <class S, elements Given, bool never = false> auto framed_samples_expected() {
    if constexpr (Given == elements::blocks)
        static_assert(never,
                      "this stage takes chunks or frames, but the stream yields blocks of any length: put chunks(n) "
                      "or frames(size, hop) before the stage");
    else if constexpr (Given == elements::numbers && std_range<S>)
        static_assert(never, "a range of numbers is not a stream of samples: begin with sj::from(range, sample_rate)");
    else
        static_assert(never,
                      "this stage takes samples in chunks or frames, but the stream yields spectra or levels: put "
                      "frames(size, hop) in place of the stages that compute them");
    return refused_stream{};
}

/// For a stage that takes analysis frames.
template <class S, elements Given, bool never = false> auto frames_expected() {
    if constexpr (Given == elements::blocks || Given == elements::chunks)
        static_assert(never, "this stage takes analysis frames, but the stream yields blocks of samples: put "
                             "frames(size, hop) before the stage");
    else if constexpr (Given == elements::spectra)
        static_assert(never,
                      "this stage takes analysis frames, but the stream yields spectra: put the stage before rfft; "
                      "stft frames, windows and transforms by itself");
    else
        static_assert(never, "this stage takes analysis frames, but the stream yields magnitudes, powers or decibels: "
                             "put the stage before those "
                             "that compute them");
    return refused_stream{};
}

/// For a stage that takes spectra.
template <class S, elements Given, bool never = false> auto spectra_expected() {
    if constexpr (Given == elements::blocks || Given == elements::chunks)
        static_assert(never,
                      "this stage takes spectra, but the stream yields samples: put stft(options) before the stage");
    else if constexpr (Given == elements::frames)
        static_assert(never,
                      "this stage takes spectra, but the stream yields analysis frames: put rfft before the stage, "
                      "or stft(options) in place of frames(size, hop)");
    else
        static_assert(never,
                      "this stage takes spectra, but the stream yields magnitudes, powers or decibels: put the stage "
                      "before those that compute them");
    return refused_stream{};
}

/// For a stage that takes magnitudes or powers, or both.
template <class S, elements Given, bool never = false> auto levels_expected() {
    if constexpr (Given == elements::blocks)
        static_assert(never,
                      "this stage takes magnitudes or powers, but the stream yields samples: put chunks(n) and rms, "
                      "peak or energy before the stage, or stft(options) and power");
    else if constexpr (Given == elements::chunks || (Given == elements::frames && domain_of<S> == domain::frames))
        static_assert(
            never,
            "this stage takes magnitudes or powers, but the stream yields samples: put rms, peak or energy before the "
            "stage");
    else if constexpr (Given == elements::spectra)
        static_assert(
            never,
            "this stage takes magnitudes or powers, but the stream yields spectra: put power or magnitude before the "
            "stage");
    else if constexpr (Given == elements::decibels)
        static_assert(never, "this stage takes magnitudes or powers, but the stream yields decibels: remove the first "
                             "decibels");
    else if constexpr (Given == elements::magnitudes)
        static_assert(never, "this stage takes powers, but the stream yields magnitudes: use power or energy in place "
                             "of magnitude, rms or peak");
    else if constexpr (Given == elements::powers)
        static_assert(never, "this stage takes magnitudes, but the stream yields powers: use magnitude, rms or peak in "
                             "place of power or energy");
    else
        static_assert(never, "this stage takes magnitudes or powers, but the domain of the stream is unknown, as after "
                             "a standard view or "
                             "a function: put as<domain::power> or as<domain::magnitude> before the stage");
    return refused_stream{};
}

/// For a stage that calls a user's function or sink with each element.
template <class S, elements Given, bool never = false> auto other_function_expected() {
    if constexpr (Given == elements::blocks || Given == elements::chunks)
        static_assert(
            never,
            "the function or sink does not accept the elements of the stream, which are blocks of samples: let it "
            "take a block<const float>, in edit a block<float>");
    else if constexpr (Given == elements::spectra)
        static_assert(
            never, "the function or sink does not accept the elements of the stream, which are spectra: let it take a "
                   "span<const complex<float>>, in edit a span<complex<float>>");
    else if constexpr (yields_rows<S>)
        static_assert(never,
                      "the function or sink does not accept the elements of the stream, which are rows: let it take a "
                      "span<const float>, in edit a span<float>");
    else if constexpr (std::floating_point<element_t<S>>)
        static_assert(
            never, "the function or sink does not accept the elements of the stream, which are numbers: let it take a "
                   "double; to change numbers use map in place of edit");
    else static_assert(never, "the function or sink does not accept the elements of the stream");
    return refused_stream{};
}

/// For a left operand that is neither a stream nor a range of numbers or elements.
template <class S, bool never = false> auto incomplete_stream() {
    using type = std::remove_cvref_t<S>;
    if constexpr (std::is_const_v<std::remove_reference_t<S>>)
        static_assert(never, "the stream is const, but reading changes it: declare it without const");
    else if constexpr (!std::movable<type>) static_assert(never, "the stream class is not movable");
    else if constexpr (!requires(type& s) {
                           { s.next() } -> std::same_as<bool>;
                       })
        static_assert(never, "the stream class lacks `bool next()`");
    else if constexpr (!requires(const type& s) { s.get(); })
        static_assert(never, "the stream class lacks `auto get() const`");
    else if constexpr (!requires(const type& s) {
                           { s.ended() } -> std::same_as<bool>;
                       })
        static_assert(never, "the stream class lacks `bool ended() const`");
    else static_assert(never, "the stream class lacks `audio_format format() const`");
    return refused_stream{};
}

/// For a stream of strings or paths.
template <class S, elements Given, bool never = false> auto path_given() {
    if constexpr (Given == elements::characters)
        static_assert(never, "a string is not a stream: to read the file of that name, begin with sj::read(path)");
    else static_assert(never, "this stream yields paths, not samples: open each file with sj::read(path)");
    return refused_stream{};
}

/// Fails to compile because Left | Right is neither a stage applied to a source nor a pipeline.
template <class Left, class Right, bool never = false> auto refuse_operands() {
    if constexpr (std::derived_from<std::remove_cvref_t<Left>, stage_factory> ||
                  std::derived_from<std::remove_cvref_t<Right>, stage_factory>)
        static_assert(
            never, "this function makes a stage: call it with its arguments, as in v::stft() or v::frames(size, hop)");
    else if constexpr (source_like<Right>)
        static_assert(never, "the source is on the right of a stage: write source | stage");
    else if constexpr (std::convertible_to<Left, char const*>)
        static_assert(never, "a string is not a stream: to read the file of that name, begin with sj::read(path)");
    else static_assert(never, "this operand is neither a stream nor a stage: begin with sj::from(x) or sj::read(path)");
    return refused_stream{};
}

}   // namespace symphonic::detail
#endif
