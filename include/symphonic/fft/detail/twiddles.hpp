// SPDX-License-Identifier: MIT
// Roots of unity.
#ifndef SYMPHONIC_FFT_DETAIL_TWIDDLES_HPP
#define SYMPHONIC_FFT_DETAIL_TWIDDLES_HPP

#include <cmath>
#include <complex>
#include <cstddef>
#include <utility>
#include <vector>

namespace symphonic::detail {

/// exp(-2 pi j k / n), 0 <= k < n. The angle is brought into the first octant in integers, so that the error is that of
/// rounding to T alone.
template <class T> [[nodiscard]] std::complex<T> root_of_unity(std::size_t k, std::size_t n) {
    constexpr long double pi = 3.141592653589793238462643383279502884L;
    bool const lower = 2 * k > n;   // below the axis of the reals: conjugate
    if (lower) k = n - k;
    bool const left = 4 * k > n;                           // beyond a quarter: mirrored at the imaginary axis
    std::size_t quarters = left ? 2 * n - 4 * k : 4 * k;   // angle * 4 n / 2 pi, now 0 .. n
    bool const steep = 2 * quarters > n;                   // beyond an eighth: sine and cosine change places
    if (steep) quarters = n - quarters;
    auto const angle = pi * static_cast<long double>(quarters) / (2 * static_cast<long double>(n));
    auto c = static_cast<T>(std::cos(angle)), s = static_cast<T>(std::sin(angle));
    if (steep) std::swap(c, s);
    return {left ? -c : c, lower ? s : -s};
}

/// All n of them.
template <class T> [[nodiscard]] std::vector<std::complex<T>> roots_of_unity(std::size_t n) {
    std::vector<std::complex<T>> roots(n);
    for (std::size_t k = 0; k < n; ++k) roots[k] = root_of_unity<T>(k, n);
    return roots;
}

}   // namespace symphonic::detail
#endif
