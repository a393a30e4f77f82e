// SPDX-License-Identifier: MIT
// whole_rate: a sample rate as files hold it.
#ifndef SYMPHONIC_IO_DETAIL_WHOLE_RATE_HPP
#define SYMPHONIC_IO_DETAIL_WHOLE_RATE_HPP

namespace symphonic::detail {

/// 0 for what is no whole number from 1 to 2^31 - 1.
[[nodiscard]] constexpr int whole_rate(double rate) noexcept {
    if (!(rate >= 1 && rate <= 2147483647.0)) return 0;
    auto const whole = static_cast<int>(rate);
    return rate - whole > 0 ? 0 : whole;
}

}   // namespace symphonic::detail
#endif
