// SPDX-License-Identifier: MIT
// What the passes of a transform have in common. A pass reads all points once and writes them once.
//
// Real and imaginary parts lie in two arrays. A vector holds the same point of neighbouring columns, whose twiddle
// factors are equal. The last vector of a loop ends at the last element, so it may overlap the one before: these
// elements are computed twice, to the same bits. So a pass cannot work in place, and needs at least one whole vector.
#ifndef SYMPHONIC_FFT_DETAIL_PASS_HPP
#define SYMPHONIC_FFT_DETAIL_PASS_HPP

#include <symphonic/simd/detail/vector.hpp>

namespace symphonic::detail {

/// Arguments of a pass. Column passes: R = radix, s = stride and m = groups in the formula of column_pass.hpp.
/// Transposing passes: a matrix of radix rows and stride columns.
template <class T> struct pass_shape {
    std::size_t radix = 0, stride = 0, groups = 0;
    T const* twiddles = nullptr;
};

}   // namespace symphonic::detail
#endif
