// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CACHE_COARSE_CLOCK_HPP
#define SYMPHONIC_CACHE_COARSE_CLOCK_HPP

#include <chrono>

#include <time.h>

namespace symphonic {

/// A steady clock that is cheap to read and has a resolution of 1 to 4 ms: Linux's CLOCK_MONOTONIC_COARSE. It meets the
/// requirements of a std::chrono clock. Caches use it by default, because std::chrono::steady_clock::now() costs as
/// much as a cache hit (`benchmarks/cache.cpp` compares them). On systems without a coarse clock it reads
/// std::chrono::steady_clock.
class coarse_clock {
public:
    using duration = std::chrono::nanoseconds;                  ///< type of the time since the epoch
    using rep = duration::rep;                                  ///< arithmetic type of duration
    using period = duration::period;                            ///< unit of duration
    using time_point = std::chrono::time_point<coarse_clock>;   ///< type of a reading
    static constexpr bool is_steady = true;                     ///< the clock never goes back

    /// Returns the current time. Any thread may call it. Costs about 5 ns.
    [[nodiscard]] static time_point now() noexcept {
#ifdef CLOCK_MONOTONIC_COARSE
        timespec time{};
        ::clock_gettime(CLOCK_MONOTONIC_COARSE, &time);
        return time_point{std::chrono::seconds{time.tv_sec} + std::chrono::nanoseconds{time.tv_nsec}};
#else
        return time_point{std::chrono::steady_clock::now().time_since_epoch()};
#endif
    }
};

}   // namespace symphonic
#endif
