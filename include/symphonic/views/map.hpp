// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_MAP_HPP
#define SYMPHONIC_VIEWS_MAP_HPP

#include <memory>

#include <symphonic/core/detail/request_stop.hpp>
#include <symphonic/core/stage.hpp>

namespace symphonic {
namespace detail {

template <upstream Up, function_of_elements<Up> F>
class map_stream : public stream_facade<map_stream<Up, F>, domain::none> {
    using result_type = decltype(std::declval<F&>()(std::declval<const Up&>().get()));
    static_assert(!std::is_void_v<result_type>, "map: the function returns nothing; use tee to call it");

public:
    map_stream(Up up, const F& f) : state_(new state{std::move(up), f}) {}

    bool next() {
        if (this->moved_from() || !state_->up.next()) return false;
        state_->result.put(state_->function(state_->up.get()));
        return true;
    }
    [[nodiscard]] decltype(auto) get() const { return as_element(state_->result.get()); }
    [[nodiscard]] bool ended() const { return this->moved_from() || state_->up.ended(); }
    [[nodiscard]] audio_format format() const { return this->moved_from() ? audio_format{} : state_->up.format(); }
    void request_stop() noexcept {
        if (!this->moved_from()) detail::request_stop(state_->up);
    }

private:
    /// On the heap, so that the result may view memory of the upstream or of the function when the stream is moved.
    struct state {
        Up up;
        F function;
        result_holder<result_type> result{};
    };
    std::unique_ptr<state> state_;
};

template <std::copy_constructible F>
struct map_stage : function_stage {
    F function;
    constexpr explicit map_stage(F f) : function(std::move(f)) {}
    template <upstream S>
        requires function_of_elements<F, S>
    [[nodiscard]] constexpr auto operator()(S&& stream) const {
        return map_stream<upstream_t<S>, F>(as_stream(std::forward<S>(stream)), function);
    }
};

struct map_fn : stage_factory {
    template <std::copy_constructible F>
    [[nodiscard]] constexpr auto operator()(F f) const {
        return map_stage<F>(std::move(f));
    }
};

}   // namespace detail
namespace views {

/// Calls a function once for each element: `map([](std::span<const float> frame) { return frame[0]; })`. Unlike
/// std::views::transform it keeps the format, works with live sources, and does not call the function again when an
/// element is read twice.
/// - Input: any stream.
/// - Output: the results of f, of domain none. A contiguous range of numbers (vector, array, span) becomes a span; any
///   other result stays as it is. A result may view the element that f received.
/// - Tail: none.
/// - Lifetime: a result is valid until the next ++. f is copied into each pipeline; its state stays when a borrowed reader is
///   sought.
/// - Errors: what f throws. The element is lost; the next ++ continues with the following one.
/// - Cost: one call of f per element, and one allocation when the stage is applied.
inline constexpr detail::map_fn map{};

}
}   // namespace symphonic
#endif
