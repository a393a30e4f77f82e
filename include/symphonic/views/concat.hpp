// SPDX-License-Identifier: MIT
// concat(first, second, ...): streams one after the other, as one.
//   in        streams of the same elements and domain, of one rate, as many channels and one framing, as far as they are known
//   out       the same. Blocks are counted anew, from position 0 on
//   tail      none
//   lifetime  an element is lent until the next ++; rvalues are moved in, lvalues borrowed. A live one is followed by the next
//             when it has ended
//   errors    format_error: what is known of their formats differs
//   cost      none
#ifndef SYMPHONIC_VIEWS_CONCAT_HPP
#define SYMPHONIC_VIEWS_CONCAT_HPP

#include <algorithm>

#include <symphonic/core/stage.hpp>

namespace symphonic {

/// Streams that can be one: elements of one type and domain.
template <class A, class B>
concept streams_of_one_kind = upstream<A> && upstream<B> && std::same_as<element_t<A>, element_t<B>> &&
                              domain_is<domain_of<upstream_t<A>>, domain_of<upstream_t<B>>>;

namespace detail {

/// What is known of both; 0 is unknown.
template <class T> [[nodiscard]] T common(T a, T b, char const* what) {
    if (a != 0 && b != 0 && a != b)
        throw format_error("concat: ", what, " ", b, " after ", what, " ", a, ", expected the same");
    return a != 0 ? a : b;
}

[[nodiscard]] inline audio_format one_after_another(const audio_format& a, const audio_format& b) {
    return {.sample_rate = common(a.sample_rate, b.sample_rate, "sample rate"),
            .channels = common(a.channels, b.channels, "channels"),
            .frames = a.frames < 0 || b.frames < 0 ? -1 : a.frames + b.frames,
            .max_block = a.max_block == 0 || b.max_block == 0 ? 0 : std::max(a.max_block, b.max_block),
            .size = common(a.size, b.size, "size"),
            .hop = common(a.hop, b.hop, "hop"),
            .start = a.start};
}

template <upstream First, upstream Second>
class concat_stream : public stream_facade<concat_stream<First, Second>> {
public:
    concat_stream(First first, Second second) : first_(std::move(first)), second_(std::move(second)) {
        static_cast<void>(format());
    }
    bool next() {
        if constexpr (yields_blocks<First>) position_ += std::exchange(lent_, 0);
        if (!(in_second_ ? second_.next() : pull())) return false;
        if constexpr (yields_blocks<First>) lent_ = static_cast<std::int64_t>(get().frames());
        return true;
    }
    [[nodiscard]] element_t<First> get() const {
        auto const element = in_second_ ? element_t<First>(second_.get()) : element_t<First>(first_.get());
        if constexpr (yields_blocks<First>) return {element.samples(), element.channels(), position_};
        else return element;
    }
    [[nodiscard]] bool ended() const { return (in_second_ || first_.ended()) && second_.ended(); }
    [[nodiscard]] audio_format format() const {
        auto format = one_after_another(first_.format(), second_.format());
        if (format.hop != 0 && !yields_blocks<First>)
            format.frames = -1;   // frames overlap, where they meet they do not
        return format;
    }

private:
    bool pull() {
        if (first_.next()) return true;
        if (!first_.ended()) return false;
        in_second_ = true;
        return second_.next();
    }

    First first_;
    Second second_;
    std::int64_t position_ = 0, lent_ = 0;
    bool in_second_ = false;
};

template <upstream First, upstream Second>
inline constexpr bool is_borrowed<concat_stream<First, Second>> = is_borrowed<First> || is_borrowed<Second>;

}   // namespace detail

struct concat_fn {
    template <upstream A, upstream B, upstream... Rest>
        requires streams_of_one_kind<A, B> && (streams_of_one_kind<A, Rest> && ...)
    [[nodiscard]] auto operator()(A&& first, B&& second, Rest&&... rest) const {
        auto two = detail::concat_stream<upstream_t<A>, upstream_t<B>>(as_stream(std::forward<A>(first)),
                                                                       as_stream(std::forward<B>(second)));
        if constexpr (sizeof...(Rest) == 0) return two;
        else return (*this)(std::move(two), std::forward<Rest>(rest)...);
    }
};

inline constexpr concat_fn concat{};

}   // namespace symphonic
#endif
