// SPDX-License-Identifier: MIT
// energy: the sum of the squares of each frame or chunk.
//   in        frames: rows of samples, or chunks of one channel. A source's blocks are no unit: put chunks(n) or frames
//             before
//   out       power: a double, what the kernel energy gives on that frame, bit for bit
//   tail      none
//   lifetime  a value
//   errors    format_error: more than one channel
//   cost      that of the kernel
#ifndef SYMPHONIC_VIEWS_ENERGY_HPP
#define SYMPHONIC_VIEWS_ENERGY_HPP

#include <symphonic/kernels/energy.hpp>
#include <symphonic/views/detail/frame_reducer.hpp>

namespace symphonic {
namespace detail {

struct energy_kernel {
    static constexpr char const* name = "energy";
    template <class T> [[nodiscard]] double operator()(std::span<const T> x) const noexcept {
        return symphonic::energy(x);
    }
};

}   // namespace detail
namespace views {
inline constexpr detail::measure<detail::energy_kernel, domain::power> energy{};
}
}   // namespace symphonic
#endif
