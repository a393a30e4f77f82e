// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CACHE_MANUAL_CLOCK_HPP
#define SYMPHONIC_CACHE_MANUAL_CLOCK_HPP

#include <atomic>
#include <chrono>
#include <memory>

#include <symphonic/core/errors.hpp>

namespace symphonic {

/// A clock for tests: its time changes only when advance() is called. Copies share one time and are cheap. Any thread
/// may read and advance it. Has the members of a std::chrono clock, except that now() is not static.
class manual_clock {
public:
    using duration = std::chrono::nanoseconds;                  ///< type of the time since the epoch
    using rep = duration::rep;                                  ///< arithmetic type of duration
    using period = duration::period;                            ///< unit of duration
    using time_point = std::chrono::time_point<manual_clock>;   ///< type of a reading
    static constexpr bool is_steady = true;                     ///< the clock never goes back

    /// Starts at time 0.
    manual_clock() : time_(std::make_shared<std::atomic<rep>>(0)) {}
    // There is no move: the source of a move would have no time.
    /// Shares the time of the other clock.
    manual_clock(const manual_clock&) = default;
    /// Shares the time of the other clock.
    manual_clock& operator=(const manual_clock&) = default;
    ~manual_clock() = default;

    /// Moves the time forward. Throws argument_error if `by` is negative or NaN, or if the sum exceeds 2^63 - 1 ns (292
    /// years).
    template <class Rep, class Period> void advance(const std::chrono::duration<Rep, Period>& by) {
        std::chrono::duration<long double, std::nano> const length = by;
        auto before = time_->load(std::memory_order_relaxed);
        do {
            if (!(length.count() >= 0) || length.count() >= 0x1p63L - static_cast<long double>(before))
                throw argument_error("manual_clock: cannot advance by ", static_cast<double>(length.count() / 1e9L),
                                     " s, expected 0 or more and a sum of at most 9.2e9 s");
        } while (!time_->compare_exchange_weak(before, before + static_cast<rep>(length.count()),
                                               std::memory_order_relaxed));
    }
    /// Returns the sum of all calls of advance(), for this clock and its copies.
    [[nodiscard]] time_point now() const noexcept {
        return time_point{duration{time_->load(std::memory_order_relaxed)}};
    }

private:
    std::shared_ptr<std::atomic<rep>> time_;
};

}   // namespace symphonic
#endif
