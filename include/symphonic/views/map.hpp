// SPDX-License-Identifier: MIT
// map(f): a function of yours for each element. Unlike std::views::transform it keeps the format, and waits with a live source.
//   in        any stream
//   out       what f returns, of domain none: a row of numbers (a vector, an array, a span) is lent as a span, anything else
//             is as it is. It may view the element that f was given
//   tail      none
//   lifetime  what f returned is kept until the next ++, so f runs once an element. f is copied into each pipeline
//   errors    whatever f throws: the element is lost, the next ++ goes on with the one that follows
//   cost      the call; one allocation when the stage is applied, which keeps f and what stands before it where they are when
//             the stream moves
#ifndef SYMPHONIC_VIEWS_MAP_HPP
#define SYMPHONIC_VIEWS_MAP_HPP

#include <memory>

#include <symphonic/core/stage.hpp>

namespace symphonic {
namespace detail {

template <upstream Up, function_of_elements<Up> F>
class map_stream : public stream_facade<map_stream<Up, F>, domain::none> {
    using result_type = decltype(std::declval<F&>()(std::declval<const Up&>().get()));
    static_assert(!std::is_void_v<result_type>, "map: the function returns nothing; tee shows elements to a function");

public:
    map_stream(Up up, const F& f) : state_(new state{std::move(up), f}) {}

    bool next() {
        if (!state_->up.next()) return false;
        state_->result.put(state_->function(state_->up.get()));
        return true;
    }
    [[nodiscard]] decltype(auto) get() const { return as_element(state_->result.get()); }
    [[nodiscard]] bool ended() const { return state_->up.ended(); }
    [[nodiscard]] audio_format format() const { return state_->up.format(); }

private:
    struct state {
        Up up;   // here, too: what is kept may view its memory, wherever the stream moves
        F function;
        result_holder<result_type> result{};
    };
    std::unique_ptr<state> state_;
};

template <std::copy_constructible F>
struct map_stage : stage {
    F function;
    constexpr explicit map_stage(F f) : function(std::move(f)) {}
    template <upstream S>
        requires function_of_elements<F, S>
    [[nodiscard]] constexpr auto operator()(S&& stream) const {
        return map_stream<upstream_t<S>, F>(as_stream(std::forward<S>(stream)), function);
    }
};

struct map_fn {
    template <std::copy_constructible F>
    [[nodiscard]] constexpr auto operator()(F f) const {
        return map_stage<F>(std::move(f));
    }
};

}   // namespace detail
namespace views {
inline constexpr detail::map_fn map{};
}
}   // namespace symphonic
#endif
