// SPDX-License-Identifier: MIT
// What is known of a stream before its first element: rate, channels, length, framing.
#ifndef SYMPHONIC_CORE_FORMAT_HPP
#define SYMPHONIC_CORE_FORMAT_HPP

#include <cstddef>
#include <cstdint>

#include <symphonic/core/errors.hpp>

namespace symphonic {

/// A default-made one knows nothing: so it is behind a view that is not ours.
/// `frames` counts sample frames, one instant over all channels; `size`, `hop` and `start` speak of analysis frames.
struct audio_format {
    double sample_rate = 0;      ///< in Hz; 0: unknown
    int channels = 0;            ///< 0: unknown
    std::int64_t frames = -1;    ///< sample frames covered, by analysis frames those from max(start, 0); -1: unknown
    std::size_t max_block = 0;   ///< no block has more sample frames; 0: unknown
    std::size_t size = 0;        ///< samples under one analysis frame; 0: not framed
    std::size_t hop = 0;         ///< samples from one analysis frame to the next; 0: not framed
    std::int64_t start = 0;      ///< index of the first sample under analysis frame 0; -size/2 when centred

    [[nodiscard]] friend constexpr bool operator==(const audio_format&, const audio_format&) = default;
};

namespace detail {

/// Sizes and hops that are asked for stay below this, so that a few of them can be added up, times channels and bytes.
inline constexpr std::size_t most_samples = std::size_t{1} << (8 * sizeof(std::size_t) - 20);

/// Throws argument_error, `parts` and what was expected, unless n is 1 to most_samples.
constexpr void require_some(std::size_t n, const auto&... parts) {
    if (n == 0 || n > most_samples) throw argument_error(parts..., ", expected 1 to ", most_samples);
}

/// Sample frame where a stream of known length ends.
[[nodiscard]] constexpr std::int64_t end_of(const audio_format& format) noexcept {
    return (format.start > 0 ? format.start : 0) + format.frames;
}

/// The rate a stage cannot do without; if it was lost on the way, the message says how to give it back.
[[nodiscard]] inline double required_rate(const audio_format& format, char const* stage) {
    if (format.sample_rate > 0) return format.sample_rate;
    throw format_error(stage, ": the sample rate is unknown, as after any view that is not ours; "
                              "give it back with from(range, rate) or from(range, format)");
}

/// The one channel a stage works on. 0 channels are unknown ones: the blocks will tell.
inline void require_one_channel(int channels, char const* stage) {
    if (channels <= 1) return;
    throw format_error(stage, ": the stream has ", channels, " channels, expected 1; put mono or channel(c) before it");
}

}   // namespace detail
}   // namespace symphonic
#endif
