// SPDX-License-Identifier: MIT
// What take and drop share: what they count, and what a stream of frames covers.
#ifndef SYMPHONIC_VIEWS_DETAIL_COUNTING_HPP
#define SYMPHONIC_VIEWS_DETAIL_COUNTING_HPP

#include <algorithm>

#include <symphonic/core/framing.hpp>
#include <symphonic/core/stage_of.hpp>

namespace symphonic::detail {

/// Blocks as they come are not counted, their sample frames are: so it does not matter how long they are.
template <class S> concept counts_sample_frames = yields_blocks<S> && !domain_is<domain_of<S>, domain::frames>;

/// n as a signed number; more than there could ever be stays that.
[[nodiscard]] constexpr std::int64_t counted(std::size_t n) noexcept {
    return static_cast<std::int64_t>(std::min(n, most_samples));
}

/// The sample after which analysis frame `count` begins, counted from frame 0; no signal comes farther than most_samples.
[[nodiscard]] constexpr std::int64_t hops(std::size_t count, std::size_t hop) noexcept {
    std::size_t samples = 0;
    return counted(__builtin_mul_overflow(count, hop, &samples) ? most_samples : samples);
}

/// `end` is where it ends, as end_of says it.
constexpr void end_at(audio_format& format, std::int64_t end) noexcept {
    format.frames = std::max<std::int64_t>(end - std::max<std::int64_t>(format.start, 0), 0);
}

/// How many sample frames, or frames, lie before a time in seconds: of frames it is their middle that counts.
template <upstream S>
[[nodiscard]] std::size_t count_before(const audio_format& format, double seconds, char const* who) {
    auto const samples = seconds * required_rate(format, who) + 0.5;
    auto const limit =
        samples < static_cast<double>(most_samples) ? static_cast<std::int64_t>(samples) : counted(most_samples);
    if constexpr (counts_sample_frames<S>) return static_cast<std::size_t>(limit);
    auto const first = first_middle(format, who), hop = static_cast<std::int64_t>(format.hop);
    return limit <= first ? 0 : static_cast<std::size_t>((limit - first + hop - 1) / hop);
}

/// Counts what lies before a time, of the stream that it is applied to.
template <template <class> class Stream>
struct time_stage : stage {
    double seconds;
    char const* name;
    constexpr time_stage(double s, char const* who) : seconds(s), name(who) {
        if (!(s >= 0)) throw argument_error(who, ": ", s, " seconds, expected 0 or more");
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
