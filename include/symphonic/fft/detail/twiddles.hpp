// SPDX-License-Identifier: MIT
// Twiddle factors, rounded correctly to float or double.
#ifndef SYMPHONIC_FFT_DETAIL_TWIDDLES_HPP
#define SYMPHONIC_FFT_DETAIL_TWIDDLES_HPP

#include <cmath>
#include <complex>
#include <cstddef>
#include <utility>
#include <vector>

namespace symphonic::detail {

/// Returns exp(-2 pi j k / n), 0 <= k < n. Integer arithmetic reduces the angle to the first octant, so that the only
/// error is the rounding to T.
template <class T> [[nodiscard]] std::complex<T> twiddle_factor(std::size_t k, std::size_t n) {
    constexpr long double pi = 3.141592653589793238462643383279502884L;
    bool const lower_half = 2 * k > n;   // the conjugate of factor n - k
    if (lower_half) k = n - k;
    bool const second_quadrant = 4 * k > n;                        // the mirror image of factor n/2 - k
    std::size_t angle = second_quadrant ? 2 * n - 4 * k : 4 * k;   // n is a quarter of a turn
    bool const second_octant = 2 * angle > n;                      // sine and cosine of the complement
    if (second_octant) angle = n - angle;
    auto const radians = pi * static_cast<long double>(angle) / (2 * static_cast<long double>(n));
    auto c = static_cast<T>(std::cos(radians)), s = static_cast<T>(std::sin(radians));
    if (second_octant) std::swap(c, s);
    return {second_quadrant ? -c : c, lower_half ? s : -s};
}

/// Returns exp(-2 pi j k / n) for k = 0, 1 ... n - 1.
template <class T> [[nodiscard]] std::vector<std::complex<T>> twiddle_factors(std::size_t n) {
    std::vector<std::complex<T>> factors(n);
    for (std::size_t k = 0; k < n; ++k) factors[k] = twiddle_factor<T>(k, n);
    return factors;
}

}   // namespace symphonic::detail
#endif
