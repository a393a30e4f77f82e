// SPDX-License-Identifier: MIT
// The arithmetic of take and drop.
#ifndef SYMPHONIC_VIEWS_DETAIL_COUNTING_HPP
#define SYMPHONIC_VIEWS_DETAIL_COUNTING_HPP

#include <algorithm>

#include <symphonic/core/framing.hpp>
#include <symphonic/core/stage.hpp>

namespace symphonic::detail {

/// True if take and drop count the sample frames of S: its elements are blocks of any length. Of every other stream they
/// count elements.
template <class S> concept counts_sample_frames = yields_blocks<S> && !domain_is<domain_of<S>, domain::frames>;

/// Returns n as a signed number, at most max_position.
[[nodiscard]] constexpr std::int64_t clamped(std::uint64_t n) noexcept {
    return static_cast<std::int64_t>(std::min<std::uint64_t>(n, max_position));
}

/// Returns the samples from the start of analysis frame 0 to the start of frame `count`, at most max_position.
[[nodiscard]] constexpr std::int64_t samples_in_hops(std::size_t count, std::size_t hop) noexcept {
    std::uint64_t samples = 0;
    return __builtin_mul_overflow(count, hop, &samples) ? max_position : clamped(samples);
}

/// Sets format.frames so that the stream ends before sample frame `end`, as returned by end_position.
constexpr void set_end(audio_format& format, std::int64_t end) noexcept {
    format.frames = std::max<std::int64_t>(end - std::max<std::int64_t>(format.start, 0), 0);
}

/// Returns the number of elements that begin before a time in seconds, rounded to a sample frame: sample frames, or
/// analysis frames, whose middle counts.
template <upstream S>
[[nodiscard]] std::size_t count_before(const audio_format& format, double seconds, char const* stage) {
    auto const rounded = seconds * required_rate(format, stage) + 0.5;
    auto count = rounded < static_cast<double>(max_position) ? static_cast<std::int64_t>(rounded) : max_position;
    if constexpr (!counts_sample_frames<S>) {
        auto const middle = middle_of_first_frame(format, stage), hop = static_cast<std::int64_t>(format.hop);
        count = count <= middle ? 0 : (count - middle + hop - 1) / hop;
    }
    return static_cast<std::size_t>(std::min<std::uint64_t>(static_cast<std::uint64_t>(count), SIZE_MAX));
}

/// The stage of take_time and drop_time: applies Stream with the count that corresponds to a time.
template <template <class> class Stream>
struct time_stage : stage {
    double seconds;
    char const* name;
    constexpr time_stage(double time, char const* stage_name) : seconds(time), name(stage_name) {
        if (!(seconds >= 0)) throw argument_error(name, ": ", seconds, " seconds, expected 0 or more");
    }
    template <upstream S>
    [[nodiscard]] constexpr auto operator()(S&& stream) const {
        auto up = as_stream(std::forward<S>(stream));
        auto const count = count_before<S>(up.format(), seconds, name);
        return Stream<upstream_t<S>>(std::move(up), count);
    }
};

}   // namespace symphonic::detail
#endif
