// SPDX-License-Identifier: MIT
// bin_power, bin_magnitude: |X|^2 and |X| of each bin, by the one formula that fused and plain stages share, so that
// their bits agree.
#ifndef SYMPHONIC_FFT_BIN_POWER_HPP
#define SYMPHONIC_FFT_BIN_POWER_HPP

#include <cmath>
#include <complex>
#include <cstddef>
#include <span>

namespace symphonic::detail {

/// out holds as many numbers as there are bins.
template <class T> void bin_power(std::span<std::complex<T> const> bins, std::span<T> out) noexcept {
    for (std::size_t k = 0; k < out.size(); ++k)
        out[k] = bins[k].real() * bins[k].real() + bins[k].imag() * bins[k].imag();
}

/// The root of that power: a magnitude below 1e-19 or beyond 1e19 in float, 1e-154 or 1e154 in double, loses digits.
template <class T> void bin_magnitude(std::span<std::complex<T> const> bins, std::span<T> out) noexcept {
    bin_power<T>(bins, out);
    for (T& x : out) x = std::sqrt(x);
}

}   // namespace symphonic::detail
#endif
