// SPDX-License-Identifier: MIT
// dot: the sum of the products of two signals, their correlation at lag 0.
#ifndef SYMPHONIC_KERNELS_DOT_HPP
#define SYMPHONIC_KERNELS_DOT_HPP

#include <symphonic/core/errors.hpp>
#include <symphonic/kernels/detail/lanes.hpp>
#include <symphonic/kernels/sample.hpp>

namespace symphonic {
namespace detail {

struct dot_kernel {
    template <class Target, class T, class U>
    SYMPHONIC_KERNEL static constexpr double run(T const* x, std::size_t n, U const* y) noexcept {
        constexpr std::size_t step = lane_step<Target>;
        lane_vec<Target> sum[lanes / step] = {};
        std::size_t i = 0;
        for (; i + lanes <= n; i += lanes)
            unroll<lanes / step>([&](auto k) SYMPHONIC_KERNEL {
                lane_vec<Target> a, b;
                load_as<double, step>(a, x + i + k * step);
                load_as<double, step>(b, y + i + k * step);
                add_product_of<T, U>(sum[k], a, b);
            });
        double lane[lanes];
        unroll<lanes / step>([&](auto k) SYMPHONIC_KERNEL { store(lane + k * step, sum[k]); });
        for (std::size_t k = 0; i + k < n; ++k)
            add_product_of<T, U>(lane[k], static_cast<double>(x[i + k]), static_cast<double>(y[i + k]));
        return sum_lanes<Target>(lane);
    }
};

}   // namespace detail

/// Sum of x[i] y[i]; any two types of samples. Accuracy, bits and cost are those of energy: dot(x, x) has its bits.
/// Empty: 0. A NaN gives NaN, as 0 times infinity does. Throws argument_error when the lengths differ.
template <sample_range X, sample_range Y>
[[nodiscard, gnu::always_inline]] constexpr double dot(const X& x, const Y& y) {
    if (detail::size_of(x) != detail::size_of(y))
        throw argument_error("dot: signals of ", detail::size_of(x), " and ", detail::size_of(y), " samples");
    return detail::on_samples<detail::dot_kernel>(x, detail::first_of(y));
}

}   // namespace symphonic
#endif
