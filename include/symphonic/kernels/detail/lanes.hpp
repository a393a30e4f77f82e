// SPDX-License-Identifier: MIT
// The order in which the kernels add up: 32 lanes of double, folded in a fixed tree.
//
// Sample i of a signal goes to lane i % 32. So the bits depend on the samples alone: not on how many numbers a processor
// adds at a time, nor on how the signal was cut; and the rounding error grows with n / 32 rather than with n.
#ifndef SYMPHONIC_KERNELS_DETAIL_LANES_HPP
#define SYMPHONIC_KERNELS_DETAIL_LANES_HPP

#include <symphonic/simd/detail/convert.hpp>

namespace symphonic::detail {

inline constexpr std::size_t lanes = 32;

/// How many lanes are added at a time: not more than four. On Zen 4 a conversion to eight doubles takes three times as
/// long as one to four, on Intel's twice; either way nothing is gained.
template <class Target> inline constexpr std::size_t lane_step = width<Target, double> < 4 ? width<Target, double> : 4;
template <class Target> using lane_vec = vector_t<double, lane_step<Target>>;

/// sum += a * b for samples of types T and U, given as V, a double or a vector of them.
template <class T, class U, class V>
SYMPHONIC_KERNEL constexpr void add_product_of(V& sum, const V& a, const V& b) noexcept {
    if constexpr (std::is_same_v<T, double> || std::is_same_v<U, double>) add_product(sum, a, b);
    else sum += a * b;   // exact, 24 + 24 bits of 53: fused with the addition or not
}

/// What is added to lane K for a sample x of type T, given as V, a double or a vector of them.
struct itself {
    template <class T, class V> SYMPHONIC_KERNEL static constexpr void add(V& sum, const V& x) noexcept { sum += x; }
    /// Every other one in a fused multiplication and addition, which other parts of the processor do.
    template <class T, std::size_t K, class V>
    SYMPHONIC_KERNEL static constexpr void add(V& sum, const V& x, const V& one) noexcept {
        if constexpr (sizeof(V) == 32 && K % 2 == 1) sum += x * one;
        else sum += x;
    }
};
struct squared {
    template <class T, class V> SYMPHONIC_KERNEL static constexpr void add(V& sum, const V& x) noexcept {
        add_product_of<T, T>(sum, x, x);
    }
    template <class T, std::size_t K, class V>
    SYMPHONIC_KERNEL static constexpr void add(V& sum, const V& x, const V&) noexcept {
        add<T>(sum, x);
    }
};

/// Adds rows of 32 samples, to as many groups of 32 lanes as there are terms. What does not fit the registers at once
/// is done in passes over 64 rows, so that the next pass finds them in the first-level cache.
template <class Target, class... Terms, class T>
SYMPHONIC_KERNEL constexpr void add_rows(T const* x, std::size_t rows, double* lane) noexcept {
    constexpr std::size_t step = lane_step<Target>, registers = lanes / step, terms = sizeof...(Terms);
    constexpr std::size_t room = (Target::set == instruction_set::avx512 ? 16 : 8) / terms;   // half of them
    constexpr std::size_t at_once = registers < room ? registers : room, passes = registers / at_once;
    [[maybe_unused]] lane_vec<Target> one = lane_vec<Target>{} + 1;
    if constexpr (step == 4) launder_value(one);
    while (rows > 0) {
        std::size_t const now = rows < 64 || passes == 1 ? rows : 64;
        for (std::size_t first = 0; first < lanes; first += at_once * step) {
            lane_vec<Target> sum[terms * at_once];
            unroll<terms * at_once>([&](auto k) SYMPHONIC_KERNEL {
                load(sum[k], lane + k / at_once * lanes + first + k % at_once * step);
            });
            for (std::size_t i = 0; i < now; ++i)
                unroll<at_once>([&](auto k) SYMPHONIC_KERNEL {
                    lane_vec<Target> value;
                    load_as<double, step>(value, x + i * lanes + first + k * step);
                    std::size_t t = 0;
                    (Terms::template add<T, k>(sum[k + at_once * t++], value, one), ...);
                });
            unroll<terms * at_once>([&](auto k) SYMPHONIC_KERNEL {
                store(lane + k / at_once * lanes + first + k % at_once * step, sum[k]);
            });
        }
        x += now * lanes;
        rows -= now;
    }
}

/// Lane k + lane k + 16, then k + 8, 4, 2, 1.
template <class Target> SYMPHONIC_KERNEL constexpr double sum_lanes(double const* lane) noexcept {
    if constexpr (lane_step<Target> == 4) {
        vector_t<double, 4> sum[8];
        unroll<8>([&](auto k) SYMPHONIC_KERNEL { load(sum[k], lane + 4 * k); });
        unroll<4>([&](auto k) SYMPHONIC_KERNEL { sum[k] += sum[k + 4]; });
        unroll<2>([&](auto k) SYMPHONIC_KERNEL { sum[k] += sum[k + 2]; });
        sum[0] += sum[1];
        return fold_lanes<double, 4>(sum[0], [](auto& a, const auto& b) SYMPHONIC_KERNEL { a += b; });
    } else {
        double sum[lanes / 2];
        for (std::size_t k = 0; k < lanes / 2; ++k) sum[k] = lane[k] + lane[k + lanes / 2];
        for (std::size_t half = lanes / 4; half > 0; half /= 2)
            for (std::size_t k = 0; k < half; ++k) sum[k] += sum[k + half];
        return sum[0];
    }
}

/// The sum of a term over all of a signal.
template <class Term> struct sum_of {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr double run(T const* x, std::size_t n) noexcept {
        constexpr std::size_t step = lane_step<Target>;
        double lane[lanes];
        unroll<lanes / step>([&](auto k) SYMPHONIC_KERNEL { store(lane + k * step, lane_vec<Target>{}); });
        add_rows<Target, Term>(x, n / lanes, lane);
        std::size_t const rest = n % lanes;
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
