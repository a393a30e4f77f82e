// SPDX-License-Identifier: MIT
// summarize: statistics of a signal in one pass. signal_accumulator: the same for a signal in pieces.
#ifndef SYMPHONIC_KERNELS_SUMMARY_HPP
#define SYMPHONIC_KERNELS_SUMMARY_HPP

#include <symphonic/kernels/detail/summary_kernel.hpp>
#include <symphonic/kernels/sample.hpp>
#include <symphonic/kernels/signal_summary.hpp>
#include <symphonic/kernels/zero_crossings.hpp>

namespace symphonic {

/// Computes the signal_summary of a signal that arrives in pieces. The bits do not depend on how the signal is cut, nor
/// on the instruction set. Does not allocate.
class signal_accumulator {
public:
    /// Adds samples. Pieces may have different types of samples; each sample counts with its value as a double.
    template <sample_range R> [[gnu::always_inline]] constexpr void push(const R& x) noexcept {
        detail::on_samples<detail::summary_kernel>(x, &state_);
    }

    /// Returns the summary of all samples so far. Further samples may be pushed afterwards.
    [[nodiscard, gnu::always_inline]] signal_summary result() const noexcept {
        return detail::on_active<detail::summary_result_kernel>(&state_);
    }

private:
    detail::summary_state state_;
};

/// Returns the statistics of a signal, computed in one pass: sum, energy, extrema and zero crossings together.
/// signal_summary describes the results for an empty signal and for NaN.
/// - Cost: 2.5 to 3.4 times that of energy() for samples in the cache, 1.1 times for samples in memory; does not
///   allocate.
template <sample_range R> [[nodiscard, gnu::always_inline]] inline signal_summary summarize(const R& x) noexcept {
    signal_accumulator all;
    all.push(x);
    return all.result();
}

/// Returns the statistics of all samples of a block, of all its channels; zero_crossings is the sum of the channels'.
/// - Cost: as above; with several channels a second pass for the zero crossings.
template <class T> [[nodiscard]] inline signal_summary summarize(block<T> x) noexcept {
    auto summary = symphonic::summarize(x.samples());
    if (x.channels() > 1) summary.zero_crossings = symphonic::zero_crossings(x);
    return summary;
}

}   // namespace symphonic
#endif
