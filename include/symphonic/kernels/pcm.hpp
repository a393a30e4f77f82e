// SPDX-License-Identifier: MIT
// from_pcm, to_pcm: conversion between the bytes of PCM samples in a file and floating point.
#ifndef SYMPHONIC_KERNELS_PCM_HPP
#define SYMPHONIC_KERNELS_PCM_HPP

#include <bit>

#include <symphonic/core/errors.hpp>
#include <symphonic/kernels/detail/from_pcm_kernel.hpp>
#include <symphonic/kernels/detail/to_pcm_kernel.hpp>
#include <symphonic/kernels/pcm_format.hpp>
#include <symphonic/kernels/sample.hpp>

namespace symphonic {
namespace detail {

/// Throws argument_error if the format is not an enumerator of pcm, or if the samples do not have that number of bytes.
[[gnu::always_inline]] inline void require_bytes(char const* function, std::size_t bytes, pcm format,
                                                 std::size_t samples) {
    std::size_t const size = bytes_per_sample(format);
    if (size == 0)
        throw argument_error(function, ": format ", static_cast<unsigned>(format), ", expected an enumerator of pcm");
    if (bytes / size != samples || bytes % size != 0)
        throw argument_error(function, ": ", bytes, " bytes and ", samples, " samples, expected ", size,
                             " bytes for each sample");
}

}   // namespace detail

/// Converts the bytes of PCM samples to float or double.
///
/// The scale is that of convert(): full scale is 2^(b-1) for integers of b bits. The bytes may have any alignment and
/// must not overlap the samples. to_pcm() restores the bytes if the floating-point type represents the samples:
/// up to 24 bits and f32 in float, all formats in double.
/// - Throws argument_error, before it writes, if `format` is invalid or the sizes do not match.
/// - Cost: one pass, in blocks that fit the first-level cache; does not allocate.
template <writable_range Out>
[[gnu::always_inline]] inline void from_pcm(std::span<const std::byte> bytes, pcm format, std::endian order,
                                            Out&& out) {
    detail::require_bytes("from_pcm", bytes.size(), format, detail::size_of(out));
    detail::on_samples<detail::from_pcm_kernel>(bytes, format, order != std::endian::native, detail::data_of(out));
}

/// Converts float or double samples to the bytes of PCM samples.
///
/// Integers are rounded and saturated as by convert(): from_pcm() restores samples inside the range within half a step.
/// The bytes may have any alignment and must not overlap the samples.
/// - Throws argument_error, before it writes, if `format` is invalid or the sizes do not match.
/// - Cost: one pass, in blocks that fit the first-level cache; does not allocate.
template <sample_range In>
    requires std::floating_point<detail::sample_in<In>>
[[gnu::always_inline]] inline void to_pcm(const In& in, pcm format, std::endian order, std::span<std::byte> bytes) {
    detail::require_bytes("to_pcm", bytes.size(), format, detail::size_of(in));
    detail::on_samples<detail::to_pcm_kernel>(in, format, order != std::endian::native, bytes.data());
}

}   // namespace symphonic
#endif
