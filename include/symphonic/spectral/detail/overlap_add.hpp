// SPDX-License-Identifier: MIT
// overlap_add: the signal whose spectra come one after the other. What istft, offline and streaming, is made of.
#ifndef SYMPHONIC_SPECTRAL_DETAIL_OVERLAP_ADD_HPP
#define SYMPHONIC_SPECTRAL_DETAIL_OVERLAP_ADD_HPP

#include <algorithm>

#include <symphonic/fft/overlap.hpp>
#include <symphonic/fft/plan.hpp>
#include <symphonic/simd/detail/dispatch.hpp>
#include <symphonic/spectral/stft.hpp>

namespace symphonic::detail {

/// Throws argument_error if somewhere that is nothing: what stood there cannot come back (SciPy's NOLA, nonzero overlap
/// add).
[[nodiscard]] inline stft_options with_overlap(char const* who, const stft_options& o) {
    auto const least = least_sum_of_squares(padded_window<double>(o.window, o.size, o.window_size, who), o.hop);
    if (least > least_overlap) return o;
    throw argument_error(who, ": a window of ", o.window_size == 0 ? o.size : o.window_size, " in frames of size ",
                         o.size, " with hop ", o.hop, " loses samples: their squared windows add up to ", least,
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

/// out[i] = sum[i] / squares[i], or sum[i] where the squares are nothing.
struct normalise_kernel {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr void run(T const* sum, std::size_t n, T const* squares, T* out) noexcept {
        for_each_vector<Target, T>(n, [&](auto step, std::size_t i) SYMPHONIC_KERNEL {
            using V = vector_t<T, step>;
            V const one = V{} + T{1}, least = V{} + static_cast<T>(least_overlap);
            V total, square;
            load(total, sum + i);
            load(square, squares + i);
            square = square > least ? square : one;
            total /= square;
            store(out + i, total);
        });
    }
};

/// Positions are those of the signal: a frame before 0 is part of a margin, which is not given out.
template <std::floating_point T>
class overlap_add {
public:
    /// `start`: of the first frame, which may be a later one of a centred signal.
    overlap_add(char const* who, const stft_options& o, std::int64_t start)
        : plan_(with_overlap(who, o).size, {.engine = o.engine}), work_(plan_.workspace()),
          window_(padded_window<T>(o.window, o.size, o.window_size, who)), frame_(o.size), hop_(o.hop),
          margin_(start < 0 ? o.size / 2 : margin_of(o.size, o.padding)),
          kept_(margin_ + hop_ > o.size ? margin_ + hop_ - o.size : 0), sum_(kept_ + o.size), squares_(sum_.size()),
          start_(start - static_cast<std::int64_t>(kept_)), begin_(start_) {
        out_.reserve(sum_.size());
    }

    [[nodiscard]] std::size_t bins() const noexcept { return plan_.bins(); }

    /// The spectrum of the next frame, of bins() numbers.
    void add(std::span<std::complex<T> const> bins) {
        plan_.inverse(bins, frame_, work_);
        if (frames_ > 0) begin_ += static_cast<std::int64_t>(hop_);
        add(frame_, sum_);
        if (frames_ * hop_ <= squares_.size()) add(window_, squares_);   // from then on they stay the same
        ++frames_;
    }
    /// Gives out, once after each frame, what no later frame changes; false if that is nothing. The signal has `length`
    /// samples, or -1: nobody knows.
    bool finish_hop(std::int64_t length) { return give(0, hop_, length); }
    /// Gives out the rest, after the last frame. Where the length is unknown a centred signal ends half a frame before
    /// the last one does.
    bool finish_all(std::int64_t length) {
        return frames_ > 0 && give(hop_, length < 0 ? sum_.size() - margin_ : sum_.size(), length);
    }
    void give_nothing() noexcept { out_.clear(); }
    void restart() noexcept {
        std::fill(sum_.begin(), sum_.end(), T{});
        std::fill(squares_.begin(), squares_.end(), T{});
        begin_ = start_;
        frames_ = 0;
        out_.clear();
    }

    /// What was given out last.
    [[nodiscard]] std::span<T const> samples() const noexcept { return out_; }
    [[nodiscard]] std::int64_t position() const noexcept { return position_; }

private:
    void add(const std::vector<T>& frame, std::vector<T>& total) noexcept {
        auto* const first = total.data();
        if (frames_ > 0) {
            std::copy(first + hop_, first + total.size(), first);
            std::fill_n(first + (total.size() - hop_), hop_, T{});
        }
        on_samples<add_windowed_kernel>(frame, static_cast<T const*>(window_.data()), first + kept_);
    }
    bool give(std::size_t from, std::size_t to, std::int64_t length) {
        auto const first = std::max<std::int64_t>(start_ + static_cast<std::int64_t>(kept_), 0);
        auto const within = [&](std::size_t i) {   // of first .. length, as an index of sum_
            auto place = std::max(begin_ + static_cast<std::int64_t>(i), first);
            if (length >= 0) place = std::min(place, length);
            return static_cast<std::size_t>(std::max<std::int64_t>(place - begin_, 0));
        };
        from = within(from);
        to = std::max(from, within(to));
        position_ = begin_ + static_cast<std::int64_t>(from);
        out_.resize(to - from);
        on_best<normalise_kernel>(static_cast<T const*>(sum_.data() + from), out_.size(),
                                  static_cast<T const*>(squares_.data() + from), out_.data());
        return !out_.empty();
    }

    fft_plan<T> plan_;
    aligned_vector<std::byte> work_;
    std::vector<T> window_, frame_;
    std::size_t hop_, margin_;
    // Samples that are ready and yet held back, for they may belong to the margin after the end.
    std::size_t kept_;
    std::vector<T> sum_, squares_, out_;   // of frames times window, of windows squared: from begin_ on
    std::int64_t start_, begin_, position_ = 0;
    std::size_t frames_ = 0;
};

}   // namespace symphonic::detail
#endif
