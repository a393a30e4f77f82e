// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_PEAK_HPP
#define SYMPHONIC_VIEWS_PEAK_HPP

#include <symphonic/kernels/minmax.hpp>
#include <symphonic/views/detail/frame_reducer.hpp>

namespace symphonic {
namespace detail {

struct peak_kernel {
    static constexpr char const* name = "peak";
    template <class T> [[nodiscard]] double operator()(std::span<const T> x) const noexcept {
        return symphonic::peak(x);
    }
};

}   // namespace detail
namespace views {

/// Computes the largest magnitude of each frame or chunk.
/// - Input: frames, or chunks of one channel. Blocks of a source, of any length, do not compile: put chunks(n) or
///   frames(size, hop) before.
/// - Output: one double in domain magnitude, symphonic::peak of the frame; 0 for an empty one.
/// - Tail: none.
/// - Lifetime: a value.
/// - Errors: format_error if there is more than one channel.
/// - Cost: that of the kernel peak.
inline constexpr detail::frame_reducer<detail::peak_kernel, domain::magnitude> peak{};

}   // namespace views
}   // namespace symphonic
#endif
