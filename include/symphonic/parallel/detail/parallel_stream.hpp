// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_PARALLEL_DETAIL_PARALLEL_STREAM_HPP
#define SYMPHONIC_PARALLEL_DETAIL_PARALLEL_STREAM_HPP

#include <memory>

#include <oneapi/tbb/info.h>

#include <symphonic/core/stage.hpp>
#include <symphonic/core/stage_facade.hpp>
#include <symphonic/parallel/detail/call_queue.hpp>
#include <symphonic/parallel/detail/worker_threads.hpp>
#include <symphonic/parallel/parallel_options.hpp>
#include <symphonic/views/detail/upstream_thread.hpp>

namespace symphonic {

/// A function that several threads may call at once with copies of the elements of S.
template <class F, class S>
concept concurrent_function_of_elements =
    upstream<S> && std::copy_constructible<F> && std::constructible_from<owning_t<element_t<S>>, const element_t<S>&> &&
    std::invocable<const F&, const owning_t<element_t<S>>&>;

namespace detail {

/// The options of a pipeline, checked, with numbers in place of the defaults.
[[nodiscard]] inline parallel_options resolved(parallel_options options) {
    constexpr std::size_t most_threads = 256;   // oneTBB makes no more
    if (options.threads > most_threads)
        throw argument_error("parallel: ", options.threads, " threads, expected at most ", most_threads);
    if (options.threads == 0) options.threads = static_cast<std::size_t>(oneapi::tbb::info::default_concurrency());
    if (options.in_flight == 0) options.in_flight = 8 * options.threads;
    require_count(options.in_flight, "parallel: ", options.in_flight, " elements in flight");
    return options;
}

/// Adds a call to the queue for each element of the upstream. Runs in the thread that pulls the upstream.
template <class Up, class Queue>
class calls_stream : public stage_facade<calls_stream<Up, Queue>, Up, domain::none> {
public:
    calls_stream(Up up, Queue& queue, worker_threads& workers)
        : stage_facade<calls_stream, Up, domain::none>(std::move(up)), queue_(&queue), workers_(&workers) {}

    bool next() {
        call_ = nullptr;   // does not keep a delivered result alive
        if (queue_->stopped() || !this->upstream().next()) return false;
        call_ = std::make_shared<typename Queue::call_type>(this->upstream().get());
        if (queue_->add(call_)) workers_->start(*queue_);
        return true;
    }
    [[nodiscard]] const typename Queue::call_ptr& get() const noexcept { return call_; }

private:
    Queue* queue_;
    worker_threads* workers_;
    typename Queue::call_ptr call_;
};

/// The outcomes of the calls. With `Try` an element is the whole result, otherwise its value.
template <upstream Up, concurrent_function_of_elements<Up> F, bool Try>
class parallel_stream : public stream_facade<parallel_stream<Up, F, Try>, domain::none> {
    using queue_type = call_queue<F, owning_t<element_t<Up>>>;

public:
    parallel_stream(Up up, const F& f, const parallel_options& options)
        : state_(std::make_unique<state>(std::move(up), f, options)), format_(state_->calls.initial_format()) {}
    parallel_stream(parallel_stream&&) = default;
    parallel_stream& operator=(parallel_stream&&) = default;

    bool next() {
        if (ended_early()) return false;
        auto* const slot = state_->calls.next([this] { return state_->queue.stopped(); });
        current_ = nullptr;
        if (slot == nullptr) return false;
        if (slot->pulled.error) stop_and_throw(std::exchange(slot->pulled.error, nullptr));
        format_ = slot->format;
        if (!slot->filled) return false;
        auto call = slot->pulled.element.get();
        slot->pulled.element.assign(nullptr);   // does not keep the result alive after current_
        current_ = state_->queue.take(std::move(call), [this] { state_->workers.start(state_->queue); });
        if (current_ == nullptr) return false;
        if constexpr (!Try)
            if (current_->outcome.error) stop_and_throw(current_->outcome.error);
        return true;
    }
    [[nodiscard]] auto& get() const noexcept {
        if constexpr (Try) return current_->outcome;
        else return *current_->outcome.value;
    }
    [[nodiscard]] bool ended() const { return ended_early() || state_->calls.ended(); }
    [[nodiscard]] audio_format format() const noexcept { return format_; }
    void request_stop() noexcept {
        if (this->moved_from()) return;
        state_->queue.stop();
        state_->calls.request_stop();
    }

private:
    struct state {
        state(Up&& up, const F& f, const parallel_options& options)
            : queue(f, options.threads, options.ordered), workers(options.threads),
              calls({std::move(up), queue, workers}, options.in_flight - 1) {}
        state(const state&) = delete;
        state& operator=(const state&) = delete;
        ~state() { stop(); }
        /// Starts no further call and waits until the others have ended.
        void stop() {
            queue.stop();
            calls.stop();
            workers.join();
        }

        queue_type queue;
        worker_threads workers;
        upstream_thread<calls_stream<Up, queue_type>> calls;
    };

    [[nodiscard]] bool ended_early() const noexcept { return this->moved_from() || state_->queue.stopped(); }
    [[noreturn]] void stop_and_throw(const std::exception_ptr& error) {
        state_->stop();
        std::rethrow_exception(error);
    }

    std::unique_ptr<state> state_;
    typename queue_type::call_ptr current_;
    audio_format format_;
};

template <class F, bool Try> struct parallel_stage : function_stage {
    F function;
    parallel_options options;
    parallel_stage(F f, const parallel_options& o) : function(std::move(f)), options(o) {}
    template <upstream S>
        requires concurrent_function_of_elements<F, S>
    [[nodiscard]] auto operator()(S&& stream) const {
        return parallel_stream<upstream_t<S>, F, Try>(as_stream(std::forward<S>(stream)), function, options);
    }
};

template <bool Try> struct parallel_fn : stage_factory {
    template <std::copy_constructible F>
    [[nodiscard]] auto operator()(F f, const parallel_options& options = {}) const {
        return parallel_stage<F, Try>(std::move(f), resolved(options));
    }
};

}   // namespace detail
}   // namespace symphonic
#endif
