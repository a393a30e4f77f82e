// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_FORK_HPP
#define SYMPHONIC_VIEWS_FORK_HPP

#include <tuple>

#include <symphonic/core/stage.hpp>
#include <symphonic/views/detail/shared_upstream.hpp>

namespace symphonic {

/// Options of fork.
struct fork_options {
    std::size_t ahead = 64;   ///< maximum number of elements that one pipeline may be ahead of another, 1 or more
};

namespace detail {

/// The input of one pipeline of a fork: all elements of the shared upstream.
template <upstream Up>
class branch_stream : public stream_facade<branch_stream<Up>> {
public:
    branch_stream(const std::shared_ptr<shared_upstream<Up>>& shared, std::size_t branch)
        : shared_(shared.get(), [shared, branch](auto*) { shared->leave(branch); }), branch_(branch) {}

    bool next() {
        if (this->moved_from()) return false;
        position_ += current_ != nullptr;
        current_ = nullptr;
        current_ = shared_->move_to(branch_, position_);
        if (current_ != nullptr && current_->error) std::rethrow_exception(current_->error);
        return current_ != nullptr;
    }
    [[nodiscard]] decltype(auto) get() const { return current_->element.get(); }
    [[nodiscard]] bool ended() const { return this->moved_from() || shared_->ended(position_ + (current_ != nullptr)); }
    [[nodiscard]] audio_format format() const { return this->moved_from() ? audio_format{} : shared_->format(); }
    void request_stop() noexcept {
        if (!this->moved_from()) shared_->request_stop(branch_);
    }

private:
    std::shared_ptr<shared_upstream<Up>> shared_;   // its deleter removes this branch
    std::size_t branch_;
    std::uint64_t position_ = 0;   // of the current element, or of the next one if there is none
    pulled_element<Up> const* current_ = nullptr;
};

struct fork_fn {
    template <upstream S, stage_like... Pipelines>
    [[nodiscard]] auto operator()(S&& stream, const fork_options& options, const Pipelines&... pipelines) const {
        require_count(options.ahead, "fork: ahead is ", options.ahead);
        using branch = branch_stream<upstream_t<S>>;
        auto const shared = std::make_shared<shared_upstream<upstream_t<S>>>(as_stream(std::forward<S>(stream)),
                                                                             sizeof...(Pipelines), options.ahead);
        return [&]<std::size_t... I>(std::index_sequence<I...>) {
            return std::tuple<decltype(std::declval<branch>() | pipelines)...>{(branch(shared, I) | pipelines)...};
        }(std::index_sequence_for<Pipelines...>{});
    }
    template <upstream S, stage_like... Pipelines>
    [[nodiscard]] auto operator()(S&& stream, const Pipelines&... pipelines) const {
        return (*this)(std::forward<S>(stream), fork_options{}, pipelines...);
    }
};

}   // namespace detail

/// Feeds one stream to several pipelines in one pass: `fork(stream, pipelines...)` or
/// `fork(stream, {.ahead = n}, pipelines...)`.
///
///     auto [levels, spectra] = sj::fork(sj::read("song.flac") | v::mono, v::frames(2048, 512) | v::rms,
///                                       v::stft({.size = 2048, .hop = 512}) | v::power);
///     while (levels.next() && spectra.next()) ...
///
/// - Input: any stream, and stages or pipelines of stages.
/// - Output: a std::tuple of streams, each with the elements that its pipeline produces from the stream alone. The
///   results may be pulled in any order. An element is kept until every result has passed it or has been destroyed.
/// - Tail: that of each pipeline.
/// - Lifetime: an element is valid until the next ++ of its result. The results together own the stream, or borrow it
///   if it was an lvalue. After a seek of a borrowed reader, the blocks that one result has read already come first in the others.
///   Destroying a result whose thread waits in the stream ends that wait: push_source goes on, but the reader of a pipe fails for
///   all results.
/// - Errors: format_error from next() if a result is more than `ahead` elements ahead of another. An exception of the
///   stream is thrown by each result once, in place of the element. argument_error if `ahead` is 0 or too large.
/// - Cost: a copy of each element and a lock. The ring grows to the largest distance between two results plus two
///   elements.
/// - Threads: the results may be pulled in different threads, for example with prefetch as the last stage of a
///   pipeline.
inline constexpr detail::fork_fn fork{};

}   // namespace symphonic
#endif
