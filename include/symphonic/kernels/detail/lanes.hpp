// SPDX-License-Identifier: MIT
// Summation in 32 lanes of double, with the same bits on every instruction set.
//
// Sample i of a signal is added to lane i % 32, and the lanes are added in a fixed tree at the end. So the bits depend
// on the samples alone, not on the width of a register or on how the signal is cut into pieces. The rounding error
// grows with n / 32 rather than with n.
#ifndef SYMPHONIC_KERNELS_DETAIL_LANES_HPP
#define SYMPHONIC_KERNELS_DETAIL_LANES_HPP

#include <symphonic/simd/detail/convert.hpp>

namespace symphonic::detail {

inline constexpr std::size_t lane_count = 32;

/// How many lanes a register holds: at most four. Eight are not faster: on Zen 4 a conversion to eight doubles takes
/// three times as long as one to four, on Intel twice as long.
template <class Target> inline constexpr std::size_t lane_step = width<Target, double> < 4 ? width<Target, double> : 4;
template <class Target> using lane_vec = vector_t<double, lane_step<Target>>;

/// Adds a * b to sum. a and b are converted from samples of types T and U; V is double or a vector of double.
template <class T, class U, class V>
SYMPHONIC_KERNEL constexpr void add_product_of(V& sum, const V& a, const V& b) noexcept {
    if constexpr (std::is_same_v<T, double> || std::is_same_v<U, double>) add_product(sum, a, b);
    else sum += a * b;   // the product is exact, 24 + 24 of 53 bits, so fusing it with the addition does not matter
}

// Terms of a sum: add(sum, x) adds the term of x, which is converted from a sample of type T. V is double or a vector
// of double. The overload with k does the same in an unrolled loop, for register k.

/// Adds x.
struct plain_term {
    template <class T, class V> SYMPHONIC_KERNEL static constexpr void add(V& sum, const V& x) noexcept { sum += x; }
    /// Every other addition is written as a fused multiplication by 1 and addition, which other execution units
    /// perform.
    template <class T, class V>
    SYMPHONIC_KERNEL static constexpr void add(V& sum, const V& x, const V& one, std::size_t k) noexcept {
        if (sizeof(V) == 32 && k % 2 == 1) sum += x * one;
        else sum += x;
    }
};

/// Adds x * x.
struct square_term {
    template <class T, class V> SYMPHONIC_KERNEL static constexpr void add(V& sum, const V& x) noexcept {
        add_product_of<T, T>(sum, x, x);
    }
    template <class T, class V>
    SYMPHONIC_KERNEL static constexpr void add(V& sum, const V& x, const V&, std::size_t) noexcept {
        add<T>(sum, x);
    }
};

/// Adds rows of 32 samples to the lanes; each of the Terms has 32 lanes of its own, one after the other. If the lanes
/// do not fit the registers, the samples are read several times, in passes over 64 rows that stay in the first-level
/// cache.
template <class Target, class... Terms, class T>
SYMPHONIC_KERNEL constexpr void add_rows(T const* x, std::size_t rows, double* lane) noexcept {
    constexpr std::size_t step = lane_step<Target>, registers = lane_count / step, terms = sizeof...(Terms);
    constexpr std::size_t available =
        (Target::set == instruction_set::avx512 ? 16 : 8) / terms;   // half of the registers
    constexpr std::size_t used = registers < available ? registers : available, passes = registers / used;
    [[maybe_unused]] lane_vec<Target> one = lane_vec<Target>{} + 1;
    if constexpr (step == 4) launder_value(one);
    while (rows > 0) {
        std::size_t const now = rows < 64 || passes == 1 ? rows : 64;
        for (std::size_t first = 0; first < lane_count; first += used * step) {
            lane_vec<Target> sum[terms * used];
            unroll<terms * used>([&](std::size_t k) SYMPHONIC_KERNEL {
                load(sum[k], lane + k / used * lane_count + first + k % used * step);
            });
            for (std::size_t i = 0; i < now; ++i)
                unroll<used>([&](std::size_t k) SYMPHONIC_KERNEL {
                    lane_vec<Target> value;
                    load_as<double, step>(value, x + i * lane_count + first + k * step);
                    std::size_t t = 0;
                    (Terms::template add<T>(sum[k + used * t++], value, one, k), ...);
                });
            unroll<terms * used>([&](std::size_t k) SYMPHONIC_KERNEL {
                store(lane + k / used * lane_count + first + k % used * step, sum[k]);
            });
        }
        x += now * lane_count;
        rows -= now;
    }
}

/// Returns the sum of the lanes: adds lane k + 16 to lane k, then k + 8, 4, 2 and 1.
template <class Target> SYMPHONIC_KERNEL constexpr double sum_lanes(double const* lane) noexcept {
    if constexpr (lane_step<Target> == 4) {
        vector_t<double, 4> sum[8];
        unroll<8>([&](std::size_t k) SYMPHONIC_KERNEL { load(sum[k], lane + 4 * k); });
        unroll<4>([&](std::size_t k) SYMPHONIC_KERNEL { sum[k] += sum[k + 4]; });
        unroll<2>([&](std::size_t k) SYMPHONIC_KERNEL { sum[k] += sum[k + 2]; });
        sum[0] += sum[1];
        return fold_lanes<double, 4>(sum[0], [](auto& a, const auto& b) SYMPHONIC_KERNEL { a += b; });
    } else {
        double sum[lane_count / 2];
        for (std::size_t k = 0; k < lane_count / 2; ++k) sum[k] = lane[k] + lane[k + lane_count / 2];
        for (std::size_t half = lane_count / 4; half > 0; half /= 2)
            for (std::size_t k = 0; k < half; ++k) sum[k] += sum[k + half];
        return sum[0];
    }
}

/// Returns total / n, or NaN if n is 0.
[[nodiscard]] SYMPHONIC_KERNEL constexpr double mean_of(double total, std::size_t n) noexcept {
    return n == 0 ? __builtin_nan("") : total / static_cast<double>(n);
}

}   // namespace symphonic::detail
#endif
