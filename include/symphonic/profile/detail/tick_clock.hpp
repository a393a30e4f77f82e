// SPDX-License-Identifier: MIT
// tick_clock: what scopes read, a few nanoseconds a reading.
#ifndef SYMPHONIC_PROFILE_DETAIL_TICK_CLOCK_HPP
#define SYMPHONIC_PROFILE_DETAIL_TICK_CLOCK_HPP

#ifdef __x86_64__
#include <cpuid.h>
#endif

#include <symphonic/core/clock_nanoseconds.hpp>

namespace symphonic::detail {

/// What std::chrono::steady_clock reads on the systems that are supported.
[[nodiscard]] inline std::uint64_t steady_nanoseconds() noexcept {
    return static_cast<std::uint64_t>(clock_nanoseconds(CLOCK_MONOTONIC));
}

/// Whether the processor's own counter runs at one rate, whatever the processor's frequency, and does not stop.
[[nodiscard]] inline bool has_steady_counter() noexcept {
#ifdef __x86_64__
    unsigned a = 0, b = 0, c = 0, d = 0;
    return __get_cpuid(0x80000007, &a, &b, &c, &d) != 0 && (d >> 8 & 1) != 0;
#else
    return false;
#endif
}

/// Counts ticks: of the time stamp counter of x86-64, whose rate is found by looking at the steady clock twice, at least
/// 10 ms apart (the relative error is some 1e-5 then, and less later); else nanoseconds of the steady clock, or of the
/// function that is given.
class tick_clock {
public:
    using function = std::uint64_t (*)();

    explicit tick_clock(function nanoseconds) noexcept
        : nanoseconds_(nanoseconds != nullptr || has_steady_counter() ? nanoseconds : &steady_nanoseconds),
          start_(look()) {}

    [[nodiscard]] std::uint64_t now() const noexcept {
#ifdef __x86_64__
        if (nanoseconds_ == nullptr) return __builtin_ia32_rdtsc();
#endif
        return nanoseconds_();
    }
    /// When the clock was made.
    [[nodiscard]] std::uint64_t start() const noexcept { return start_.ticks; }

    /// Waits until the clock is 10 ms old.
    [[nodiscard]] double seconds_per_tick() const noexcept {
        if (nanoseconds_ != nullptr) return 1e-9;
        constexpr std::uint64_t enough = 10'000'000;
        auto const old = steady_nanoseconds() - start_.nanoseconds;
        if (old < enough) {
            timespec const rest{0, static_cast<long>(enough - old)};
            ::nanosleep(&rest, nullptr);
        }
        auto const then = look();
        return static_cast<double>(then.nanoseconds - start_.nanoseconds) /
               static_cast<double>(then.ticks - start_.ticks) * 1e-9;
    }

private:
    struct instant {
        std::uint64_t ticks, nanoseconds;
    };
    /// The two at one moment: the closest of some readings, for the thread may be held up between them.
    [[nodiscard]] instant look() const noexcept {
        instant closest{};
        auto apart = ~std::uint64_t{0};
        for (int i = 0; i < 8; ++i) {
            auto const before = now();
            auto const nanoseconds = nanoseconds_ == nullptr ? steady_nanoseconds() : before;
            auto const width = nanoseconds_ == nullptr ? now() - before : 0;
            if (width >= apart) continue;
            apart = width;
            closest = {before + width / 2, nanoseconds};
            if (width == 0) break;
        }
        return closest;
    }

    function nanoseconds_;   // null: the time stamp counter
    instant start_;
};

}   // namespace symphonic::detail
#endif
