// SPDX-License-Identifier: MIT
// Waits that end when the consumer of this thread's stream has gone: see stop_requested().
#ifndef SYMPHONIC_CORE_DETAIL_WAIT_HPP
#define SYMPHONIC_CORE_DETAIL_WAIT_HPP

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include <symphonic/core/stop_requested.hpp>

namespace symphonic::detail {

/// Time between two calls of stop_requested() in a thread that waits.
inline constexpr std::chrono::milliseconds stop_poll_interval{5};

/// Calls `ready()` until it is true, for at most 200 microseconds, and lets other threads run meanwhile. Returns its last value. Most
/// waits for another thread are shorter than the time that a condition variable needs to wake a thread up.
template <class Ready>
bool yield_until(Ready ready) {
    auto const end = std::chrono::steady_clock::now() + std::chrono::microseconds{200};
    while (!ready()) {
        if (std::chrono::steady_clock::now() >= end) return false;
        std::this_thread::yield();
    }
    return true;
}

/// Waits for `condition` until `ready()` is true. Returns false if a stop was requested before.
template <class Ready>
[[nodiscard]] bool wait(std::condition_variable& condition, std::unique_lock<std::mutex>& lock, Ready ready) {
    if (!stop_scope::entered()) {
        condition.wait(lock, ready);
        return true;
    }
    while (!condition.wait_for(lock, stop_poll_interval, ready))
        if (stop_requested()) return false;
    return true;
}

/// The same, at most until `deadline`. Returns the last value of `ready()`.
template <class Ready>
[[nodiscard]] bool wait_until(std::condition_variable& condition, std::unique_lock<std::mutex>& lock,
                              std::chrono::steady_clock::time_point deadline, Ready ready) {
    if (!stop_scope::entered()) return condition.wait_until(lock, deadline, ready);
    for (;;) {
        auto const next_poll = std::min(deadline, std::chrono::steady_clock::now() + stop_poll_interval);
        if (condition.wait_until(lock, next_poll, ready)) return true;
        if (next_poll == deadline || stop_requested()) return ready();
    }
}

}   // namespace symphonic::detail
#endif
