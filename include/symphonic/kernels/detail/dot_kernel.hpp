// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_KERNELS_DETAIL_DOT_KERNEL_HPP
#define SYMPHONIC_KERNELS_DETAIL_DOT_KERNEL_HPP

#include <symphonic/kernels/detail/lanes.hpp>

namespace symphonic::detail {

/// Returns the sum of x[i] * y[i].
struct dot_kernel {
    template <class Target, class T, class U>
    SYMPHONIC_KERNEL static constexpr double run(T const* x, std::size_t n, U const* y) noexcept {
        constexpr std::size_t step = lane_step<Target>;
        lane_vec<Target> sum[lane_count / step] = {};
        std::size_t i = 0;
        for (; i + lane_count <= n; i += lane_count)
            unroll<lane_count / step>([&](std::size_t k) SYMPHONIC_KERNEL {
                lane_vec<Target> a, b;
                load_as<double, step>(a, x + i + k * step);
                load_as<double, step>(b, y + i + k * step);
                add_product_of<T, U>(sum[k], a, b);
            });
        double lane[lane_count];
        unroll<lane_count / step>([&](std::size_t k) SYMPHONIC_KERNEL { store(lane + k * step, sum[k]); });
        for (std::size_t k = 0; i + k < n; ++k)
            add_product_of<T, U>(lane[k], static_cast<double>(x[i + k]), static_cast<double>(y[i + k]));
        return sum_lanes<Target>(lane);
    }
};

}   // namespace symphonic::detail
#endif
