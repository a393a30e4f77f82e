// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_KERNELS_DETAIL_SUM_KERNEL_HPP
#define SYMPHONIC_KERNELS_DETAIL_SUM_KERNEL_HPP

#include <symphonic/kernels/detail/lanes.hpp>

namespace symphonic::detail {

/// Returns the sum of a term, plain_term or square_term, over all samples.
template <class Term> struct sum_kernel {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr double run(T const* x, std::size_t n) noexcept {
        constexpr std::size_t step = lane_step<Target>;
        double lane[lane_count];
        unroll<lane_count / step>([&](std::size_t k) SYMPHONIC_KERNEL { store(lane + k * step, lane_vec<Target>{}); });
        add_rows<Target, Term>(x, n / lane_count, lane);
        std::size_t const rest = n % lane_count;
        x += n - rest;
        std::size_t i = 0;
        if constexpr (step > 1)
            for (; i + step <= rest; i += step) {
                lane_vec<Target> sum, value;
                load(sum, lane + i);
                load_as<double, step>(value, x + i);
                Term::template add<T>(sum, value);
                store(lane + i, sum);
            }
        for (; i < rest; ++i) Term::template add<T>(lane[i], static_cast<double>(x[i]));
        return sum_lanes<Target>(lane);
    }
};

}   // namespace symphonic::detail
#endif
