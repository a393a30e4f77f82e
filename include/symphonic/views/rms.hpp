// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_RMS_HPP
#define SYMPHONIC_VIEWS_RMS_HPP

#include <symphonic/kernels/energy.hpp>
#include <symphonic/views/detail/frame_reducer.hpp>

namespace symphonic {
namespace detail {

struct rms_kernel {
    static constexpr char const* name = "rms";
    template <class T> [[nodiscard]] double operator()(std::span<const T> x) const noexcept {
        return symphonic::rms(x);
    }
};

}   // namespace detail
namespace views {

/// Computes the root mean square of each frame or chunk.
/// - Input: frames, or chunks of one channel. Blocks of a source, of any length, do not compile: put chunks(n) or
///   frames(size, hop) before.
/// - Output: one double in domain magnitude, bit-identical to symphonic::rms of the frame; NaN for an empty one.
/// - Tail: none.
/// - Lifetime: a value.
/// - Errors: format_error if there is more than one channel.
/// - Cost: that of the kernel rms.
inline constexpr detail::frame_reducer<detail::rms_kernel, domain::magnitude> rms{};

}   // namespace views
}   // namespace symphonic
#endif
