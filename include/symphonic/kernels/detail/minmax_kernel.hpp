// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_KERNELS_DETAIL_MINMAX_KERNEL_HPP
#define SYMPHONIC_KERNELS_DETAIL_MINMAX_KERNEL_HPP

#include <limits>

#include <symphonic/kernels/signal_range.hpp>
#include <symphonic/simd/detail/vector.hpp>

namespace symphonic::detail {

/// Returns the largest magnitude in a range.
SYMPHONIC_KERNEL constexpr double peak_of(signal_range range) noexcept {
    return range.max < -range.min ? -range.min : range.max;
}

/// The extrema of N interleaved columns of a signal. A NaN in x changes nothing.
template <class T, std::size_t N> struct extrema {
    using limits = std::numeric_limits<T>;
    static constexpr T highest = limits::has_infinity ? limits::infinity() : limits::max();
    static constexpr T lowest = limits::has_infinity ? -limits::infinity() : limits::lowest();

    vector_t<T, N> min = highest - vector_t<T, N>{}, max = lowest - vector_t<T, N>{};

    SYMPHONIC_KERNEL constexpr void add(const vector_t<T, N>& x) noexcept {
        lesser(min, x);
        greater(max, x);
    }
    SYMPHONIC_KERNEL constexpr void add(const extrema& other) noexcept {
        lesser(min, other.min);
        greater(max, other.max);
    }
    /// Returns the extrema of all columns. Adding 0.0 turns -0.0 into 0.0.
    SYMPHONIC_KERNEL constexpr signal_range range() const noexcept {
        return {static_cast<double>(fold_lanes<T, N>(min, lesser)) + 0.0,
                static_cast<double>(fold_lanes<T, N>(max, greater)) + 0.0};
    }

private:
    static constexpr auto lesser = [](auto& a, const auto& b) SYMPHONIC_KERNEL { a = b < a ? b : a; };
    static constexpr auto greater = [](auto& a, const auto& b) SYMPHONIC_KERNEL { a = b > a ? b : a; };
};

/// Returns the smallest and the largest sample; NaN and NaN for an empty signal or one with a NaN.
struct minmax_kernel {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr signal_range run(T const* x, std::size_t n) noexcept {
        constexpr std::size_t step = width<Target, T>, registers = 4;
        if constexpr (step > 1)
            if (n < step) return run<target<instruction_set::scalar>>(x, n);
        extrema<T, step> columns[registers];
        decltype(vec<Target, T>{} != vec<Target, T>{}) unordered[registers] = {};
        auto const add = [&](std::size_t k, std::size_t at) SYMPHONIC_KERNEL {
            vec<Target, T> value;
            load(value, x + at);
            columns[k].add(value);
            if constexpr (std::numeric_limits<T>::has_quiet_NaN) unordered[k] |= value != value;
        };
        std::size_t i = 0;
        for (; i + registers * step <= n; i += registers * step)
            unroll<registers>([&](std::size_t k) SYMPHONIC_KERNEL { add(k, i + k * step); });
        for (; i + step <= n; i += step) add(0, i);
        if (i < n) add(0, n - step);   // some samples are compared twice
        unroll<registers - 1>([&](std::size_t k) SYMPHONIC_KERNEL {
            columns[0].add(columns[k + 1]);
            unordered[0] |= unordered[k + 1];
        });
        bool any = false;
        if constexpr (step == 1) any = unordered[0];
        else unroll<step>([&](std::size_t k) SYMPHONIC_KERNEL { any |= unordered[0][k] != 0; });
        constexpr double nan = std::numeric_limits<double>::quiet_NaN();
        return any || n == 0 ? signal_range{nan, nan} : columns[0].range();
    }
};

}   // namespace symphonic::detail
#endif
