// SPDX-License-Identifier: MIT
// The order in which the kernels add up: 32 lanes of double, folded in a fixed tree.
//
// Sample i of a signal goes to lane i % 32. So the bits depend on the samples alone: not on how many numbers a processor
// adds at a time, nor on how the signal was cut; and the rounding error grows with n / 32 rather than with n.
#ifndef SYMPHONIC_KERNELS_LANES_HPP
#define SYMPHONIC_KERNELS_LANES_HPP

#include <symphonic/core/simd.hpp>

namespace symphonic::detail {

inline constexpr std::size_t lanes = 32;

/// How many lanes are added at a time: not more than four. On Zen 4 a conversion to eight doubles takes three times as
/// long as one to four, on Intel's twice; either way nothing is gained.
template <class Target> inline constexpr std::size_t lane_step = width<Target, double> < 4 ? width<Target, double> : 4;
template <class Target> using lane_vec = vector_t<double, lane_step<Target>>;

/// What is added to a lane for a sample x of type T, given as V, a double or a vector of them.
struct itself {
    template <class T, class V> SYMPHONIC_KERNEL static constexpr void add(V& sum, const V& x) noexcept { sum += x; }
    /// The same in a fused multiplication and addition, which another part of the processor does.
    template <class V> SYMPHONIC_KERNEL static constexpr void add(V& sum, const V& x, const V& one) noexcept {
        sum += x * one;
    }
};
struct squared {
    template <class T, class V> SYMPHONIC_KERNEL static constexpr void add(V& sum, const V& x) noexcept {
        if constexpr (std::is_same_v<T, double>) {
            V square{};
            product(square, x, x);
            sum += square;
        } else {
            sum += x * x;   // exact, 24 + 24 bits of 53: fused with the addition or not
        }
    }
};

/// Adds rows of 32 samples, to as many groups of 32 lanes as there are terms. What does not fit the registers at once
/// is done in passes over 64 rows, so that the next pass finds them in the first-level cache.
template <class Target, class... Terms, class T>
SYMPHONIC_KERNEL constexpr void add_rows(T const* x, std::size_t rows, double* lane) noexcept {
    constexpr std::size_t step = lane_step<Target>, registers = lanes / step, terms = sizeof...(Terms);
    constexpr std::size_t room =
        (Target::set == instruction_set::avx512 || Target::set == instruction_set::scalar ? 16 : 8) /
        terms;   // half of them, or what memory is as good for
    constexpr std::size_t at_once = registers < room ? registers : room, passes = registers / at_once;
    [[maybe_unused]] lane_vec<Target> one = lane_vec<Target>{} + 1;
    if constexpr (step == 4) hide(one);
    while (rows > 0) {
        std::size_t const now = rows < 64 || passes == 1 ? rows : 64;
        unroll<passes>([&](auto pass) SYMPHONIC_KERNEL {
            lane_vec<Target> sum[terms][at_once];
            unroll<at_once>([&](auto k) SYMPHONIC_KERNEL {
                unroll<terms>(
                    [&](auto t) SYMPHONIC_KERNEL { load(sum[t][k], lane + t * lanes + (pass * at_once + k) * step); });
            });
            T const* row = x + pass * at_once * step;
            for (std::size_t i = 0; i < now; ++i, row += lanes)
                unroll<at_once>([&](auto k) SYMPHONIC_KERNEL {
                    lane_vec<Target> value;
                    load_as<double, step>(value, row + k * step);
                    auto const add = [&](auto term, auto& to) SYMPHONIC_KERNEL {
                        using this_term = decltype(term);
                        if constexpr (std::is_same_v<this_term, itself> && step == 4 && k % 2 == 1)
                            itself::add(to, value, one);
                        else this_term::template add<T>(to, value);
                    };
                    std::size_t t = 0;
                    (add(Terms{}, sum[t++][k]), ...);
                });
            unroll<at_once>([&](auto k) SYMPHONIC_KERNEL {
                unroll<terms>(
                    [&](auto t) SYMPHONIC_KERNEL { store(lane + t * lanes + (pass * at_once + k) * step, sum[t][k]); });
            });
        });
        x += now * lanes;
        rows -= now;
    }
}

/// Lane k + lane k + 16, then k + 8, 4, 2, 1.
template <class Target> SYMPHONIC_KERNEL constexpr double fold_lanes(double const* lane) noexcept {
    constexpr std::size_t step = lane_step<Target>;
    auto const add = [](auto& a, const auto& b) SYMPHONIC_KERNEL { a += b; };
    lane_vec<Target> sum[lanes / step];
    unroll<lanes / step>([&](auto k) SYMPHONIC_KERNEL { load(sum[k], lane + k * step); });
    unroll<16 / step>([&](auto k) SYMPHONIC_KERNEL { sum[k] += sum[k + 16 / step]; });
    unroll<8 / step>([&](auto k) SYMPHONIC_KERNEL { sum[k] += sum[k + 8 / step]; });
    unroll<4 / step>([&](auto k) SYMPHONIC_KERNEL { sum[k] += sum[k + 4 / step]; });
    if constexpr (step <= 2) unroll<2 / step>([&](auto k) SYMPHONIC_KERNEL { sum[k] += sum[k + 2 / step]; });
    if constexpr (step <= 1) sum[0] += sum[1];
    return fold<double, step>(sum[0], add);
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
        unroll<lanes / step>([&](auto k) SYMPHONIC_KERNEL {
            if ((k + 1) * step <= rest) {
                lane_vec<Target> sum, value;
                load(sum, lane + k * step);
                load_as<double, step>(value, x + k * step);
                Term::template add<T>(sum, value);
                store(lane + k * step, sum);
            }
        });
        for (std::size_t i = rest - rest % step; i < rest; ++i)
            Term::template add<T>(lane[i], static_cast<double>(x[i]));
        return fold_lanes<Target>(lane);
    }
};

}   // namespace symphonic::detail
#endif
