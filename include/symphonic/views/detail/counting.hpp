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

/// Returns n as a signed number, at most max_samples.
[[nodiscard]] constexpr std::int64_t clamped(std::size_t n) noexcept {
    return static_cast<std::int64_t>(std::min(n, max_samples));
}

/// Returns the samples from the start of analysis frame 0 to the start of frame `count`, at most max_samples.
[[nodiscard]] constexpr std::int64_t samples_in_hops(std::size_t count, std::size_t hop) noexcept {
    std::size_t samples = 0;
    return clamped(__builtin_mul_overflow(count, hop, &samples) ? max_samples : samples);
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
    auto const limit =
        rounded < static_cast<double>(max_samples) ? static_cast<std::int64_t>(rounded) : clamped(max_samples);
    if constexpr (counts_sample_frames<S>) {
        return static_cast<std::size_t>(limit);
    } else {
        auto const middle = middle_of_first_frame(format, stage), hop = static_cast<std::int64_t>(format.hop);
        return limit <= middle ? 0 : static_cast<std::size_t>((limit - middle + hop - 1) / hop);
    }
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
