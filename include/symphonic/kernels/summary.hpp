// SPDX-License-Identifier: MIT
// summarize: all that one pass over a signal tells of its level. signal_accumulator: the same over pieces.
#ifndef SYMPHONIC_KERNELS_SUMMARY_HPP
#define SYMPHONIC_KERNELS_SUMMARY_HPP

#include <limits>

#include <symphonic/kernels/lane_sum.hpp>

namespace symphonic {

/// In units of the samples, or their square. Of an empty signal count, peak, sum, energy and zero_crossings are 0, the
/// rest NaN; the crest factor of silence is NaN; a NaN among the samples makes all NaN but count and zero_crossings.
struct signal_summary {
    std::size_t count = 0;
    double min = 0, max = 0;
    double peak = 0;            ///< the largest magnitude
    double sum = 0, mean = 0;   ///< the mean is the DC offset
    double energy = 0;          ///< sum of squares
    double mean_square = 0, rms = 0;
    double crest_factor = 0;          ///< peak / rms; 1.414 for a sine, 1 for a square wave
    std::size_t zero_crossings = 0;   ///< changes of x < 0
};

/// A signal_summary of a signal that comes in pieces: the same bits, however it was cut. No allocation.
class signal_accumulator {
public:
    template <sample_range R> constexpr void push(const R& x) noexcept {
        auto const samples = detail::as_span_of_samples(x);
        energy_.add(samples, detail::squared);
        sum_.add(samples, detail::itself);
        for (auto const sample : samples) {
            auto const value = static_cast<double>(sample);
            if (value < min_) min_ = value;
            if (value > max_) max_ = value;
            bool const negative = value < 0;
            changes_ += negative != negative_;
            negative_ = negative;
        }
        if (count_ == 0 && !samples.empty()) changes_ -= samples[0] < 0;   // the first sample changes from nothing
        count_ += samples.size();
    }

    /// What was pushed so far.
    [[nodiscard]] signal_summary result() const noexcept {
        auto const n = static_cast<double>(count_);
        signal_summary s{.count = count_, .sum = sum_.total(), .energy = energy_.total(), .zero_crossings = changes_};
        s.mean = s.sum / n;
        s.mean_square = s.energy / n;
        s.rms = __builtin_sqrt(s.mean_square);
        s.peak = -min_ > max_ ? -min_ : max_;
        s.min = min_;
        s.max = max_;
        if (count_ == 0) s.peak = 0, s.min = s.max = nan;
        if (s.energy != s.energy) s.min = s.max = s.peak = s.sum = s.mean = nan;   // only a NaN makes it NaN
        s.crest_factor = s.peak / s.rms;
        return s;
    }

private:
    static constexpr double nan = std::numeric_limits<double>::quiet_NaN();

    detail::lane_sum energy_, sum_;
    double min_ = std::numeric_limits<double>::infinity(), max_ = -std::numeric_limits<double>::infinity();
    std::size_t count_ = 0, changes_ = 0;
    bool negative_ = false;   // the sample before
};

/// All of a signal_summary in one pass.
template <sample_range R> [[nodiscard]] signal_summary summarize(const R& x) noexcept {
    signal_accumulator all;
    all.push(x);
    return all.result();
}

}   // namespace symphonic
#endif
