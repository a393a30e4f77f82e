// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_CONCAT_HPP
#define SYMPHONIC_VIEWS_CONCAT_HPP

#include <algorithm>

#include <symphonic/core/detail/request_stop.hpp>
#include <symphonic/core/stage.hpp>

namespace symphonic {

/// Streams that can be concatenated: their elements have one type and one domain.
template <class A, class B>
concept streams_of_one_kind = upstream<A> && upstream<B> && std::same_as<element_t<A>, element_t<B>> &&
                              domain_is<domain_of<upstream_t<A>>, domain_of<upstream_t<B>>>;

namespace detail {

/// Returns the value of a property that both streams know to be the same; 0 is unknown.
template <class T> [[nodiscard]] T common_value(char const* property, T first, T second) {
    if (first != 0 && second != 0 && first != second)
        throw format_error("concat: ", property, " ", second, " after ", property, " ", first, ", expected the same");
    return first != 0 ? first : second;
}

[[nodiscard]] inline audio_format concatenated_format(const audio_format& a, const audio_format& b) {
    return {.sample_rate = common_value("sample rate", a.sample_rate, b.sample_rate),
            .channels = common_value("channels", a.channels, b.channels),
            .frames = a.frames < 0 || b.frames < 0 ? -1 : saturated_sum(a.frames, b.frames),
            .max_block = a.max_block == 0 || b.max_block == 0 ? 0 : std::max(a.max_block, b.max_block),
            .size = common_value("size", a.size, b.size),
            .hop = common_value("hop", a.hop, b.hop)};
}

template <upstream First, upstream Second>
class concat_stream : public stream_facade<concat_stream<First, Second>> {
public:
    concat_stream(First first, Second second) : first_(std::move(first)), second_(std::move(second)) {
        static_cast<void>(format());   // throws if the formats differ
    }

    bool next() {
        if constexpr (yields_blocks<First>) position_ += std::exchange(block_frames_, 0);
        if (ended_) {
            if (ended()) return false;
            in_second_ = ended_ = false;   // a borrowed source was sought
            position_ = 0;
        }
        if (!(in_second_ ? second_.next() : pull())) {
            ended_ = ended();
            return false;
        }
        if constexpr (yields_blocks<First>) block_frames_ = static_cast<std::int64_t>(get().frames());
        return true;
    }
    [[nodiscard]] decltype(auto) get() const {
        if constexpr (yields_blocks<First>) {
            auto const block = in_second_ ? second_.get() : first_.get();
            return element_t<First>(block.samples(), block.channels(), position_);
        } else {
            return in_second_ ? second_.get() : first_.get();
        }
    }
    [[nodiscard]] bool ended() const { return ((in_second_ && !ended_) || first_.ended()) && second_.ended(); }
    [[nodiscard]] audio_format format() const {
        auto format = concatenated_format(first_.format(), second_.format());
        // Analysis frames overlap inside each stream, but not across the joint, so the sample frames do not add up, and the
        // frames of the second stream are not on the grid of the first.
        if (format.hop != 0 && !yields_blocks<First>) format.frames = -1;
        format.size = format.hop = 0;
        return format;
    }
    void request_stop() noexcept {
        detail::request_stop(first_);
        detail::request_stop(second_);
    }

private:
    /// Pulls from the first stream, or, when that has ended, from the second.
    bool pull() {
        if (first_.next()) return true;
        if (!first_.ended()) return false;
        in_second_ = true;
        return second_.next();
    }

    First first_;
    Second second_;
    std::int64_t position_ = 0;       // of the current block
    std::int64_t block_frames_ = 0;   // sample frames in the current block
    bool in_second_ = false;
    bool ended_ = false;   // both streams had ended at the last next()
};

template <upstream First, upstream Second>
inline constexpr bool has_borrowed_source<concat_stream<First, Second>> =
    has_borrowed_source<First> || has_borrowed_source<Second>;

}   // namespace detail

/// The type of concat.
struct concat_fn {
    /// Returns a stream of the elements of `first`, `second` and so on. See concat.
    template <upstream A, upstream B, upstream... Rest>
        requires streams_of_one_kind<A, B> && (streams_of_one_kind<A, Rest> && ...)
    [[nodiscard]] auto operator()(A&& first, B&& second, Rest&&... rest) const {
        auto pair = detail::concat_stream<upstream_t<A>, upstream_t<B>>(as_stream(std::forward<A>(first)),
                                                                        as_stream(std::forward<B>(second)));
        if constexpr (sizeof...(Rest) == 0) return pair;
        else return (*this)(std::move(pair), std::forward<Rest>(rest)...);
    }
};

/// concat(first, second, ...): concatenates two or more streams.
/// - Input: streams of one element type and domain. Where both formats are known, sample rate, channels, size and hop
///   must be the same.
/// - Output: the elements of the first stream, then those of the second, and so on, in the same domain. Positions of
///   blocks are counted through from 0. format().size and hop are unknown, so that frame_time() is refused. A live
///   stream is followed by the next one when it has ended.
/// - Tail: none.
/// - Lifetime: an element is valid until the following next(). Rvalue streams are moved in, lvalue streams are
///   borrowed. If a borrowed reader is sought after the end of all streams, the concatenation begins anew.
/// - Errors: format_error if known properties of the formats differ.
/// - Cost: none.
inline constexpr concat_fn concat{};

}   // namespace symphonic
#endif
