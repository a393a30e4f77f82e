// SPDX-License-Identifier: MIT
// What becomes of a bin when it is stored: the complex number itself, its power, its magnitude.
#ifndef SYMPHONIC_FFT_DETAIL_BIN_STORE_HPP
#define SYMPHONIC_FFT_DETAIL_BIN_STORE_HPP

#include <symphonic/simd/detail/math.hpp>
#include <symphonic/simd/detail/shuffle.hpp>

namespace symphonic::detail {

// Numbers of bin k go to out + per_bin * k. write_backwards stores the last lane first.
struct to_complex {
    static constexpr std::size_t per_bin = 2;
    template <class T, std::size_t N>
    SYMPHONIC_KERNEL static constexpr void write(T* to, const complex_lanes<vector_t<T, N>>& x) noexcept {
        store_complex<T, N>(to, x);
    }
    template <class T, std::size_t N>
    SYMPHONIC_KERNEL static constexpr void write_backwards(T* to, complex_lanes<vector_t<T, N>>& x) noexcept {
        reverse<T, N>(x.re);
        reverse<T, N>(x.im);
        store_complex<T, N>(to, x);
    }
};
/// |X|^2, and its root. Both products are rounded before they are added, so that the bits are those of the plain formula.
template <bool Root> struct to_number {
    static constexpr std::size_t per_bin = 1;
    template <class T, std::size_t N>
    SYMPHONIC_KERNEL static constexpr void write(T* to, const complex_lanes<vector_t<T, N>>& x) noexcept {
        vector_t<T, N> number;
        take<T, N>(number, x);
        store(to, number);
    }
    template <class T, std::size_t N>
    SYMPHONIC_KERNEL static constexpr void write_backwards(T* to, complex_lanes<vector_t<T, N>>& x) noexcept {
        vector_t<T, N> number;
        take<T, N>(number, x);
        reverse<T, N>(number);
        store(to, number);
    }

private:
    template <class T, std::size_t N>
    SYMPHONIC_KERNEL static constexpr void take(vector_t<T, N>& number,
                                                const complex_lanes<vector_t<T, N>>& x) noexcept {
        rounded_product(number, x.re, x.re);
        add_product(number, x.im, x.im);
        if constexpr (Root) square_root<T, N>(number);
    }
};
using to_power = to_number<false>;
using to_magnitude = to_number<true>;

}   // namespace symphonic::detail
#endif
