// SPDX-License-Identifier: MIT
// Durations of std::chrono as parameters, without <chrono>, which is dear to include.
#ifndef SYMPHONIC_CORE_DURATION_HPP
#define SYMPHONIC_CORE_DURATION_HPP

#include <cstdint>

namespace symphonic::detail {

template <class D> concept duration = requires(const D& d) {
    static_cast<long double>(d.count());
    D::period::num;
    D::period::den;
};

template <duration D> [[nodiscard]] constexpr long double nanoseconds_in(const D& d) noexcept {
    return static_cast<long double>(d.count()) * (1e9L * D::period::num / D::period::den);
}
/// Rounded up; 0 for what is not above 0, or NaN, and INT64_MAX for what is beyond (292 years): for ever.
template <duration D> [[nodiscard]] constexpr std::int64_t whole_nanoseconds(const D& d) noexcept {
    auto const n = nanoseconds_in(d);
    if (!(n > 0)) return 0;
    if (n >= 0x1p63L) return INT64_MAX;
    auto const below = static_cast<std::int64_t>(n);
    return below + (static_cast<long double>(below) < n && below < INT64_MAX);
}

}   // namespace symphonic::detail
#endif
