// SPDX-License-Identifier: MIT
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

/// Computes how often the sign changes in each frame or chunk, as a fraction of its samples.
/// - Input: frames, or chunks of one channel. Blocks of a source, of any length, do not compile: put chunks(n) or
///   frames(size, hop) before.
/// - Output: one double from 0 to 1 in domain none, zero_crossings(frame) / size; NaN for an empty frame. A sample is
///   negative if x < 0. Equals librosa.feature.zero_crossing_rate of the same frames, except for NaN and for samples
///   between -1e-10 and 0, which librosa counts as 0.
/// - Tail: none.
/// - Lifetime: a value.
/// - Errors: format_error if there is more than one channel.
/// - Cost: that of the kernel zero_crossings.
inline constexpr detail::frame_reducer<detail::zero_crossing_rate_kernel, domain::none> zero_crossing_rate{};

}   // namespace views
}   // namespace symphonic
#endif
