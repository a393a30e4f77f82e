// SPDX-License-Identifier: MIT
// bin_power: |X|^2 of each bin, by the one formula that fused and plain stages share, so that their bits agree.
#ifndef SYMPHONIC_FFT_BIN_POWER_HPP
#define SYMPHONIC_FFT_BIN_POWER_HPP

#include <complex>
#include <cstddef>
#include <span>

namespace symphonic::detail {

/// out holds as many numbers as there are bins.
template <class T> void bin_power(std::span<std::complex<T> const> bins, std::span<T> out) noexcept {
    for (std::size_t k = 0; k < out.size(); ++k)
        out[k] = bins[k].real() * bins[k].real() + bins[k].imag() * bins[k].imag();
}

}   // namespace symphonic::detail
#endif
