// SPDX-License-Identifier: MIT
// What the elements of a stream are, and which elements a stage accepts: found by trying it with example streams, so that stages
// need no error messages of their own. Used only in programs that do not compile.
#ifndef SYMPHONIC_CORE_DETAIL_ACCEPTED_ELEMENTS_HPP
#define SYMPHONIC_CORE_DETAIL_ACCEPTED_ELEMENTS_HPP

#include <complex>
#include <concepts>
#include <span>
#include <utility>

#include <symphonic/core/stream_concepts.hpp>

namespace symphonic::detail {

/// A stream that exists only as a type.
template <class Element, domain D> struct example_stream : stream_facade<example_stream<Element, D>, D> {
    bool next();
    Element get() const;
    bool ended() const;
    audio_format format() const;
};

/// The elements of a stream, as the messages call them.
enum class elements {
    blocks,
    chunks,
    frames,
    spectra,
    magnitudes,
    powers,
    decibels,
    numbers,
    characters,
    paths,
    others
};

template <upstream S> [[nodiscard]] consteval elements elements_of() {
    using E = element_t<S>;
    constexpr auto d = domain_of<S>;
    if constexpr (yields_blocks<S>) return d == domain::frames ? elements::chunks : elements::blocks;
    else if constexpr (yields_complex<S>) return elements::spectra;
    else if constexpr (d == domain::magnitude) return elements::magnitudes;
    else if constexpr (d == domain::power) return elements::powers;
    else if constexpr (d == domain::decibels) return elements::decibels;
    else if constexpr (yields_rows<S>) return elements::frames;
    else if constexpr (std::floating_point<E>) return elements::numbers;
    else if constexpr (std::same_as<E, char>) return elements::characters;
    else if constexpr (requires(const E& e) { e.native(); } || requires(const E& e) { e.path(); })
        return elements::paths;
    else return elements::others;
}

template <class Stage, class Element, domain D>
concept accepts = requires(Stage& stage, example_stream<Element, D>&& stream) { stage(std::move(stream)); };

/// Returns whether the stage accepts a stream of float of this kind.
template <class Stage> [[nodiscard]] consteval bool takes(elements kind) {
    switch (kind) {
    case elements::blocks: return accepts<Stage, block<const float>, domain::samples>;
    case elements::chunks: return accepts<Stage, block<const float>, domain::frames>;
    case elements::frames: return accepts<Stage, std::span<const float>, domain::frames>;
    case elements::spectra: return accepts<Stage, std::span<const std::complex<float>>, domain::frames>;
    case elements::magnitudes: return accepts<Stage, std::span<const float>, domain::magnitude>;
    case elements::powers: return accepts<Stage, std::span<const float>, domain::power>;
    case elements::decibels: return accepts<Stage, std::span<const float>, domain::decibels>;
    case elements::numbers: return accepts<Stage, double, domain::none>;
    default: return false;
    }
}

}   // namespace symphonic::detail
#endif
