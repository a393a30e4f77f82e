// SPDX-License-Identifier: MIT
// minmax, peak: how far a signal goes.
//   empty     minmax NaN and NaN; peak 0
//   NaN       gives NaN
//   zeros     a -0.0 comes out as 0.0
//   cost      one pass at the speed of memory; no allocation
#ifndef SYMPHONIC_KERNELS_MINMAX_HPP
#define SYMPHONIC_KERNELS_MINMAX_HPP

#include <limits>

#include <symphonic/kernels/sample.hpp>
#include <symphonic/simd/detail/vector.hpp>

namespace symphonic {

/// In units of the samples.
struct signal_range {
    double min = 0, max = 0;
    friend constexpr bool operator==(signal_range, signal_range) noexcept = default;
};

namespace detail {

SYMPHONIC_KERNEL constexpr double peak_of(signal_range range) noexcept {
    return range.max < -range.min ? -range.min : range.max;
}

/// The least and the greatest of some columns of a signal. What is compared with NaN stays as it was.
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
    /// Of all columns.
    SYMPHONIC_KERNEL constexpr signal_range range() const noexcept {
        return {static_cast<double>(fold_lanes<T, N>(min, lesser)) + 0.0,
                static_cast<double>(fold_lanes<T, N>(max, greater)) + 0.0};
    }

private:
    static constexpr auto lesser = [](auto& a, const auto& b) SYMPHONIC_KERNEL { a = b < a ? b : a; };
    static constexpr auto greater = [](auto& a, const auto& b) SYMPHONIC_KERNEL { a = b > a ? b : a; };
};

struct minmax_kernel {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr signal_range run(T const* x, std::size_t n) noexcept {
        constexpr std::size_t step = width<Target, T>, at_once = 4;
        if constexpr (step > 1)
            if (n < step) return run<target<instruction_set::scalar>>(x, n);
        extrema<T, step> columns[at_once];
        decltype(vec<Target, T>{} != vec<Target, T>{}) unordered[at_once] = {};
        auto const add = [&](auto k, std::size_t at) SYMPHONIC_KERNEL {
            vec<Target, T> value;
            load(value, x + at);
            columns[k].add(value);
            if constexpr (std::numeric_limits<T>::has_quiet_NaN) unordered[k] |= value != value;
        };
        std::size_t i = 0;
        for (; i + at_once * step <= n; i += at_once * step)
            unroll<at_once>([&](auto k) SYMPHONIC_KERNEL { add(k, i + k * step); });
        for (; i + step <= n; i += step) add(std::integral_constant<std::size_t, 0>{}, i);
        if (i < n) add(std::integral_constant<std::size_t, 0>{}, n - step);   // some of them twice
        unroll<at_once - 1>([&](auto k) SYMPHONIC_KERNEL {
            columns[0].add(columns[k + 1]);
            unordered[0] |= unordered[k + 1];
        });
        bool any = false;
        if constexpr (step == 1) any = unordered[0];
        else unroll<step>([&](auto k) SYMPHONIC_KERNEL { any |= unordered[0][k.value] != 0; });
        constexpr double nan = std::numeric_limits<double>::quiet_NaN();
        return any || n == 0 ? signal_range{nan, nan} : columns[0].range();
    }
};

}   // namespace detail

/// The least and the greatest x[i].
template <sample_range R> [[nodiscard, gnu::always_inline]] constexpr signal_range minmax(const R& x) noexcept {
    return detail::on_samples<detail::minmax_kernel>(x);
}

/// The largest |x[i]|; -32768 of int16 counts 32768.
template <sample_range R> [[nodiscard, gnu::always_inline]] constexpr double peak(const R& x) noexcept {
    if (detail::size_of(x) == 0) return 0;
    return detail::peak_of(symphonic::minmax(x));
}

}   // namespace symphonic
#endif
