// SPDX-License-Identifier: MIT
// time_to_live: how long an entry of a cache is good for.
#ifndef SYMPHONIC_CACHE_TIME_TO_LIVE_HPP
#define SYMPHONIC_CACHE_TIME_TO_LIVE_HPP

#include <symphonic/core/duration.hpp>
#include <symphonic/core/errors.hpp>

namespace symphonic {

/// Made of any duration of std::chrono. By default for ever, as is what 64 bits of nanoseconds cannot count (292 years).
class time_to_live {
public:
    constexpr time_to_live() noexcept = default;
    /// Throws argument_error for a duration of 0 or less, or NaN.
    constexpr time_to_live(const detail::duration auto& d) : nanoseconds_(detail::whole_nanoseconds(d)) {
        if (nanoseconds_ == 0)
            throw argument_error("a time to live of ", static_cast<double>(detail::nanoseconds_in(d) / 1e9L),
                                 " s, expected more than 0");
    }

    [[nodiscard]] constexpr bool for_ever() const noexcept { return nanoseconds_ == INT64_MAX; }
    /// When what is made at `now` is expired, in nanoseconds; INT64_MAX: never.
    [[nodiscard]] constexpr std::int64_t expiry(std::int64_t now) const noexcept {
        std::int64_t then = 0;
        return for_ever() || __builtin_add_overflow(now, nanoseconds_, &then) ? INT64_MAX : then;
    }

private:
    std::int64_t nanoseconds_ = INT64_MAX;
};

}   // namespace symphonic
#endif
