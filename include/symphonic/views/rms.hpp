// SPDX-License-Identifier: MIT
// rms: the root of the mean square of each frame or chunk.
//   in        frames: rows of samples, or chunks of one channel. A source's blocks are no unit: put chunks(n) or frames
//             before
//   out       magnitude: a double, what the kernel rms gives on that frame, bit for bit
//   tail      none
//   lifetime  a value
//   errors    format_error: more than one channel
//   cost      that of the kernel
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
inline constexpr detail::measure<detail::rms_kernel, domain::magnitude> rms{};
}
}   // namespace symphonic
#endif
