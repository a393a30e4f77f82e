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
//             place, once. argument_error: ahead is 0 or beyond any memory
//   threads   the streams may run in several, by prefetch at the end of a pipeline
//   cost      a copy of each element, and a lock; memory for as many elements as one was ahead, and two more
#ifndef SYMPHONIC_VIEWS_FORK_HPP
#define SYMPHONIC_VIEWS_FORK_HPP

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <tuple>

#include <symphonic/core/handle.hpp>
#include <symphonic/core/stage.hpp>
#include <symphonic/core/stop_requested.hpp>
#include <symphonic/views/detail/element_copy.hpp>

namespace symphonic {

struct fork_options {
    std::size_t ahead = 64;   ///< elements that one pipeline may be ahead of another
};

namespace detail {

/// The stream of a fork, and what was pulled of it and is still wanted. Branches may run in several threads: one of them pulls,
/// and whoever wants the same element waits for it; what is there already is had at once.
template <upstream Up>
class forked {
public:
    struct kept {
        kept_element<element_t<Up>> element{};
        std::exception_ptr error{};
    };

    forked(Up up, std::size_t branches, const fork_options& options)
        : up_(std::move(up)), most_(options.ahead + 1), places_(branches, 0), format_(up_.format()) {}

    /// Element `place` for a branch, which wants none before it any more. Null: there is none now.
    [[nodiscard]] kept const* at(std::size_t branch, std::uint64_t place) {
        std::unique_lock lock{mutex_};
        places_[branch] = place;
        while (place == end_) {
            if (pulling_) {
                pulled_.wait_for(lock, std::chrono::milliseconds{5});
                if (stop_requested()) return nullptr;
            } else if (!pull(lock)) {
                return nullptr;
            }
        }
        return slot(place);
    }
    void leave(std::size_t branch) noexcept {
        std::lock_guard const lock{mutex_};
        places_[branch] = ~std::uint64_t{};   // waited for no more
    }
    [[nodiscard]] bool ended(std::uint64_t place) const {
        std::lock_guard const lock{mutex_};
        return place == end_ && !pulling_ && up_.ended();
    }
    [[nodiscard]] audio_format format() const {
        std::lock_guard const lock{mutex_};
        return format_;
    }

private:
    [[nodiscard]] kept* slot(std::uint64_t place) const noexcept { return ring_[place % ring_.size()].get(); }
    /// One more element is wanted: room for it, where nobody looks yet.
    [[nodiscard]] kept& room() {
        auto const wanted = static_cast<std::size_t>(end_ - *std::min_element(places_.begin(), places_.end()));
        if (wanted >= most_)
            throw format_error("fork: one pipeline is more than ", most_ - 1,
                               " elements ahead of another; pull them in turns, or give fork_options a larger ahead");
        if (wanted >= ring_.size()) {
            std::vector<std::unique_ptr<kept>> larger(std::min(most_, 2 * (wanted + 1)));
            for (auto i = end_ - std::min<std::uint64_t>(end_, ring_.size()); i < end_; ++i)
                larger[i % larger.size()] = std::move(ring_[i % ring_.size()]);
            for (auto& place : larger)
                if (!place) place = std::make_unique<kept>();
            ring_ = std::move(larger);
        }
        return *ring_[end_ % ring_.size()];
    }
    /// Without the lock while the source works.
    [[nodiscard]] bool pull(std::unique_lock<std::mutex>& lock) {
        auto& to = room();
        auto format = format_;
        pulling_ = true;
        lock.unlock();
        bool const more = pull_into(to, format);
        lock.lock();
        pulling_ = false;
        format_ = format;
        end_ += more;
        pulled_.notify_all();
        return more;
    }
    [[nodiscard]] bool pull_into(kept& to, audio_format& format) noexcept {
        to.error = nullptr;
        try {
            bool const more = up_.next();
            if (more) to.element.put(up_.get());
            format = up_.format();
            return more;
        } catch (...) {
            to.error = std::current_exception();
            return true;
        }
    }

    Up up_;
    std::size_t most_;
    std::vector<std::unique_ptr<kept>> ring_;   // grows to what is needed, and to `most_`
    std::vector<std::uint64_t> places_;         // of the branches
    std::uint64_t end_ = 0;                     // elements pulled
    audio_format format_;
    bool pulling_ = false;
    mutable std::mutex mutex_;
    std::condition_variable pulled_;
};

/// One of the branches, which says so when it goes.
template <upstream Up>
class seat {
public:
    seat(std::shared_ptr<forked<Up>> whole, std::size_t number) : whole_(std::move(whole)), number_(number) {}
    seat(seat&&) noexcept = default;
    seat& operator=(seat&& other) noexcept {
        seat moved(std::move(other));
        std::swap(whole_, moved.whole_);
        std::swap(number_, moved.number_);
        return *this;
    }
    ~seat() {
        if (whole_) whole_->leave(number_);
    }
    [[nodiscard]] auto at(std::uint64_t place) const { return whole_->at(number_, place); }
    [[nodiscard]] const forked<Up>& whole() const noexcept { return *whole_; }

private:
    std::shared_ptr<forked<Up>> whole_;
    std::size_t number_;
};

template <upstream Up>
class branch_stream : public stream_facade<branch_stream<Up>> {
public:
    explicit branch_stream(seat<Up> mine) : mine_(std::move(mine)) {}

    bool next() {
        place_ += now_ != nullptr;
        now_ = nullptr;
        now_ = mine_.at(place_);
        if (now_ != nullptr && now_->error) std::rethrow_exception(now_->error);
        return now_ != nullptr;
    }
    [[nodiscard]] decltype(auto) get() const { return now_->element.get(); }
    [[nodiscard]] bool ended() const { return mine_.whole().ended(place_ + (now_ != nullptr)); }
    [[nodiscard]] audio_format format() const { return mine_.whole().format(); }

private:
    seat<Up> mine_;
    std::uint64_t place_ = 0;   // of the element that is lent, or would be next
    typename forked<Up>::kept const* now_ = nullptr;
};

}   // namespace detail

struct fork_fn {
    template <upstream S, stage_like... Pipelines>
    [[nodiscard]] auto operator()(S&& stream, const fork_options& options, const Pipelines&... pipelines) const {
        detail::require_some(options.ahead, "fork: ahead is ", options.ahead);
        using up = upstream_t<S>;
        auto const whole =
            std::make_shared<detail::forked<up>>(as_stream(std::forward<S>(stream)), sizeof...(Pipelines), options);
        return [&]<std::size_t... I>(std::index_sequence<I...>) {
            return std::tuple<decltype(pipelines(std::declval<detail::branch_stream<up>>()))...>{
                pipelines(detail::branch_stream<up>(detail::seat<up>(whole, I)))...};
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
