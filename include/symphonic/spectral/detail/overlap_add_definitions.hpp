// SPDX-License-Identifier: MIT
// The member functions of overlap_add.
#ifndef SYMPHONIC_SPECTRAL_DETAIL_OVERLAP_ADD_DEFINITIONS_HPP
#define SYMPHONIC_SPECTRAL_DETAIL_OVERLAP_ADD_DEFINITIONS_HPP

#include <algorithm>

#include <symphonic/fft/overlap.hpp>
#include <symphonic/kernels/sample.hpp>
#include <symphonic/simd/detail/dispatch.hpp>
#include <symphonic/spectral/detail/overlap_add.hpp>

namespace symphonic::detail {

/// Returns the least number that a sum of windowed frames is divided by: 0.1 of the largest sum of squared windows, or the
/// smallest sum far from the ends if that is less. Throws argument_error if samples are lost because the squared windows add
/// up to 0 there (SciPy's NOLA condition).
template <class = void>
[[nodiscard, gnu::cold]] double least_divisor(char const* caller, const stft_options& o) {
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

template <std::floating_point T>
[[gnu::cold]] overlap_add<T>::overlap_add(char const* caller, const stft_options& o, std::int64_t start)
    : least_divisor_(static_cast<T>(least_divisor(caller, o))), plan_(o.size, {.engine = o.engine}),
      work_(plan_.workspace()), window_(padded_window<T>(o.window, o.size, o.window_size, caller)), frame_(o.size),
      hop_(o.hop), margin_(padding_size(o.size, start < 0 ? padding::zero : o.padding)),
      held_back_(margin_ + hop_ > o.size ? margin_ + hop_ - o.size : 0), sum_(held_back_ + o.size),
      squares_(sum_.size()), start_(start - static_cast<std::int64_t>(held_back_)), sum_position_(start_) {
    out_.reserve(sum_.size());
}

template <std::floating_point T>
void overlap_add<T>::add(std::span<std::complex<T> const> bins) {
    plan_.inverse(bins, frame_, work_);
    if (frames_ > 0) sum_position_ += static_cast<std::int64_t>(hop_);
    add(frame_, sum_);
    if (frames_ * hop_ <= squares_.size()) add(window_, squares_);   // later they no longer change
    ++frames_;
}

template <std::floating_point T>
bool overlap_add<T>::emit_rest(std::int64_t length) {
    return frames_ > 0 && emit(hop_, length < 0 ? sum_.size() - margin_ : sum_.size(), length);
}

template <std::floating_point T>
void overlap_add<T>::reset() noexcept {
    std::fill(sum_.begin(), sum_.end(), T{});
    std::fill(squares_.begin(), squares_.end(), T{});
    sum_position_ = start_;
    frames_ = 0;
    out_.clear();
}

template <std::floating_point T>
void overlap_add<T>::add(const std::vector<T>& values, std::vector<T>& total) noexcept {
    auto* const first = total.data();
    if (frames_ > 0) {
        std::copy(first + hop_, first + total.size(), first);
        std::fill_n(first + (total.size() - hop_), hop_, T{});
    }
    on_samples<add_windowed_kernel>(values, static_cast<T const*>(window_.data()), first + held_back_);
}

template <std::floating_point T>
bool overlap_add<T>::emit(std::size_t from, std::size_t to, std::int64_t length) {
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

}   // namespace symphonic::detail
#endif
