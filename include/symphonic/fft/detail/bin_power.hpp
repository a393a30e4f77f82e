// SPDX-License-Identifier: MIT
// |X|^2 and |X| of complex bins.
#ifndef SYMPHONIC_FFT_DETAIL_BIN_POWER_HPP
#define SYMPHONIC_FFT_DETAIL_BIN_POWER_HPP

#include <complex>
#include <span>

#include <symphonic/fft/detail/bin_store.hpp>
#include <symphonic/simd/detail/dispatch.hpp>

namespace symphonic::detail {

/// Stores n bins as Store does.
template <class Store> struct store_bins_kernel {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr void run(T const* bins, std::size_t n, T* out) noexcept {
        for_each_vector<Target, T>(n, [&](auto step, std::size_t k) SYMPHONIC_KERNEL {
            complex_lanes<vector_t<T, step>> x;
            load_complex<T, step>(x, bins + 2 * k);
            Store::template write<T, step>(out + k, x);
        });
    }
};

/// out[k] = |bins[k]|^2, with the bits of a transform that stores powers. The sizes must be equal.
template <class T> void bin_power(std::span<std::complex<T> const> bins, std::span<T> out) noexcept {
    on_active<store_bins_kernel<to_power>>(reinterpret_cast<T const*>(bins.data()), out.size(), out.data());
}
/// out[k] = |bins[k]|, with the bits of a transform that stores magnitudes. The sizes must be equal.
template <class T> void bin_magnitude(std::span<std::complex<T> const> bins, std::span<T> out) noexcept {
    on_active<store_bins_kernel<to_magnitude>>(reinterpret_cast<T const*>(bins.data()), out.size(), out.data());
}

}   // namespace symphonic::detail
#endif
