// SPDX-License-Identifier: MIT
// peak: the largest magnitude in each frame or chunk.
//   in        frames: rows of samples, or chunks of one channel. A source's blocks are no unit: put chunks(n) or frames
//             before
//   out       magnitude: a double, what the kernel peak gives on that frame
//   tail      none
//   lifetime  a value
//   errors    format_error: more than one channel
//   cost      that of the kernel
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
inline constexpr detail::measure<detail::peak_kernel, domain::magnitude> peak{};
}
}   // namespace symphonic
#endif
