// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_KERNELS_SIGNAL_RANGE_HPP
#define SYMPHONIC_KERNELS_SIGNAL_RANGE_HPP

namespace symphonic {

/// The smallest and the largest sample of a signal; the result of minmax().
struct signal_range {
    double min = 0;   ///< in units of the samples
    double max = 0;   ///< in units of the samples
    friend constexpr bool operator==(signal_range, signal_range) noexcept = default;
};

}   // namespace symphonic
#endif
