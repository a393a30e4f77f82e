// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_KERNELS_DOT_HPP
#define SYMPHONIC_KERNELS_DOT_HPP

#include <symphonic/kernels/detail/dot_kernel.hpp>
#include <symphonic/kernels/detail/require_equal_sizes.hpp>
#include <symphonic/kernels/sample.hpp>

namespace symphonic {

/// Returns the dot product of two signals, their correlation at lag 0: the sum of x[i] * y[i]. The sample types may
/// differ. dot(x, x) has the bits of energy(x).
/// - Accuracy and cost: as energy().
/// - Empty signals: 0.
/// - Not finite: a NaN gives NaN, and so does 0 times infinity.
/// - Throws argument_error if the sizes differ.
template <sample_range X, sample_range Y>
[[nodiscard, gnu::always_inline]] constexpr double dot(const X& x, const Y& y) {
    detail::require_equal_sizes("dot", x, y);
    return detail::on_samples<detail::dot_kernel>(x, detail::data_of(y));
}

}   // namespace symphonic
#endif
