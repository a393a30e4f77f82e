// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CACHE_CACHE_CLOCK_HPP
#define SYMPHONIC_CACHE_CACHE_CLOCK_HPP

#include <chrono>
#include <concepts>
#include <functional>
#include <utility>

#include <symphonic/cache/coarse_clock.hpp>

namespace symphonic {

class cache_clock;

/// A type with a member now(), static or not, that returns a std::chrono::time_point: every std::chrono clock,
/// coarse_clock and manual_clock.
template <class C>
concept readable_clock = !std::same_as<C, cache_clock> && std::copy_constructible<C> && requires(const C& clock) {
    std::chrono::duration_cast<std::chrono::nanoseconds>(clock.now().time_since_epoch());
};

/// The clock of a cache: holds a clock of any type. Copies hold copies of it.
class cache_clock {
public:
    using duration = std::chrono::nanoseconds;                 ///< type of the time since the epoch
    using rep = duration::rep;                                 ///< arithmetic type of duration
    using period = duration::period;                           ///< unit of duration
    using time_point = std::chrono::time_point<cache_clock>;   ///< type of a reading

    /// Holds a coarse_clock.
    cache_clock() noexcept = default;
    /// Holds a copy of `clock`: a manual_clock, std::chrono::steady_clock{}, or a class of yours. Its now() is called
    /// by every thread that uses the cache.
    template <readable_clock Clock>
    cache_clock(Clock clock)
        : now_([clock = std::move(clock)] {
              return time_point{std::chrono::duration_cast<duration>(clock.now().time_since_epoch())};
          }) {}

    /// Returns the current time, in nanoseconds since the epoch of the clock that this object holds.
    [[nodiscard]] time_point now() const { return now_ ? now_() : time_point{coarse_clock::now().time_since_epoch()}; }

private:
    std::function<time_point()> now_{};   // empty: coarse_clock, without an indirect call
};

}   // namespace symphonic
#endif
