// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_KERNELS_ZERO_CROSSINGS_HPP
#define SYMPHONIC_KERNELS_ZERO_CROSSINGS_HPP

#include <symphonic/core/block.hpp>
#include <symphonic/kernels/detail/zero_crossings_kernel.hpp>
#include <symphonic/kernels/sample.hpp>

namespace symphonic {

/// Returns how often a signal changes its sign: the number of i > 0 where x[i] < 0 differs from x[i - 1] < 0.
///
/// 0, -0.0 and NaN count as not negative. librosa.zero_crossings(pad=False) uses the sign bit of -0.0 and NaN instead.
/// - Empty signal: 0.
/// - Cost: one pass at the speed of memory; does not allocate.
template <sample_range R> [[nodiscard, gnu::always_inline]] constexpr std::size_t zero_crossings(const R& x) noexcept {
    return detail::on_samples<detail::zero_crossings_kernel>(x);
}

/// Returns the sum of the zero crossings of all channels of a block.
template <class T> [[nodiscard]] constexpr std::size_t zero_crossings(block<T> x) noexcept {
    if (x.channels() == 1) return symphonic::zero_crossings(x.samples());
    auto const channels = static_cast<std::size_t>(x.channels());
    std::size_t crossings = 0;
    for (std::size_t i = channels; i < x.frames() * channels; ++i)
        crossings += (x.samples()[i] < 0) != (x.samples()[i - channels] < 0);
    return crossings;
}

}   // namespace symphonic
#endif
