// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CACHE_DETAIL_EXPIRY_CLOCK_HPP
#define SYMPHONIC_CACHE_DETAIL_EXPIRY_CLOCK_HPP

#include <atomic>
#include <optional>
#include <utility>

#include <symphonic/cache/cache_clock.hpp>
#include <symphonic/cache/time_to_live.hpp>

namespace symphonic::detail {

/// The clock and the default time to live of a cache. Reads the clock only once an entry has a time to live, so a cache
/// without one saves that time. A template, so that only programs with a cache compile it.
template <class = void> class expiry_clock {
public:
    using time_point = cache_clock::time_point;

    expiry_clock(cache_clock clock, time_to_live default_ttl)
        : clock_(std::move(clock)), default_ttl_(default_ttl), in_use_(!default_ttl.for_ever()) {}
    expiry_clock(expiry_clock&& other) noexcept
        : clock_(std::move(other.clock_)), default_ttl_(other.default_ttl_),
          in_use_(other.in_use_.load(std::memory_order_relaxed)) {}
    expiry_clock& operator=(expiry_clock&& other) noexcept {
        clock_ = std::move(other.clock_);
        default_ttl_ = other.default_ttl_;
        in_use_.store(other.in_use_.load(std::memory_order_relaxed), std::memory_order_relaxed);
        return *this;
    }
    ~expiry_clock() = default;

    /// Returns the current time; time_point::min() if no entry can have expired.
    [[nodiscard]] time_point now() const {
        return in_use_.load(std::memory_order_relaxed) ? read() : time_point::min();
    }
    /// Returns the time at which an entry stored now expires: after `ttl`, or else the default.
    [[nodiscard]] time_point expiry(std::optional<time_to_live> ttl) {
        auto const length = ttl.value_or(default_ttl_);
        if (length.for_ever()) return time_point::max();
        in_use_.store(true, std::memory_order_relaxed);
        return length.expiry(read());
    }

private:
    /// time_point::max() is the expiry of entries that never expire: a clock that returns it is taken as 1 ns earlier.
    [[nodiscard]] time_point read() const {
        auto const time = clock_.now();
        return time == time_point::max() ? time - cache_clock::duration{1} : time;
    }

    cache_clock clock_;
    time_to_live default_ttl_;
    std::atomic<bool> in_use_;
};

}   // namespace symphonic::detail
#endif
