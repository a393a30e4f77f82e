// SPDX-License-Identifier: MIT
// The order in which the kernels add up: lanes of double, folded in a fixed tree.
#ifndef SYMPHONIC_KERNELS_LANE_SUM_HPP
#define SYMPHONIC_KERNELS_LANE_SUM_HPP

#include <span>

#include <symphonic/kernels/sample.hpp>

namespace symphonic::detail {

/// Sample i of a signal goes to lane i % 32, so the bits depend on the samples alone: not on how the signal was cut,
/// nor on how many lanes a processor adds at a time. The rounding error grows with n / 32 rather than with n.
class lane_sum {
public:
    /// Goes on with the samples of x; term(sample as double) is what is summed.
    template <sample T, class Term> constexpr void add(std::span<const T> x, Term term) noexcept {
        std::size_t i = 0;
        for (; i < x.size() && at_ != 0; ++i) step(term(static_cast<double>(x[i])));
        for (; i + lanes <= x.size(); i += lanes)
            for (std::size_t k = 0; k < lanes; ++k) lane_[k] += term(static_cast<double>(x[i + k]));
        for (; i < x.size(); ++i) step(term(static_cast<double>(x[i])));
    }
    [[nodiscard]] constexpr double total() const noexcept {
        lane_sum folded = *this;
        for (std::size_t half = lanes / 2; half > 0; half /= 2)
            for (std::size_t k = 0; k < half; ++k) folded.lane_[k] += folded.lane_[k + half];
        return folded.lane_[0];
    }

private:
    static constexpr std::size_t lanes = 32;

    constexpr void step(double term) noexcept {
        lane_[at_] += term;
        at_ = (at_ + 1) % lanes;
    }

    double lane_[lanes] = {};
    std::size_t at_ = 0;   // the lane of the next sample
};

/// Exact for float and int16: 24 + 24 bits fit the 53 of a double.
inline constexpr auto squared = [](double x) { return x * x; };
inline constexpr auto itself = [](double x) { return x; };

}   // namespace symphonic::detail
#endif
