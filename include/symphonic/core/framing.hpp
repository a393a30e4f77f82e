// SPDX-License-Identifier: MIT
// padding, tail, frame_count, frame_time: how a signal is cut into analysis frames, the same in one piece and streaming.
#ifndef SYMPHONIC_CORE_FRAMING_HPP
#define SYMPHONIC_CORE_FRAMING_HPP

#include <cstddef>

#include <symphonic/core/errors.hpp>
#include <symphonic/core/format.hpp>

namespace symphonic {

/// How a signal goes on before its first and after its last sample when its frames are centred.
enum class padding {
    none,     ///< the first frame begins with the first sample
    zero,     ///< size/2 zeros at either end: frame k is centred on sample k * hop
    reflect   ///< size/2 samples mirrored at either end, the end itself not repeated: numpy.pad(mode="reflect")
};

/// What becomes of samples after the last whole frame.
enum class tail {
    drop,   ///< a last partial frame is left out, as in librosa and SciPy
    pad     ///< zeros go on until a frame has shown the last sample
};

namespace detail {

/// Samples that are put before and after a signal.
[[nodiscard]] constexpr std::size_t margin_of(std::size_t size, padding kind) noexcept {
    return kind == padding::none ? 0 : size / 2;
}

/// Index in the signal of the first sample of frame k: k * hop, less size/2 if the signal is padded.
[[nodiscard]] constexpr std::int64_t frame_start(std::size_t k, std::size_t size, std::size_t hop,
                                                 padding kind) noexcept {
    return static_cast<std::int64_t>(k * hop) - static_cast<std::int64_t>(margin_of(size, kind));
}

/// `hop`, or its default, a quarter of the size but at least 1, if it is 0.
[[nodiscard]] constexpr std::size_t hop_or_default(std::size_t size, std::size_t hop) noexcept {
    if (hop != 0) return hop;
    return size < 8 ? 1 : size / 4;
}

/// Which of n >= 1 samples is seen at place i between two mirrors; any number of reflections.
[[nodiscard]] constexpr std::size_t mirrored(std::ptrdiff_t i, std::size_t n) noexcept {
    if (n == 1) return 0;
    auto const period = static_cast<std::ptrdiff_t>(2 * (n - 1));
    auto const place = static_cast<std::size_t>((i % period + period) % period);
    return place < n ? place : static_cast<std::size_t>(period) - place;
}

/// Sample i of a signal that is padded by `margin` samples: its mirror image in a margin of padding::reflect, 0 in any
/// other place outside the signal.
template <class T>
[[nodiscard]] constexpr T padded_sample(T const* x, std::size_t n, std::ptrdiff_t i, std::size_t margin,
                                        padding kind) noexcept {
    if (i >= 0 && i < static_cast<std::ptrdiff_t>(n)) return x[i];
    if (kind == padding::reflect && n > 0 && i < static_cast<std::ptrdiff_t>(n + margin)) return x[mirrored(i, n)];
    return T{};
}

constexpr void require_framing(char const* who, std::size_t size, std::size_t hop) {
    if (size == 0 || hop == 0 || size > most_samples || hop > most_samples)
        throw argument_error(who, ": size ", size, " and hop ", hop, ", expected 1 to ", most_samples);
}

/// The sample in the middle of frame 0.
[[nodiscard]] inline std::int64_t first_middle(const audio_format& format, char const* who) {
    if (format.hop == 0)
        throw format_error(who, ": the stream is not framed; put chunks(n) or frames(size, hop) before it");
    return format.start + static_cast<std::int64_t>(format.size / 2);
}

}   // namespace detail

/// Frames of `size` samples, one every `hop`, in a signal of n. With P = size/2 if it is padded, else 0: none if n = 0
/// or n + 2P < size, else 1 + floor((n + 2P - size) / hop). tail::pad adds one if the last does not reach the end and it
/// begins before that. Throws argument_error for a size or hop of 0 or beyond any memory.
[[nodiscard]] constexpr std::size_t frame_count(std::size_t n, std::size_t size, std::size_t hop,
                                                padding kind = padding::none, tail rest = tail::drop) {
    detail::require_framing("frame_count", size, hop);
    if (n == 0) return 0;
    auto const all = n + 2 * detail::margin_of(size, kind);
    auto const whole = all < size ? 0 : 1 + (all - size) / hop;
    auto const shown = whole == 0 ? 0 : (whole - 1) * hop + size;
    return rest == tail::pad && shown < all && whole * hop < all ? whole + 1 : whole;
}

/// The time of analysis frame or chunk i in seconds: that of the sample in its middle, counted from the first sample that was
/// framed. Where frames are centred that is i * hop / rate (librosa.frames_to_time), else half a frame later
/// (scipy.signal.ShortTimeFFT.t). Throws format_error where rate or hop are unknown.
[[nodiscard]] inline double frame_time(const audio_format& format, std::int64_t i) {
    auto const first = static_cast<double>(detail::first_middle(format, "frame_time"));
    return (first + static_cast<double>(i) * static_cast<double>(format.hop)) /
           detail::required_rate(format, "frame_time");
}

}   // namespace symphonic
#endif
