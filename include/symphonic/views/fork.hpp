// SPDX-License-Identifier: MIT
// fork(stream, pipeline, pipeline, ...): one stream feeds several pipelines, in one pass.
//
//     auto [levels, spectra] = sj::fork(sj::read("song.flac") | v::mono, v::frames(2048, 512) | v::rms,
//                                       v::stft({.size = 2048, .hop = 512}) | v::power);
//     while (levels.next() && spectra.next()) ...
//
//   in        any stream
//   out       a std::tuple of streams, each as if its pipeline had the stream for itself
//   order     as they are pulled: an element is kept until the slowest has gone past it, or is gone itself. Of elements that
//             one is ahead of another no more than `ahead` are kept
//   lifetime  an element is lent until the next ++ of its stream; the streams together own what they come from, or borrow an
//             lvalue
//   errors    format_error: one is more than `ahead` elements ahead. An exception of the stream comes to each pipeline, in its
//             place, once. argument_error: ahead is 0
//   cost      a copy of each element, and a lock; memory for as many elements as one is ahead. After that no allocation
#ifndef SYMPHONIC_VIEWS_FORK_HPP
#define SYMPHONIC_VIEWS_FORK_HPP

#include <algorithm>
#include <exception>
#include <memory>
#include <mutex>
#include <tuple>

#include <symphonic/core/stage.hpp>
#include <symphonic/views/kept_element.hpp>

namespace symphonic {

struct fork_options {
    std::size_t ahead = 64;   ///< elements that one pipeline may be ahead of another
};

namespace detail {

/// The stream of a fork, and what was pulled of it and is still wanted. Branches may run in several threads.
template <upstream Up>
class forked {
public:
    struct kept {
        kept_element<element_t<Up>> element{};
        std::exception_ptr error{};
    };

    forked(Up up, std::size_t branches, const fork_options& options)
        : up_(std::move(up)), kept_(options.ahead + 1), places_(branches, 0) {}

    /// Element `place` for a branch, which wants none before it any more. Null: there is none now.
    [[nodiscard]] kept const* at(std::size_t branch, std::uint64_t place) {
        std::lock_guard const lock{mutex_};
        places_[branch] = place;
        if (place == end_ && !pull()) return nullptr;
        return &kept_[place % kept_.size()];
    }
    void leave(std::size_t branch) noexcept {
        std::lock_guard const lock{mutex_};
        places_[branch] = gone;
    }
    [[nodiscard]] bool ended(std::uint64_t place) const {
        std::lock_guard const lock{mutex_};
        return place == end_ && up_.ended();
    }
    [[nodiscard]] audio_format format() const {
        std::lock_guard const lock{mutex_};
        return up_.format();
    }

private:
    static constexpr std::uint64_t gone = ~std::uint64_t{};

    bool pull() {
        if (end_ - *std::min_element(places_.begin(), places_.end()) >= kept_.size())
            throw format_error("fork: one pipeline is more than ", kept_.size() - 1,
                               " elements ahead of another; pull them in turns, or give fork_options a larger ahead");
        auto& to = kept_[end_ % kept_.size()];
        to.error = nullptr;
        try {
            if (!up_.next()) return false;
            to.element.put(up_.get());
        } catch (...) {
            to.error = std::current_exception();
        }
        ++end_;
        return true;
    }

    Up up_;
    std::vector<kept> kept_;
    std::vector<std::uint64_t> places_;   // of the branches
    std::uint64_t end_ = 0;               // elements pulled
    mutable std::mutex mutex_;
};

template <upstream Up>
class branch_stream : public stream_facade<branch_stream<Up>> {
public:
    branch_stream(std::shared_ptr<forked<Up>> whole, std::size_t number) : whole_(std::move(whole)), number_(number) {}
    branch_stream(branch_stream&&) noexcept = default;
    branch_stream& operator=(branch_stream&& other) noexcept {
        if (whole_) whole_->leave(number_);
        whole_ = std::move(other.whole_);
        number_ = other.number_;
        place_ = other.place_;
        now_ = other.now_;
        return *this;
    }
    ~branch_stream() {
        if (whole_) whole_->leave(number_);
    }

    bool next() {
        place_ += now_ != nullptr;
        now_ = nullptr;
        now_ = whole_->at(number_, place_);
        if (now_ != nullptr && now_->error) std::rethrow_exception(now_->error);
        return now_ != nullptr;
    }
    [[nodiscard]] decltype(auto) get() const { return now_->element.get(); }
    [[nodiscard]] bool ended() const { return whole_->ended(place_ + (now_ != nullptr)); }
    [[nodiscard]] audio_format format() const { return whole_->format(); }

private:
    std::shared_ptr<forked<Up>> whole_;
    std::size_t number_;
    std::uint64_t place_ = 0;   // of the element that is lent, or would be next
    typename forked<Up>::kept const* now_ = nullptr;
};

}   // namespace detail

struct fork_fn {
    template <upstream S, stage_like... Pipelines>
    [[nodiscard]] auto operator()(S&& stream, const fork_options& options, const Pipelines&... pipelines) const {
        if (options.ahead == 0 || options.ahead > detail::most_samples)
            throw argument_error("fork: ahead is ", options.ahead, ", expected 1 or more");
        using up = upstream_t<S>;
        auto const whole =
            std::make_shared<detail::forked<up>>(adopt(std::forward<S>(stream)), sizeof...(Pipelines), options);
        return [&]<std::size_t... I>(std::index_sequence<I...>) {
            return std::tuple<decltype(pipelines(std::declval<detail::branch_stream<up>>()))...>{
                pipelines(detail::branch_stream<up>(whole, I))...};
        }(std::index_sequence_for<Pipelines...>{});
    }
    template <upstream S, stage_like... Pipelines>
    [[nodiscard]] auto operator()(S&& stream, const Pipelines&... pipelines) const {
        return (*this)(std::forward<S>(stream), fork_options{}, pipelines...);
    }
};

inline constexpr fork_fn fork{};

}   // namespace symphonic
#endif
