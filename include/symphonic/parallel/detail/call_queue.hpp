// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_PARALLEL_DETAIL_CALL_QUEUE_HPP
#define SYMPHONIC_PARALLEL_DETAIL_CALL_QUEUE_HPP

#include <atomic>
#include <condition_variable>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <type_traits>
#include <utility>
#include <variant>

#include <symphonic/core/detail/wait.hpp>
#include <symphonic/parallel/result.hpp>

namespace symphonic::detail {

/// One call of a function: its argument and its outcome.
template <class Input, class Value> struct call {
    result<Value, Input> outcome;
    bool done = false;   // guarded by the mutex of call_queue

    /// Copies a stream's element, which may view memory that expires.
    template <class Element> explicit call(const Element& element) : outcome{.input = Input(element)} {}
};

/// What a function returns: std::monostate in place of void.
template <class F, class Input>
using returned = std::conditional_t<std::is_void_v<std::invoke_result_t<const F&, const Input&>>, std::monostate,
                                    std::remove_cvref_t<std::invoke_result_t<const F&, const Input&>>>;

/// A function and the calls of it that have not ended, of which at most `max_calls` run at once. Tasks run the calls. The consumer
/// runs a call itself if it needs its outcome and no task has begun it, or if no call runs. It never waits for a task that has not
/// started. Destructors of arguments and results run without the lock.
template <class F, class Input> class call_queue {
public:
    using call_type = call<Input, returned<F, Input>>;
    using call_ptr = std::shared_ptr<call_type>;

    call_queue(const F& function, std::size_t max_calls, bool ordered)
        : function_(function), max_calls_(max_calls), ordered_(ordered) {}

    /// Adds a call. Returns true if the caller must make another thread call run_task().
    [[nodiscard]] bool add(call_ptr added) {
        std::lock_guard const lock{mutex_};
        if (stop_) return false;
        waiting_.push_back(std::move(added));
        any_waiting_ = true;
        return needs_task();
    }
    /// Gives back a task that could not be started.
    void cancel_task() {
        std::lock_guard const lock{mutex_};
        --tasks_;
        changed_.notify_one();
    }
    /// Runs calls until none is waiting. Then waits a short time for the next call, because starting a new task takes longer.
    void run_task() {
        std::unique_lock lock{mutex_};
        while (!stop_ && running_ < max_calls_) {
            if (!waiting_.empty()) {
                run_first(lock);
                continue;
            }
            lock.unlock();
            bool const more = yield_until([this] { return any_waiting_ || stop_; });
            lock.lock();
            if (!more && waiting_.empty()) break;
        }
        --tasks_;
    }

    /// Waits for an outcome: that of `next` if the results are ordered, else the first one that is not yet taken. Returns null
    /// after stop(), or if a stop was requested in this thread. `start_task` makes another thread call run_task().
    template <class Start> [[nodiscard]] call_ptr take(call_ptr next, Start start_task) {
        std::unique_lock lock{mutex_};
        auto const available = [&] { return ordered_ ? next->done : !done_.empty(); };
        auto const not_begun = [&] {
            if (ordered_) return running_ < max_calls_ && !waiting_.empty() && waiting_.front() == next;
            return running_ == 0 && !waiting_.empty();
        };
        for (;;) {
            if (stop_ || stop_requested()) return nullptr;   // first: a call that was stopped may have thrown
            if (available()) break;
            if (not_begun()) {
                run_first(lock);
                // While this call ran, a task may have ended because max_calls calls were running. Start it again.
                if (!needs_task()) continue;
                lock.unlock();
                start_task();
                lock.lock();
            } else if (!wait(changed_, lock, [&] { return stop_ || available() || not_begun(); })) return nullptr;
        }
        if (ordered_) return next;
        // Not into `next`, which may be the last reference to a result that was delivered before.
        auto first = std::move(done_.front());
        done_.pop_front();
        return first;
    }

    /// Removes the calls that have not begun, and requests a stop of the others. Later calls are not added.
    void stop() noexcept {
        std::list<call_ptr> removed;   // destroyed after the lock is released
        std::lock_guard const lock{mutex_};
        stop_ = true;
        waiting_.swap(removed);
        any_waiting_ = false;
        changed_.notify_one();
    }
    [[nodiscard]] bool stopped() const noexcept { return stop_; }

private:
    /// Returns true and counts a task if one more could begin a call.
    [[nodiscard]] bool needs_task() {
        if (waiting_.empty() || tasks_ == max_calls_) return false;
        ++tasks_;
        return true;
    }
    /// Runs the first waiting call. The lock is released meanwhile.
    void run_first(std::unique_lock<std::mutex>& lock) {
        std::list<call_ptr> current;
        current.splice(current.end(), waiting_, waiting_.begin());
        any_waiting_ = !waiting_.empty();
        ++running_;
        lock.unlock();
        run(current.front()->outcome);
        lock.lock();
        --running_;
        current.front()->done = true;
        if (!ordered_) done_.splice(done_.end(), current);
        changed_.notify_one();
        if (!stop_) return;
        lock.unlock();   // after stop() this may be the last reference to the call
        current.clear();
        lock.lock();
    }
    void run(result<returned<F, Input>, Input>& outcome) noexcept {
        stop_scope const scope{stop_};
        try {
            if constexpr (std::is_void_v<std::invoke_result_t<const F&, const Input&>>) {
                std::invoke(std::as_const(function_), std::as_const(outcome.input));
                outcome.value.emplace();
            } else {
                outcome.value.emplace(std::invoke(std::as_const(function_), std::as_const(outcome.input)));
            }
        } catch (...) {
            outcome.error = std::current_exception();
        }
    }

    F function_;
    std::size_t max_calls_;
    bool ordered_;
    std::atomic<bool> stop_ = false;   // set under the mutex; read by stop_requested() without it
    std::mutex mutex_;
    std::condition_variable changed_;         // only the consumer waits
    std::list<call_ptr> waiting_, done_;      // nodes move between lists: only add() allocates
    std::atomic<bool> any_waiting_ = false;   // waiting_ is not empty; set under the mutex
    std::size_t tasks_ = 0;                   // tasks that were requested and have not ended
    std::size_t running_ = 0;                 // calls that have begun and not ended
};

}   // namespace symphonic::detail
#endif
