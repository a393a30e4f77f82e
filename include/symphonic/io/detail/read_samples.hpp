// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_DETAIL_READ_SAMPLES_HPP
#define SYMPHONIC_IO_DETAIL_READ_SAMPLES_HPP

#include <algorithm>
#include <concepts>
#include <span>
#include <vector>

#include <symphonic/io/detail/pcm_layout.hpp>

namespace symphonic::detail {

/// Fills `out` with samples that libsndfile decodes. Returns the number of sample frames.
template <std::floating_point T>
[[nodiscard]] std::size_t read_decoded(SNDFILE* file, std::size_t channels, std::span<T> out) {
    auto const wanted = static_cast<sf_count_t>(out.size() / channels);
    sf_count_t got = 0;
    if constexpr (std::same_as<T, float>) got = sf_readf_float(file, out.data(), wanted);
    else got = sf_readf_double(file, out.data(), wanted);
    return static_cast<std::size_t>(std::clamp<sf_count_t>(got, 0, wanted));
}

/// Reads the bytes of whole sample frames of `frame_bytes`. Returns the number of bytes.
[[nodiscard]] inline std::size_t read_frame_bytes(SNDFILE* file, std::size_t frame_bytes, std::span<std::byte> out) {
    auto const wanted = static_cast<sf_count_t>(out.size());
    auto const got = std::clamp<sf_count_t>(sf_read_raw(file, out.data(), wanted), 0, wanted);
    return static_cast<std::size_t>(got) / frame_bytes * frame_bytes;
}

/// Fills `out` with samples that the library's kernels convert. Returns the number of sample frames. `bytes` is a
/// buffer, which gets its size, about 16 KiB, at the first call.
template <std::floating_point T>
[[nodiscard]] std::size_t read_pcm(SNDFILE* file, pcm_layout layout, std::size_t channels, std::span<T> out,
                                   std::vector<std::byte>& bytes) {
    auto const sample_bytes = bytes_per_sample(layout.format);
    auto const frame_bytes = sample_bytes * channels;
    constexpr auto same_format = std::same_as<T, float> ? pcm::f32 : pcm::f64;
    if (layout.format == same_format && layout.order == std::endian::native)
        return read_frame_bytes(file, frame_bytes, std::as_writable_bytes(out)) / frame_bytes;

    constexpr std::size_t size = 1 << 14;   // fits the first-level cache
    if (bytes.empty()) bytes.resize(std::max(size / frame_bytes, std::size_t{1}) * frame_bytes);
    std::size_t done = 0;
    while (done < out.size()) {
        auto const wanted = std::min(bytes.size() / sample_bytes, out.size() - done);
        auto const got =
            read_frame_bytes(file, frame_bytes, std::span{bytes}.first(wanted * sample_bytes)) / sample_bytes;
        on_active<from_pcm_kernel>(static_cast<std::byte const*>(bytes.data()), got * sample_bytes, layout.format,
                                   layout.order != std::endian::native, out.data() + done);
        done += got;
        if (got < wanted) break;
    }
    return done / channels;
}

}   // namespace symphonic::detail
#endif
