// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_KERNELS_ZERO_CROSSINGS_HPP
#define SYMPHONIC_KERNELS_ZERO_CROSSINGS_HPP

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

}   // namespace symphonic
#endif
