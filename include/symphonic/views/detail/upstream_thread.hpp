// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_DETAIL_UPSTREAM_THREAD_HPP
#define SYMPHONIC_VIEWS_DETAIL_UPSTREAM_THREAD_HPP

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include <symphonic/core/detail/request_stop.hpp>
#include <symphonic/core/detail/wait.hpp>
#include <symphonic/views/detail/element_copy.hpp>

namespace symphonic::detail {

/// Runs an upstream in a thread of its own, at most `ahead` elements ahead of the consumer, and stores the results in a
/// ring. While producing_ is true only that thread uses the upstream.
template <upstream Up>
class upstream_thread {
public:
    /// The result of one call of next(), with the format after it.
    struct slot {
        pulled_element<Up> pulled{};
        audio_format format{};
        bool filled = false;   ///< false if there was neither an element nor an exception
    };

    upstream_thread(Up up, std::size_t ahead) : up_(std::move(up)), ring_(ahead + 1) {}
    upstream_thread(const upstream_thread&) = delete;
    upstream_thread& operator=(const upstream_thread&) = delete;
    ~upstream_thread() { stop(); }
    /// Requests a stop and waits for the thread. Only ended() and request_stop() may be called afterwards.
    void stop() {
        {
            std::unique_lock lock{mutex_};
            stop_ = true;
            resume_.notify_one();
            // Repeated, because a request that arrives before the source begins to wait has no effect.
            while (running_) {
                detail::request_stop(up_);
                filled_.wait_for(lock, stop_poll_interval, [this] { return !running_; });
            }
        }
        if (thread_.joinable()) thread_.join();
    }

    /// Releases the current result and returns the next one; waits for it. Starts the thread if necessary. Returns null
    /// if a stop was requested in the calling thread or by request_stop(), or if stopped() is true; request_stop() makes a
    /// waiting next() call it again.
    template <class Stopped> [[nodiscard]] slot* next(Stopped stopped) {
        std::unique_lock lock{mutex_};
        release_current();
        stop_waiting_ = false;
        if (count_ == 0) {
            if (!std::exchange(producing_, true)) {
                if (thread_.joinable()) resume_.notify_one();
                else start();
            }
            lock.unlock();
            yield_until([this] { return count_.load(std::memory_order_relaxed) > 0; });
            lock.lock();
            if (!wait(filled_, lock, [&] { return count_ > 0 || stop_waiting_ || stopped(); }) || count_ == 0)
                return nullptr;
        }
        has_current_ = true;
        return &ring_[first_];
    }

    /// Makes a next() that waits in another thread return null.
    void request_stop() noexcept {
        std::lock_guard const lock{mutex_};
        stop_waiting_ = true;
        filled_.notify_one();
        detail::request_stop(up_);
    }
    /// Returns true if no result will follow. Asks the upstream, which is idle after it had no element or threw.
    [[nodiscard]] bool ended() const {
        std::lock_guard const lock{mutex_};
        return !producing_ && count_ == (has_current_ ? 1 : 0) && up_.ended();
    }
    /// The format of the upstream. May be called before the first next() only.
    [[nodiscard]] audio_format initial_format() const { return up_.format(); }

private:
    void release_current() {
        if (!std::exchange(has_current_, false)) return;
        first_ = (first_ + 1) % ring_.size();
        set_count(count_ - 1);
        // Resumes the thread only when half of the ring is free: waking it up for each element is slow.
        if (paused_ && half_free()) {
            paused_ = false;
            resume_.notify_one();
        }
    }
    [[nodiscard]] bool half_free() const noexcept { return count_.load(std::memory_order_relaxed) <= ring_.size() / 2; }
    void set_count(std::size_t count) noexcept { count_.store(count, std::memory_order_relaxed); }
    void start() {
        try {
            thread_ = std::thread{[this] { run(); }};
            running_ = true;
        } catch (...) {
            producing_ = false;
            throw;
        }
    }
    void run() {
        stop_scope const scope{stop_};
        std::unique_lock lock{mutex_};
        for (;;) {
            paused_ = count_ == ring_.size();
            if (paused_) {
                lock.unlock();
                yield_until([this] { return half_free() || stop_; });
                lock.lock();
            }
            resume_.wait(lock, [this] { return stop_ || (producing_ && !paused_); });
            if (stop_) {
                running_ = false;
                filled_.notify_one();
                return;
            }
            auto& free = ring_[(first_ + count_) % ring_.size()];   // not read by the consumer until it is counted
            lock.unlock();
            free.filled = free.pulled.pull(up_, free.format);
            lock.lock();
            set_count(count_ + 1);
            if (!free.filled || free.pulled.error) producing_ = false;   // until the consumer calls next() again
            filled_.notify_one();
        }
    }

    Up up_;
    std::vector<slot> ring_;
    std::size_t first_ = 0;                // index of the current result, or of the next one
    std::atomic<std::size_t> count_ = 0;   // number of results in the ring; changed only under the mutex
    bool has_current_ = false, producing_ = false, paused_ = false;
    bool running_ = false;        // the thread has not returned
    bool stop_waiting_ = false;   // request_stop() was called during this next()
    std::atomic<bool> stop_ = false;
    mutable std::mutex mutex_;
    std::condition_variable filled_, resume_;
    std::thread thread_;
};

}   // namespace symphonic::detail
#endif
