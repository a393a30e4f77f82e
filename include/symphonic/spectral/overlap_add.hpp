// SPDX-License-Identifier: MIT
// overlap_add: the signal whose spectra come one after the other. What istft, offline and streaming, is made of.
#ifndef SYMPHONIC_SPECTRAL_OVERLAP_ADD_HPP
#define SYMPHONIC_SPECTRAL_OVERLAP_ADD_HPP

#include <algorithm>

#include <symphonic/spectral/stft.hpp>

namespace symphonic::detail {

/// Below it a sum of squared windows is taken for nothing, as in scipy.signal.istft and check_NOLA.
inline constexpr double least_overlap = 1e-10;

/// Throws argument_error if somewhere between the ends the squares of the windows add up to nothing: what stood there
/// cannot come back (SciPy's NOLA, nonzero overlap add).
inline void require_nonzero_overlap(char const* who, const stft_options& o) {
    auto const window = padded_window<double>(o.window, o.size, o.window_size, who);
    double least = 0;
    for (std::size_t phase = 0; phase < std::min(o.hop, o.size); ++phase) {
        double sum = 0;
        for (std::size_t i = phase; i < o.size; i += o.hop) sum += window[i] * window[i];
        least = phase == 0 ? sum : std::min(least, sum);
    }
    if (o.hop > o.size) least = 0;
    if (!(least > least_overlap))
        throw argument_error(who, ": a window of ", o.window_size == 0 ? o.size : o.window_size, " in frames of size ",
                             o.size, " with hop ", o.hop, " loses samples: their squared windows add up to ", least,
                             ", expected more than 1e-10");
}

/// Positions are those of the signal: a frame before 0 is part of a margin, which is not given out.
template <std::floating_point T>
class overlap_add {
public:
    /// `start`: of the first frame.
    overlap_add(char const* who, const stft_options& o, std::int64_t start)
        : plan_(o.size, {.engine = o.engine}), window_(padded_window<T>(o.window, o.size, o.window_size, who)),
          frame_(o.size), hop_(o.hop), margin_(start < 0 ? o.size / 2 : 0),
          kept_(margin_ + hop_ > o.size ? margin_ + hop_ - o.size : 0), sum_(kept_ + o.size), squares_(sum_.size()),
          start_(start - static_cast<std::int64_t>(kept_)), begin_(start_) {
        require_nonzero_overlap(who, o);
        out_.reserve(sum_.size());
    }

    [[nodiscard]] std::size_t bins() const noexcept { return plan_.bins(); }

    /// The spectrum of the next frame, of bins() numbers.
    void add(std::span<std::complex<T> const> bins) {
        plan_.inverse(bins, frame_);
        if (begun_) {
            drop_hop(sum_);
            drop_hop(squares_);
            begin_ += static_cast<std::int64_t>(hop_);
        }
        begun_ = true;
        for (std::size_t i = 0; i < frame_.size(); ++i) sum_[kept_ + i] += frame_[i] * window_[i];
        for (std::size_t i = 0; i < frame_.size(); ++i) squares_[kept_ + i] += window_[i] * window_[i];
    }
    /// Gives out, once after each frame, what no later frame changes; false if that is nothing. The signal has `length`
    /// samples, or -1: nobody knows.
    bool finish_hop(std::int64_t length) { return give(0, hop_, length); }
    /// Gives out the rest, after the last frame. Where the length is unknown a centred signal ends half a frame before
    /// the last one does.
    bool finish_all(std::int64_t length) {
        return begun_ && give(hop_, length < 0 ? sum_.size() - margin_ : sum_.size(), length);
    }
    void give_nothing() noexcept { out_.clear(); }
    void restart() noexcept {
        std::fill(sum_.begin(), sum_.end(), T{});
        std::fill(squares_.begin(), squares_.end(), T{});
        begin_ = start_;
        begun_ = false;
        out_.clear();
    }

    /// What was given out last.
    [[nodiscard]] std::span<T const> samples() const noexcept { return out_; }
    [[nodiscard]] std::int64_t position() const noexcept { return position_; }

private:
    void drop_hop(std::vector<T>& values) noexcept {
        std::copy(values.data() + hop_, values.data() + values.size(), values.data());
        std::fill(values.data() + (values.size() - hop_), values.data() + values.size(), T{});
    }
    bool give(std::size_t from, std::size_t to, std::int64_t length) {
        auto const within = [&](std::size_t i) {   // of 0 .. length, as an index of sum_
            auto place = std::max<std::int64_t>(begin_ + static_cast<std::int64_t>(i), 0);
            if (length >= 0) place = std::min(place, length);
            return static_cast<std::size_t>(std::max<std::int64_t>(place - begin_, 0));
        };
        from = within(from);
        to = std::max(from, within(to));
        position_ = begin_ + static_cast<std::int64_t>(from);
        out_.resize(to - from);
        for (T& sample : out_) {
            auto const squares = squares_[from];
            sample = squares > T(least_overlap) ? sum_[from] / squares : sum_[from];
            ++from;
        }
        return !out_.empty();
    }

    fft_plan<T> plan_;
    std::vector<T> window_, frame_;
    std::size_t hop_, margin_;
    // Samples that are ready and yet held back, for they may belong to the margin after the end.
    std::size_t kept_;
    std::vector<T> sum_, squares_, out_;   // of frames times window, of windows squared: from begin_ on
    std::int64_t start_, begin_, position_ = 0;
    bool begun_ = false;
};

}   // namespace symphonic::detail
#endif
