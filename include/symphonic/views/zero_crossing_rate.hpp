// SPDX-License-Identifier: MIT
// zero_crossing_rate: how often a sample of each frame or chunk has another sign than the one before it, as a share of its
// samples.
//   in        frames: rows of samples, or chunks of one channel. A source's blocks are no unit: put chunks(n) or frames
//             before
//   out       a double from 0 to 1, of domain none: zero_crossings(frame) / size, where a sample is negative if x < 0.
//             librosa.feature.zero_crossing_rate of the same frames, but for NaN, and for what lies between -1e-10 and 0, which
//             counts as 0 there. Of an empty row NaN
//   tail      none
//   lifetime  a value
//   errors    format_error: more than one channel
//   cost      that of the kernel zero_crossings
#ifndef SYMPHONIC_VIEWS_ZERO_CROSSING_RATE_HPP
#define SYMPHONIC_VIEWS_ZERO_CROSSING_RATE_HPP

#include <symphonic/kernels/zero_crossings.hpp>
#include <symphonic/views/detail/frame_reducer.hpp>

namespace symphonic {
namespace detail {

struct zero_crossing_rate_kernel {
    static constexpr char const* name = "zero_crossing_rate";
    template <class T> [[nodiscard]] double operator()(std::span<const T> x) const noexcept {
        return static_cast<double>(zero_crossings(x)) / static_cast<double>(x.size());
    }
};

}   // namespace detail
namespace views {
inline constexpr detail::measure<detail::zero_crossing_rate_kernel, domain::none> zero_crossing_rate{};
}
}   // namespace symphonic
#endif
