// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CACHE_TIME_TO_LIVE_HPP
#define SYMPHONIC_CACHE_TIME_TO_LIVE_HPP

#include <chrono>

#include <symphonic/core/errors.hpp>

namespace symphonic {

/// The age at which a cache entry expires: any std::chrono duration above 0, or unlimited. Converts from every duration
/// type, std::chrono::hours::max() and floating-point durations included, where std::chrono::nanoseconds would
/// overflow.
class time_to_live {
public:
    /// Unlimited: the entry never expires.
    constexpr time_to_live() noexcept = default;
    /// Rounds up to nanoseconds. Unlimited if `length` is 2^63 - 1 ns (292 years) or more. Throws argument_error if it
    /// is 0, negative or NaN.
    template <class Rep, class Period>
    constexpr time_to_live(const std::chrono::duration<Rep, Period>& length) : length_(rounded_up(length)) {}

    /// Returns true if entries never expire.
    [[nodiscard]] constexpr bool for_ever() const noexcept { return length_ == std::chrono::nanoseconds::max(); }
    /// Returns the time at which an entry stored at `now` expires; time_point::max() if it never does.
    template <class Clock>
    [[nodiscard]] constexpr auto expiry(std::chrono::time_point<Clock, std::chrono::nanoseconds> now) const noexcept {
        using time_point = std::chrono::time_point<Clock, std::chrono::nanoseconds>;
        bool const overflows = now > time_point{} && length_ > time_point::max() - now;
        return for_ever() || overflows ? time_point::max() : now + length_;
    }

private:
    [[nodiscard]] static constexpr std::chrono::nanoseconds
    rounded_up(std::chrono::duration<long double, std::nano> length) {
        if (!(length.count() > 0))
            throw argument_error("a time to live of ", static_cast<double>(length.count() / 1e9L),
                                 " s, expected more than 0");
        constexpr auto longest = std::chrono::nanoseconds::max();
        if (length.count() >= static_cast<long double>(longest.count())) return longest;
        return std::chrono::ceil<std::chrono::nanoseconds>(length);
    }

    std::chrono::nanoseconds length_ = std::chrono::nanoseconds::max();
};

}   // namespace symphonic
#endif
