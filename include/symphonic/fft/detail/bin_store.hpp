// SPDX-License-Identifier: MIT
// How a transform stores its bins: as complex numbers, powers or magnitudes.
#ifndef SYMPHONIC_FFT_DETAIL_BIN_STORE_HPP
#define SYMPHONIC_FFT_DETAIL_BIN_STORE_HPP

#include <symphonic/simd/detail/complex.hpp>
#include <symphonic/simd/detail/math.hpp>

namespace symphonic::detail {

// A bin store has per_bin, the numbers stored for each bin, write(to, x), which stores N bins, and write_reversed(to,
// x), which stores them in reverse order and may change x.

/// Stores X.
struct to_complex {
    static constexpr std::size_t per_bin = 2;
    template <class T, std::size_t N>
    SYMPHONIC_KERNEL static constexpr void write(T* to, const complex_lanes<vector_t<T, N>>& x) noexcept {
        store_complex<T, N>(to, x);
    }
    template <class T, std::size_t N>
    SYMPHONIC_KERNEL static constexpr void write_reversed(T* to, complex_lanes<vector_t<T, N>>& x) noexcept {
        reverse<T, N>(x.re);
        reverse<T, N>(x.im);
        store_complex<T, N>(to, x);
    }
};
/// Stores |X|^2, or |X| if TakeRoot. Both products are rounded before they are added, so the bits equal those of
/// re * re + im * im without fused operations.
template <bool TakeRoot> struct to_absolute_value {
    static constexpr std::size_t per_bin = 1;
    template <class T, std::size_t N>
    SYMPHONIC_KERNEL static constexpr void write(T* to, const complex_lanes<vector_t<T, N>>& x) noexcept {
        vector_t<T, N> value;
        compute<T, N>(value, x);
        store(to, value);
    }
    template <class T, std::size_t N>
    SYMPHONIC_KERNEL static constexpr void write_reversed(T* to, complex_lanes<vector_t<T, N>>& x) noexcept {
        vector_t<T, N> value;
        compute<T, N>(value, x);
        reverse<T, N>(value);
        store(to, value);
    }

private:
    template <class T, std::size_t N>
    SYMPHONIC_KERNEL static constexpr void compute(vector_t<T, N>& value,
                                                   const complex_lanes<vector_t<T, N>>& x) noexcept {
        rounded_product(value, x.re, x.re);
        add_product(value, x.im, x.im);
        if constexpr (TakeRoot) square_root<T, N>(value);
    }
};
using to_power = to_absolute_value<false>;
using to_magnitude = to_absolute_value<true>;

}   // namespace symphonic::detail
#endif
