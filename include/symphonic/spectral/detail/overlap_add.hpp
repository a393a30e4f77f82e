// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_SPECTRAL_DETAIL_OVERLAP_ADD_HPP
#define SYMPHONIC_SPECTRAL_DETAIL_OVERLAP_ADD_HPP

#include <algorithm>

#include <symphonic/fft/overlap.hpp>
#include <symphonic/fft/plan.hpp>
#include <symphonic/kernels/sample.hpp>
#include <symphonic/simd/detail/dispatch.hpp>
#include <symphonic/spectral/stft_options.hpp>

namespace symphonic::detail {

/// Returns the least number that a sum of windowed frames is divided by: 0.1 of the largest sum of squared windows, or the
/// smallest sum far from the ends if that is less. Throws argument_error if samples are lost because the squared windows add
/// up to 0 there (SciPy's NOLA condition).
template <class = void> [[nodiscard]] double least_divisor(char const* caller, const stft_options& o) {
    sums_of_squares const sums{padded_window<double>(o.window, o.size, o.window_size, caller), o.hop};
    if (sums.least > nonzero_overlap) return std::min(sums.least, 0.1 * sums.largest);
    throw argument_error(caller, ": a window of ", o.window_size == 0 ? o.size : o.window_size, " in frames of size ",
                         o.size, " with hop ", o.hop, " loses samples: their squared windows add up to ", sums.least,
                         ", expected more than 1e-10");
}

/// sum[i] += x[i] * window[i]
struct add_windowed_kernel {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr void run(T const* x, std::size_t n, T const* window, T* sum) noexcept {
        for_each_vector<Target, T>(n, [&](auto step, std::size_t i) SYMPHONIC_KERNEL {
            vector_t<T, step> sample, factor, total;
            load(sample, x + i);
            load(factor, window + i);
            load(total, sum + i);
            add_product(total, sample, factor);
            store(sum + i, total);
        });
    }
};

/// out[i] = sum[i] / max(squares[i], least)
struct normalise_kernel {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr void run(T const* sum, std::size_t n, T const* squares, T* out,
                                               T least) noexcept {
        for_each_vector<Target, T>(n, [&](auto step, std::size_t i) SYMPHONIC_KERNEL {
            using V = vector_t<T, step>;
            V const lowest = V{} + least;
            V total, square;
            load(total, sum + i);
            load(square, squares + i);
            square = square > lowest ? square : lowest;
            total /= square;
            store(out + i, total);
        });
    }
};

/// The inverse short-time Fourier transform, frame by frame. Positions are sample indices of the signal; samples before
/// 0 are part of the margin of centred frames and are not emitted.
template <std::floating_point T>
class overlap_add {
public:
    /// `start` is the index of the first sample of the first frame added, which need not be frame 0 of the signal.
    overlap_add(char const* caller, const stft_options& o, std::int64_t start)
        : least_divisor_(static_cast<T>(least_divisor(caller, o))), plan_(o.size, {.engine = o.engine}),
          work_(plan_.workspace()), window_(padded_window<T>(o.window, o.size, o.window_size, caller)), frame_(o.size),
          hop_(o.hop), margin_(padding_size(o.size, start < 0 ? padding::zero : o.padding)),
          held_back_(margin_ + hop_ > o.size ? margin_ + hop_ - o.size : 0), sum_(held_back_ + o.size),
          squares_(sum_.size()), start_(start - static_cast<std::int64_t>(held_back_)), sum_position_(start_) {
        out_.reserve(sum_.size());
    }

    [[nodiscard]] std::size_t bins() const noexcept { return plan_.bins(); }

    /// Adds the next frame from its bins() bins.
    void add(std::span<std::complex<T> const> bins) {
        plan_.inverse(bins, frame_, work_);
        if (frames_ > 0) sum_position_ += static_cast<std::int64_t>(hop_);
        add(frame_, sum_);
        if (frames_ * hop_ <= squares_.size()) add(window_, squares_);   // later they no longer change
        ++frames_;
    }
    /// Emits the samples that later frames do not change: call it once after each frame. Returns false if there are
    /// none. The signal has `length` samples; -1: unknown.
    bool emit_hop(std::int64_t length) { return emit(0, hop_, length); }
    /// Emits the other samples after the last frame. If the length is unknown, a centred signal ends half a frame
    /// before its last frame.
    bool emit_rest(std::int64_t length) {
        return frames_ > 0 && emit(hop_, length < 0 ? sum_.size() - margin_ : sum_.size(), length);
    }
    /// Empties samples().
    void clear() noexcept { out_.clear(); }
    /// Returns to the state before the first frame.
    void reset() noexcept {
        std::fill(sum_.begin(), sum_.end(), T{});
        std::fill(squares_.begin(), squares_.end(), T{});
        sum_position_ = start_;
        frames_ = 0;
        out_.clear();
    }

    /// The samples emitted last.
    [[nodiscard]] std::span<T const> samples() const noexcept { return out_; }
    /// The index of the first of samples().
    [[nodiscard]] std::int64_t position() const noexcept { return position_; }

private:
    /// Shifts `total` by a hop and adds values[i] * window[i].
    void add(const std::vector<T>& values, std::vector<T>& total) noexcept {
        auto* const first = total.data();
        if (frames_ > 0) {
            std::copy(first + hop_, first + total.size(), first);
            std::fill_n(first + (total.size() - hop_), hop_, T{});
        }
        on_samples<add_windowed_kernel>(values, static_cast<T const*>(window_.data()), first + held_back_);
    }
    /// Emits those of sum_[from] ... sum_[to - 1] that belong to the signal. Returns false if there are none.
    bool emit(std::size_t from, std::size_t to, std::int64_t length) {
        auto const first = std::max<std::int64_t>(start_ + static_cast<std::int64_t>(held_back_), 0);
        auto const clamped = [&](std::size_t i) {
            auto position = std::max(sum_position_ + static_cast<std::int64_t>(i), first);
            if (length >= 0) position = std::min(position, length);
            return static_cast<std::size_t>(std::max<std::int64_t>(position - sum_position_, 0));
        };
        from = clamped(from);
        to = std::max(from, clamped(to));
        position_ = sum_position_ + static_cast<std::int64_t>(from);
        out_.resize(to - from);
        on_active<normalise_kernel>(static_cast<T const*>(sum_.data() + from), out_.size(),
                                    static_cast<T const*>(squares_.data() + from), out_.data(), least_divisor_);
        return !out_.empty();
    }

    T least_divisor_;   // first: checks the options
    fft_plan<T> plan_;
    aligned_vector<std::byte> work_;
    std::vector<T> window_, frame_;
    std::size_t hop_, margin_;
    std::size_t held_back_;   // finished samples not emitted yet: if the signal ends now, they are in its margin
    std::vector<T> sum_, squares_, out_;   // windowed frames and squared windows, added up from sum_position_ on
    std::int64_t start_, sum_position_, position_ = 0;
    std::size_t frames_ = 0;
};

}   // namespace symphonic::detail
#endif
