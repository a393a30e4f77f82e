// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_KERNELS_DOT_HPP
#define SYMPHONIC_KERNELS_DOT_HPP

#include <symphonic/kernels/detail/dot_kernel.hpp>
#include <symphonic/kernels/detail/require_equal_sizes.hpp>
#include <symphonic/kernels/sample.hpp>

namespace symphonic {

/// Returns the dot product of two signals, their correlation at lag 0: the sum of x[i] * y[i]. The types of the samples may
/// differ. Accuracy and cost as of energy(); dot(x, x) has the bits of energy(x).
/// Empty signals give 0. A NaN gives NaN, as 0 times infinity does.
/// Throws argument_error if the sizes differ. Does not allocate.
template <sample_range X, sample_range Y>
[[nodiscard, gnu::always_inline]] constexpr double dot(const X& x, const Y& y) {
    detail::require_equal_sizes("dot", x, y);
    return detail::on_samples<detail::dot_kernel>(x, detail::data_of(y));
}

}   // namespace symphonic
#endif
