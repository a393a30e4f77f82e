// SPDX-License-Identifier: MIT
// What the passes of a transform have in common. A pass reads all points once and writes them once.
//
// Real and imaginary parts lie in two arrays. A vector holds the same point of neighbouring columns, whose twiddle
// factors are equal.
#ifndef SYMPHONIC_FFT_DETAIL_PASS_HPP
#define SYMPHONIC_FFT_DETAIL_PASS_HPP

#include <symphonic/simd/detail/vector.hpp>

namespace symphonic::detail {

/// Calls f(i, block) for vectors at i = 0, Width, ... that cover n >= Width elements. The last vector ends at n, so it
/// may overlap the one before: these elements are computed twice, to the same bits. Not for passes in place.
template <std::size_t Width, class F>
SYMPHONIC_KERNEL constexpr void for_each_overlapping_vector(std::size_t n, const F& f) noexcept {
    for (std::size_t i = 0, block = 0; i < n; i += Width, ++block) {
        if (i + Width > n) i = n - Width;
        f(i, block);
    }
}

/// Arguments of a pass. Column passes: R = radix, s = stride and m = groups in the formula of column_pass.hpp.
/// Transposing passes: a matrix of radix rows and stride columns.
template <class T> struct pass_shape {
    std::size_t radix = 0, stride = 0, groups = 0;
    T const* twiddles = nullptr;
};

}   // namespace symphonic::detail
#endif
