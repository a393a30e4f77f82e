// SPDX-License-Identifier: MIT
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

/// Computes the sum of squares of each frame or chunk.
/// - Input: frames, or chunks of one channel. Blocks of a source, of any length, do not compile: put chunks(n) or
///   frames(size, hop) before.
/// - Output: one double in domain power, bit-identical to symphonic::energy of the frame; 0 for an empty one.
/// - Tail: none.
/// - Lifetime: a value.
/// - Errors: format_error if there is more than one channel.
/// - Cost: that of the kernel energy.
inline constexpr detail::frame_reducer<detail::energy_kernel, domain::power> energy{};

}   // namespace views
}   // namespace symphonic
#endif
