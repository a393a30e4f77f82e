// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CORE_DETAIL_RANGE_STREAM_HPP
#define SYMPHONIC_CORE_DETAIL_RANGE_STREAM_HPP

#include <iterator>
#include <memory>
#include <optional>
#include <utility>

#include <symphonic/core/detail/numeric.hpp>
#include <symphonic/core/detail/result_holder.hpp>
#include <symphonic/core/stream_facade.hpp>

namespace symphonic::detail {

/// The type in which an element of an iterator is stored: what `*i` returns; for a proxy, such as that of std::vector<bool>, the
/// value type of the iterator, because a copy of a proxy still refers to the range.
template <class Iterator, class Result = decltype(*std::declval<Iterator&>()),
          class Value = std::iter_value_t<Iterator>>
using kept_result = std::conditional_t<std::is_reference_v<Result> || std::same_as<Value, std::remove_cv_t<Result>> ||
                                           std::same_as<Value, owning_t<Result>>,
                                       Result, Value>;

/// Adapts a standard range to a stream. R is V& for an lvalue, which is borrowed, and V for an rvalue, which is moved in.
/// The end is final, because a range cannot say "nothing now, more later": put a live source before the stages of this
/// library, not before a standard view. Allocates its state once, so that it can move while an iterator refers to the range.
template <class R>
class range_stream : public stream_facade<range_stream<R>, domain::none> {
public:
    explicit range_stream(R&& range, const audio_format& format = {})
        : state_(new state{std::forward<R>(range)}), format_(format) {}

    bool next() {
        if (ended()) return false;
        if (auto& position = state_->position; position) ++*position;
        else position.emplace(std::begin(state_->range));   // with the first element: until then the range may move
        state_->ended = *state_->position == std::end(state_->range);
        if (!state_->ended) state_->element.put(static_cast<kept_result<iterator>>(**state_->position));
        return !state_->ended;
    }
    [[nodiscard]] decltype(auto) get() const { return as_element(state_->element.get()); }
    [[nodiscard]] bool ended() const { return this->moved_from() || state_->ended; }
    [[nodiscard]] audio_format format() const noexcept { return format_; }

private:
    using iterator = decltype(std::begin(std::declval<R&>()));
    struct state {
        R range;
        std::optional<iterator> position{};
        result_holder<kept_result<iterator>> element{};
        bool ended = false;
    };
    std::unique_ptr<state> state_;
    audio_format format_;
};

}   // namespace symphonic::detail
#endif
