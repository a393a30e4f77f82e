// SPDX-License-Identifier: MIT
// clock_nanoseconds: what a clock of the system says, for a fifth of what <chrono> costs to include.
#ifndef SYMPHONIC_CORE_CLOCK_NANOSECONDS_HPP
#define SYMPHONIC_CORE_CLOCK_NANOSECONDS_HPP

#include <cstdint>

#include <time.h>

namespace symphonic::detail {

[[nodiscard]] inline std::int64_t clock_nanoseconds(clockid_t clock) noexcept {
    timespec now{};
    ::clock_gettime(clock, &now);
    return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

}   // namespace symphonic::detail
#endif
