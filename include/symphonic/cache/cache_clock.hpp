// SPDX-License-Identifier: MIT
// cache_clock: what tells a cache the time; manual_clock: one that tests move.
#ifndef SYMPHONIC_CACHE_CACHE_CLOCK_HPP
#define SYMPHONIC_CACHE_CACHE_CLOCK_HPP

#include <atomic>
#include <concepts>
#include <memory>

#include <symphonic/cache/time_to_live.hpp>
#include <symphonic/core/clock_nanoseconds.hpp>

namespace symphonic {

/// Stands still until it is told to go on. Copies are the same clock. Any thread may read and advance it.
class manual_clock {
public:
    manual_clock(const manual_clock&) = default;   // and what is moved from is a clock still
    manual_clock& operator=(const manual_clock&) = default;
    ~manual_clock() = default;
    manual_clock() : now_(std::make_shared<std::atomic<std::int64_t>>(0)) {}
    /// By any duration of std::chrono; argument_error for one below 0, for time does not run back, and beyond 9.2e9 s in all.
    void advance(const detail::duration auto& by) {
        auto const length = detail::nanoseconds_in(by);
        auto before = now();
        do {
            if (!(length >= 0) || length >= 0x1p63L - static_cast<long double>(before))
                throw argument_error("a clock is advanced by ", static_cast<double>(length / 1e9L),
                                     " s, expected 0 to 9.2e9 in all");
        } while (!now_->compare_exchange_weak(before, before + static_cast<std::int64_t>(length),
                                              std::memory_order_relaxed));
    }
    /// In nanoseconds since the clock was made.
    [[nodiscard]] std::int64_t now() const noexcept { return now_->load(std::memory_order_relaxed); }

private:
    friend class cache_clock;
    std::shared_ptr<std::atomic<std::int64_t>> now_;
};

/// By default the system's coarse steady clock: a reading costs some 5 ns, and it moves every 1 to 4 ms, which is how exact a
/// time to live is.
class cache_clock {
public:
    /// Nanoseconds since some moment; any thread may call it.
    using function = std::int64_t (*)();

    cache_clock() noexcept = default;
    cache_clock(const manual_clock& clock) noexcept : manual_(clock.now_) {}
    /// A lambda without captures is one, too.
    template <std::convertible_to<function> F> cache_clock(F nanoseconds) noexcept : function_(nanoseconds) {}

    [[nodiscard]] std::int64_t now() const { return manual_ ? manual_->load(std::memory_order_relaxed) : function_(); }

private:
    [[nodiscard]] static std::int64_t coarse() {
#ifdef CLOCK_MONOTONIC_COARSE
        constexpr auto clock = CLOCK_MONOTONIC_COARSE;
#else
        constexpr auto clock = CLOCK_MONOTONIC;
#endif
        return detail::clock_nanoseconds(clock);
    }

    std::shared_ptr<std::atomic<std::int64_t>> manual_{};
    function function_ = &coarse;
};

}   // namespace symphonic
#endif
