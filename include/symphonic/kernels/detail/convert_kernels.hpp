// SPDX-License-Identifier: MIT
// Kernels that convert arrays between integers and floating point.
#ifndef SYMPHONIC_KERNELS_DETAIL_CONVERT_KERNELS_HPP
#define SYMPHONIC_KERNELS_DETAIL_CONVERT_KERNELS_HPP

#include <concepts>
#include <limits>

#include <symphonic/simd/detail/convert.hpp>

namespace symphonic::detail {

template <class T> concept integer_sample = std::same_as<T, std::int16_t> || std::same_as<T, std::int32_t>;

/// out[i] = x[i] / 2^(b-1) for integers of b bits.
struct int_to_float_kernel {
    template <class Target, integer_sample I, class T>
    SYMPHONIC_KERNEL static constexpr void run(I const* x, std::size_t n, T* out) noexcept {
        constexpr T unit = T{1} / static_cast<T>(std::int64_t{1} << (8 * sizeof(I) - 1));
        for_each_aligned_vector<Target, T>(out, n, [&](auto step, std::size_t i) SYMPHONIC_KERNEL {
            vector_t<T, step> value;
            load_as<T, step>(value, x + i);
            value *= unit;
            store(out + i, value);
        });
    }
};

/// out[i] = x[i] * 2^(bits-1), rounded to the nearest integer and saturated. `bits` is at most the size of I.
struct float_to_int_kernel {
    template <class Target, class T, integer_sample I>
    SYMPHONIC_KERNEL static constexpr void run(T const* x, std::size_t n, I* out, int bits) noexcept {
        auto const scale = static_cast<T>(std::int64_t{1} << (bits - 1));
        for_each_aligned_vector<Target, T>(out, n, [&](auto step, std::size_t i) SYMPHONIC_KERNEL {
            vector_t<T, step> value;
            load(value, x + i);
            vector_t<std::int32_t, step> integer;
            round<T, step>(integer, value, scale);
            store_as<I, step>(out + i, integer);
        });
    }

private:
    /// Sets to = x * scale, rounded to nearest, halves to even, and saturated; NaN becomes 0.
    template <class T, std::size_t N>
    SYMPHONIC_KERNEL static constexpr void round(vector_t<std::int32_t, N>& to, const vector_t<T, N>& x,
                                                 T scale) noexcept {
        using V = vector_t<T, N>;
        // Numbers of this size have no fractional digits: adding and subtracting one rounds y in the current rounding
        // mode.
        constexpr auto integers_begin = static_cast<T>(sizeof(T) == 4 ? std::int64_t{1} << 23 : std::int64_t{1} << 52);
        V const zero{}, y = (x == x ? x : zero) * scale, shift = y < 0 ? zero - integers_begin : zero + integers_begin;
        V whole = y + shift;
        whole -= shift;
        whole = (y < 0 ? zero - y : y) < integers_begin ? whole : y;
        // The largest float below 2^31 is not the largest int32: larger values are replaced after the conversion.
        bool const exact = scale - 1 < scale;
        T const high = exact ? scale - 1 : T(2147483520);
        V const above = whole > high ? zero + high : whole, inside = above < -scale ? zero - scale : above;
        if constexpr (N == 1) to = static_cast<std::int32_t>(inside);
        else convert<std::int32_t, T, N>(to, inside);
        if constexpr (sizeof(T) == 4) {
            std::int32_t const largest =
                exact ? static_cast<std::int32_t>(high) : std::numeric_limits<std::int32_t>::max();
            to = whole >= scale ? to - to + largest : to;
        }
    }
};

/// out[i] = x[i] in another floating-point type.
struct float_to_float_kernel {
    template <class Target, class T, class U>
    SYMPHONIC_KERNEL static constexpr void run(T const* x, std::size_t n, U* out) noexcept {
        for_each_aligned_vector<Target, double>(out, n, [&](auto step, std::size_t i) SYMPHONIC_KERNEL {
            vector_t<U, step> value;
            load_as<U, step>(value, x + i);
            store(out + i, value);
        });
    }
};

}   // namespace symphonic::detail
#endif
