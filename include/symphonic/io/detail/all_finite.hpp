// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_DETAIL_ALL_FINITE_HPP
#define SYMPHONIC_IO_DETAIL_ALL_FINITE_HPP

#include <symphonic/kernels/sample.hpp>
#include <symphonic/simd/detail/vector.hpp>

namespace symphonic::detail {

/// Adds up x - x, which is 0 for a finite x and NaN for any other; a sum that contains NaN is NaN. Runs at memory speed
/// with a tenth of the code of the peak kernel.
struct finite_kernel {
    template <class Target, class T> SYMPHONIC_KERNEL static constexpr bool run(T const* x, std::size_t n) noexcept {
        constexpr std::size_t step = width<Target, T>;
        vec<Target, T> sums{}, value{};
        std::size_t i = 0;
        for (; i + step <= n; i += step) {
            load(value, x + i);
            sums += value - value;
        }
        T sum = fold_lanes<T, step>(sums, [](auto& a, const auto& b) SYMPHONIC_KERNEL { a += b; });
        for (; i < n; ++i) sum += x[i] - x[i];
        return sum == 0;
    }
};

/// Returns true if `x` contains neither NaN nor infinity.
template <std::floating_point T> [[nodiscard]] bool all_finite(std::span<const T> x) noexcept {
    return on_samples<finite_kernel>(x);
}

}   // namespace symphonic::detail
#endif
