// SPDX-License-Identifier: MIT
// bin_power, bin_magnitude: |X|^2 and |X| of each bin, by the formula that fused and plain stages share, so that their bits
// agree.
#ifndef SYMPHONIC_FFT_DETAIL_BIN_POWER_HPP
#define SYMPHONIC_FFT_DETAIL_BIN_POWER_HPP

#include <complex>
#include <span>

#include <symphonic/fft/detail/bin_store.hpp>
#include <symphonic/simd/detail/dispatch.hpp>

namespace symphonic::detail {

template <class Output> struct of_bins {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr void run(T const* bins, std::size_t n, T* out) noexcept {
        for_each_vector<Target, T>(n, [&](auto step, std::size_t k) SYMPHONIC_KERNEL {
            complex_lanes<vector_t<T, step>> x;
            load_complex<T, step>(x, bins + 2 * k);
            Output::template write<T, step>(out + k, x);
        });
    }
};

/// out holds as many numbers as there are bins.
template <class T> void bin_power(std::span<std::complex<T> const> bins, std::span<T> out) noexcept {
    on_best<of_bins<to_power>>(reinterpret_cast<T const*>(bins.data()), out.size(), out.data());
}
template <class T> void bin_magnitude(std::span<std::complex<T> const> bins, std::span<T> out) noexcept {
    on_best<of_bins<to_magnitude>>(reinterpret_cast<T const*>(bins.data()), out.size(), out.data());
}

}   // namespace symphonic::detail
#endif
