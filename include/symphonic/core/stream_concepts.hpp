// SPDX-License-Identifier: MIT
// What a stage may require of its upstream: the type of the elements and their domain. domain::none, as after a standard
// view or a user's function, is accepted everywhere except by level_stream.
#ifndef SYMPHONIC_CORE_STREAM_CONCEPTS_HPP
#define SYMPHONIC_CORE_STREAM_CONCEPTS_HPP

#include <concepts>
#include <span>

#include <symphonic/core/block.hpp>
#include <symphonic/core/detail/numeric.hpp>
#include <symphonic/core/upstream.hpp>

namespace symphonic {
namespace detail {

template <class Element> struct sample_of {};
template <class T> struct sample_of<block<const T>> {
    using type = T;
};
template <std::floating_point T> struct sample_of<std::span<const T>> {
    using type = T;
};
template <complex_number T> struct sample_of<std::span<const T>> {
    using type = typename T::value_type;
};

}   // namespace detail

/// float or double: the type of the samples of a stream of blocks, frames or spectra.
template <upstream S> using sample_t = typename detail::sample_of<element_t<S>>::type;

/// The elements are blocks.
template <class S> concept yields_blocks = requires { typename element_t<S>::sample_type; };
/// The elements are spans of float or double.
template <class S> concept yields_rows = std::same_as<element_t<S>, std::span<const sample_t<S>>>;
/// The elements are spans of complex numbers.
template <class S> concept yields_complex = detail::complex_number<typename element_t<S>::value_type>;

/// Blocks of samples, from a source or from chunks.
template <class S>
concept sample_stream =
    upstream<S> && domain_is<domain_of<S>, domain::samples, domain::frames, domain::none> && yields_blocks<S>;

/// Analysis frames: rows of samples, all of one size.
template <class S>
concept frame_stream = upstream<S> && domain_is<domain_of<S>, domain::frames, domain::none> && yields_rows<S>;

/// Samples, in blocks or in analysis frames.
template <class S>
concept signal_stream = upstream<S> && domain_is<domain_of<S>, domain::samples, domain::frames, domain::none> &&
                        (yields_blocks<S> || yields_rows<S>);

/// Spectra: rows of complex bins.
template <class S>
concept spectrum_stream = upstream<S> && domain_is<domain_of<S>, domain::frames, domain::none> && yields_complex<S>;

/// Rows of magnitudes.
template <class S>
concept magnitude_stream = upstream<S> && domain_is<domain_of<S>, domain::magnitude, domain::none> && yields_rows<S>;

/// Rows of powers.
template <class S>
concept power_stream = upstream<S> && domain_is<domain_of<S>, domain::power, domain::none> && yields_rows<S>;

/// Magnitudes or powers, in rows or one number each, whose domain is known: 20 log10 applies to one, 10 log10 to the
/// other. After a standard view or a function put as<domain::power> or as<domain::magnitude> before.
template <class S>
concept level_stream = upstream<S> && domain_is<domain_of<S>, domain::magnitude, domain::power> &&
                       (yields_rows<S> || std::floating_point<element_t<S>>);

/// Chunks or frames, of a length that the user chose. The blocks of a source have any length: put chunks(n) or
/// frames(size, hop) before.
template <class S>
concept framed_stream =
    upstream<S> && domain_is<domain_of<S>, domain::frames, domain::none> && (yields_blocks<S> || yields_rows<S>);

}   // namespace symphonic
#endif
