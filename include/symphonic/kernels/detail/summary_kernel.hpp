// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_KERNELS_DETAIL_SUMMARY_KERNEL_HPP
#define SYMPHONIC_KERNELS_DETAIL_SUMMARY_KERNEL_HPP

#include <symphonic/kernels/detail/lanes.hpp>
#include <symphonic/kernels/detail/minmax_kernel.hpp>
#include <symphonic/kernels/detail/zero_crossings_kernel.hpp>
#include <symphonic/kernels/signal_summary.hpp>

namespace symphonic::detail {

/// The state of a summary between two pieces of a signal.
struct summary_state {
    double lane[2 * lane_count] = {};   // 32 of the sum, then 32 of the energy
    double min = std::numeric_limits<double>::infinity(), max = -std::numeric_limits<double>::infinity();
    std::size_t count = 0;
    sign_changes changes{};
};

/// Adds n samples to a summary.
struct summary_kernel {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr void run(T const* x, std::size_t n, summary_state* state) noexcept {
        T const* const end = x + n;
        if (state->count == 0 && n > 0) state->changes.negative = x[0] < 0;   // the first sample is no crossing
        for (; state->count % lane_count != 0 && x != end; ++x) add_one(*x, *state);
        std::size_t const rows = static_cast<std::size_t>(end - x) / lane_count;
        if (rows > 0) add_all<Target>(x, rows, *state);
        for (x += rows * lane_count; x != end; ++x) add_one(*x, *state);
    }

private:
    template <class T> SYMPHONIC_KERNEL static constexpr void add_one(T sample, summary_state& state) noexcept {
        auto const x = static_cast<double>(sample);
        plain_term::add<T>(state.lane[state.count % lane_count], x);
        square_term::add<T>(state.lane[lane_count + state.count % lane_count], x);
        if (x < state.min) state.min = x;
        if (x > state.max) state.max = x;
        state.changes.add_one(sample);
        ++state.count;
    }

    /// Adds rows of 32 samples, 4096 bytes at a time: first to the lanes, then to the extrema and zero crossings. The
    /// second pass reads from the first-level cache, and ends before the hardware prefetcher gives up the stream.
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr void add_all(T const* x, std::size_t rows, summary_state& state) noexcept {
        constexpr std::size_t part = 4096 / (lane_count * sizeof(T));
        extrema<T, width<Target, T>> range[2];
        auto const compare = [&](auto k, const auto& value) SYMPHONIC_KERNEL { range[k % 2].add(value); };
        sign_changes changes = state.changes;
        state.count += rows * lane_count;
        while (rows > 0) {
            std::size_t const now = rows < part ? rows : part;
            add_rows<Target, plain_term, square_term>(x, now, state.lane);
            T const* const end = x + now * lane_count;
            if constexpr (width<Target, T> == 1) {
                for (; x != end; ++x) range[0].add(*x), changes.add_one(*x);
            } else {
                for (; end - x >= 64; x += 64) changes.add<64>(negative_mask<Target, 64>(x, compare));
                if (x != end) changes.add<32>(negative_mask<Target, 32>(x, compare)), x = end;
            }
            rows -= now;
        }
        range[0].add(range[1]);
        auto const all = range[0].range();
        if (all.min < state.min) state.min = all.min;
        if (all.max > state.max) state.max = all.max;
        state.changes = changes;
    }
};

/// Returns the summary of the samples that were added.
struct summary_result_kernel {
    template <class Target> SYMPHONIC_KERNEL static signal_summary run(summary_state const* state) noexcept {
        constexpr double nan = std::numeric_limits<double>::quiet_NaN();
        signal_summary s{.count = state->count, .zero_crossings = state->changes.count};
        s.sum = sum_lanes<Target>(state->lane);
        s.energy = sum_lanes<Target>(state->lane + lane_count);
        s.mean = mean_of(s.sum, state->count);
        s.mean_square = mean_of(s.energy, state->count);
        s.rms = __builtin_sqrt(s.mean_square);
        s.min = state->min + 0.0;   // turns -0.0 into 0.0
        s.max = state->max + 0.0;
        s.peak = peak_of({s.min, s.max});
        if (state->count == 0) {
            s.peak = 0;
            s.min = s.max = nan;
        }
        if (s.energy != s.energy) s.min = s.max = s.peak = s.sum = s.mean = nan;   // a sample is NaN
        s.crest_factor = s.rms == 0 ? nan : s.peak / s.rms;
        return s;
    }
};

}   // namespace symphonic::detail
#endif
