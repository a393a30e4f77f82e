// SPDX-License-Identifier: MIT
// How a signal is cut into analysis frames: the same rules for whole signals and for streams.
#ifndef SYMPHONIC_CORE_FRAMING_HPP
#define SYMPHONIC_CORE_FRAMING_HPP

#include <cstddef>

#include <symphonic/core/errors.hpp>
#include <symphonic/core/format.hpp>

namespace symphonic {

/// The samples before the first and after the last sample of a signal.
enum class padding {
    none,     ///< the first frame starts with the first sample, as in SciPy's signal.stft with boundary=None
    zero,     ///< size/2 zeros at both ends: frame k is centred on sample k * hop (librosa's default)
    reflect   ///< size/2 samples mirrored at both ends, without repeating the end: numpy.pad(mode="reflect")
};

/// The treatment of samples after the last whole frame.
enum class tail {
    drop,   ///< leaves out a last partial frame, as librosa and SciPy do
    /// Adds one frame, filled up with zeros, if samples remain after the last whole frame and the added frame starts before the
    /// end of the padded signal.
    pad
};

namespace detail {

/// Returns the number of padded samples at each end of the signal.
[[nodiscard]] constexpr std::size_t padding_size(std::size_t size, padding kind) noexcept {
    return kind == padding::none ? 0 : size / 2;
}

/// Returns the index of the first sample of frame k: k * hop, less size/2 if the signal is padded.
[[nodiscard]] constexpr std::int64_t first_sample_of_frame(std::size_t k, std::size_t size, std::size_t hop,
                                                           padding kind) noexcept {
    return static_cast<std::int64_t>(k * hop) - static_cast<std::int64_t>(padding_size(size, kind));
}

/// Returns `hop`, or if it is 0 its default: a quarter of the size, at least 1.
[[nodiscard]] constexpr std::size_t hop_or_default(std::size_t size, std::size_t hop) noexcept {
    if (hop != 0) return hop;
    return size < 8 ? 1 : size / 4;
}

/// Returns the index below n >= 1 that reflection at both ends maps i to, with any number of reflections.
[[nodiscard]] constexpr std::size_t reflected_index(std::ptrdiff_t i, std::size_t n) noexcept {
    if (n == 1) return 0;
    auto const period = static_cast<std::ptrdiff_t>(2 * (n - 1));
    auto const phase = static_cast<std::size_t>((i % period + period) % period);
    return phase < n ? phase : static_cast<std::size_t>(period) - phase;
}

/// Returns sample i of a signal with `margin` padded samples at each end: mirrored with padding::reflect, 0 otherwise.
template <class T>
[[nodiscard]] constexpr T padded_sample(T const* x, std::size_t n, std::ptrdiff_t i, std::size_t margin,
                                        padding kind) noexcept {
    if (i >= 0 && i < static_cast<std::ptrdiff_t>(n)) return x[i];
    if (kind == padding::reflect && n > 0 && i < static_cast<std::ptrdiff_t>(n + margin))
        return x[reflected_index(i, n)];
    return T{};
}

/// Throws argument_error, naming `caller`, unless size and hop are 1 to max_samples.
constexpr void require_framing(char const* caller, std::size_t size, std::size_t hop) {
    if (size == 0 || hop == 0 || size > max_samples || hop > max_samples)
        throw argument_error(caller, ": size ", size, " and hop ", hop, ", expected 1 to ", max_samples);
}

/// Returns the index of the middle sample of frame 0. Throws format_error, naming `caller`, if the stream is not framed.
[[nodiscard]] inline std::int64_t middle_of_first_frame(const audio_format& format, char const* caller) {
    if (format.hop == 0)
        throw format_error(caller, ": the stream is not framed; put chunks(n) or frames(size, hop) before it");
    return format.start + static_cast<std::int64_t>(format.size / 2);
}

/// Returns the time in seconds of a sample of frame i: of sample `first` of the signal for frame 0. Throws format_error if the
/// rate is unknown.
[[nodiscard]] inline double time_of_frame(const audio_format& format, std::int64_t first, std::int64_t i,
                                          char const* caller) {
    return (static_cast<double>(first) + static_cast<double>(i) * static_cast<double>(format.hop)) /
           required_rate(format, caller);
}

}   // namespace detail

/// Returns the number of frames of `size` samples, one every `hop`, in a signal of n samples. With P = size/2 if padded,
/// otherwise 0: 0 if n = 0 or n + 2P < size, otherwise 1 + floor((n + 2P - size) / hop). tail::pad adds one
/// frame if samples remain after the last whole frame and the frame starts before the end of the padded signal; a short
/// signal then has one frame.
/// Throws argument_error if size or hop is 0 or above 2^44 (2^12 on 32-bit systems).
[[nodiscard]] constexpr std::size_t frame_count(std::size_t n, std::size_t size, std::size_t hop,
                                                padding kind = padding::none, tail rest = tail::drop) {
    detail::require_framing("frame_count", size, hop);
    if (n == 0) return 0;
    auto const padded = 2 * detail::padding_size(size, kind);   // not added to n, which may be the largest number
    if (n < size - padded) return rest == tail::pad ? 1 : 0;
    auto const beyond = n - (size - padded);      // samples that are not in frame 0
    auto const left = beyond % hop;               // samples after the last whole frame
    auto const next_begins = left + size > hop;   // before the end of the padded signal
    return 1 + beyond / hop + (rest == tail::pad && left > 0 && next_begins ? 1 : 0);
}

/// Returns the time of the middle of analysis frame or chunk i, in seconds from the start of the signal. For centred frames
/// (padding zero or reflect) that is i * hop / rate, as librosa.frames_to_time; without padding size/2 samples later, as
/// scipy.signal.ShortTimeFFT.t. Times count from the first sample that chunks or frames received: after drop(n), from sample n.
/// Throws format_error if the rate or the hop is unknown.
[[nodiscard]] inline double frame_time(const audio_format& format, std::int64_t i) {
    return detail::time_of_frame(format, detail::middle_of_first_frame(format, "frame_time"), i, "frame_time");
}

/// Returns the time at which analysis frame or chunk i begins, in seconds from the start of the signal: frame_time(format, i) less
/// half a frame. Negative for the first centred frames, which begin before the signal.
/// Throws format_error if the rate or the hop is unknown.
[[nodiscard]] inline double frame_start(const audio_format& format, std::int64_t i) {
    auto const middle = detail::middle_of_first_frame(format, "frame_start");
    return detail::time_of_frame(format, middle - static_cast<std::int64_t>(format.size / 2), i, "frame_start");
}

}   // namespace symphonic
#endif
