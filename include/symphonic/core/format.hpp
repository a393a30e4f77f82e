// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CORE_FORMAT_HPP
#define SYMPHONIC_CORE_FORMAT_HPP

#include <cstddef>
#include <cstdint>

#include <symphonic/core/errors.hpp>

namespace symphonic {

/// Describes a stream as far as it is known before the first element. Everything is unknown after a standard view.
/// `frames` counts sample frames (one instant over all channels); `size`, `hop` and `start` describe analysis frames.
struct audio_format {
    double sample_rate = 0;   ///< in Hz; 0 if unknown
    int channels = 0;         ///< 0 if unknown
    /// Sample frames in the signal, -1 if unknown. For a framed stream, counted from sample max(start, 0).
    std::int64_t frames = -1;
    std::size_t max_block = 0;   ///< the largest number of sample frames in a block; 0 if unknown
    std::size_t size = 0;        ///< samples in an analysis frame; 0 if not framed
    std::size_t hop = 0;         ///< samples from one analysis frame to the next; 0 if not framed
    std::int64_t start = 0;      ///< index of the first sample of analysis frame 0: -size/2 when frames are centred

    [[nodiscard]] friend constexpr bool operator==(const audio_format&, const audio_format&) = default;
};

namespace detail {

/// Upper limit of sizes and hops, so that their sums, times channels and bytes a sample, do not overflow.
inline constexpr std::size_t max_samples = std::size_t{1} << (sizeof(std::size_t) >= 8 ? 44 : 20);
/// Upper limit of positions in a signal, so that their sums do not overflow.
inline constexpr std::int64_t max_position = std::int64_t{1} << 44;

/// Throws argument_error with `parts` and the expected range unless n is 1 to max_samples.
constexpr void require_count(std::size_t n, const auto&... parts) {
    if (n == 0 || n > max_samples) throw argument_error(parts..., ", expected 1 to ", max_samples);
}

/// Returns a + b, or the nearest number that fits: a header may announce any length.
[[nodiscard]] constexpr std::int64_t saturated_sum(std::int64_t a, std::int64_t b) noexcept {
    std::int64_t sum = 0;
    if (!__builtin_add_overflow(a, b, &sum)) return sum;
    return a < 0 ? INT64_MIN : INT64_MAX;
}

/// Returns the index after the last sample frame of a stream of known length.
[[nodiscard]] constexpr std::int64_t end_position(const audio_format& format) noexcept {
    return saturated_sum(format.start > 0 ? format.start : 0, format.frames);
}

/// Throws argument_error, naming `source`, unless the sample rate is a finite number of 0 (unknown) or more.
constexpr void require_rate(double sample_rate, char const* source) {
    if (!(sample_rate >= 0 && sample_rate <= __DBL_MAX__))
        throw argument_error(source, ": sample rate ", sample_rate, " Hz, expected 0 or more");
}

/// Returns the sample rate. Throws format_error, naming `stage`, if it is unknown.
[[nodiscard]] inline double required_rate(const audio_format& format, char const* stage) {
    if (format.sample_rate > 0) return format.sample_rate;
    throw format_error(stage, ": the sample rate is unknown, as after a standard view; "
                              "state it with from(range, rate) or from(range, format)");
}

/// Throws format_error, naming `stage`, if there are several channels. 0 is an unknown number and passes: each block is
/// checked again.
inline void require_one_channel(int channels, char const* stage) {
    if (channels <= 1) return;
    throw format_error(stage, ": the stream has ", channels, " channels, expected 1; put mono or channel(c) before it");
}

}   // namespace detail
}   // namespace symphonic
#endif
