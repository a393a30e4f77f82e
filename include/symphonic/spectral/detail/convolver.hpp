// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_SPECTRAL_DETAIL_CONVOLVER_HPP
#define SYMPHONIC_SPECTRAL_DETAIL_CONVOLVER_HPP

#include <algorithm>
#include <bit>

#include <symphonic/core/format.hpp>
#include <symphonic/fft/plan.hpp>
#include <symphonic/kernels/gain.hpp>
#include <symphonic/simd/detail/complex.hpp>
#include <symphonic/simd/detail/dispatch.hpp>
#include <symphonic/spectral/mode.hpp>

namespace symphonic::detail {

/// bins[k] *= factors[k], interleaved complex numbers.
struct multiply_bins_kernel {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr void run(T const* factors, std::size_t n, T* bins) noexcept {
        for_each_vector<Target, T>(n, [&](auto step, std::size_t k) SYMPHONIC_KERNEL {
            complex_lanes<vector_t<T, step>> x, factor;
            load_complex<T, step>(x, bins + 2 * k);
            load_complex<T, step>(factor, factors + 2 * k);
            complex_multiply(x, factor.re, factor.im);
            store_complex<T, step>(bins + 2 * k, x);
        });
    }
};

/// A finite impulse response filter. It computes blocks of block_size() samples counted from the first of the signal,
/// so the bits do not depend on how the signal is divided: push samples until it is full, run it, read results(). With
/// mode::same it leaves out the first results.
template <std::floating_point T>
class convolver {
public:
    /// Up to this number of taps the sum is computed directly, else by overlap-save with Fourier transforms.
    static constexpr std::size_t max_direct_taps = 32;
    static constexpr std::size_t direct_block_size = 256;

    /// Throws argument_error if there are no taps.
    template <std::floating_point H>
    convolver(char const* caller, std::span<H const> taps, mode m)
        : plan_(transform_size(caller, taps.size())), work_(plan_.workspace()), history_(taps.size() - 1), mode_(m),
          filled_(history_), skip_(left_out()) {
        std::vector<T> h(taps.size());
        for (std::size_t k = 0; k < h.size(); ++k) h[k] = static_cast<T>(taps[k]);
        in_.resize(history_ + block_size());
        out_.resize(in_.size());
        if (uses_transforms()) {
            h.resize(plan_.size());
            response_.resize(plan_.bins());
            bins_.resize(plan_.bins());
            plan_.forward(h, response_);
        } else {
            taps_ = std::move(h);
        }
    }

    [[nodiscard]] std::size_t block_size() const noexcept {
        return uses_transforms() ? plan_.size() - history_ : direct_block_size;
    }
    /// The number of zeros to push after the end of the signal.
    [[nodiscard]] std::size_t tail_size() const noexcept { return mode_ == mode::same ? history_ / 2 : history_; }
    /// The number of results beyond that of samples in the signal.
    [[nodiscard]] std::size_t added_size() const noexcept { return tail_size() - left_out(); }
    /// True if run() must be called before the next push.
    [[nodiscard]] bool full() const noexcept { return filled_ == in_.size(); }
    /// Samples that were pushed since the last run().
    [[nodiscard]] std::size_t pending() const noexcept { return filled_ - history_; }

    /// Copies as many samples as fit and returns their number.
    std::size_t push(std::span<T const> x) noexcept {
        auto const count = std::min(x.size(), in_.size() - filled_);
        std::copy_n(x.data(), count, in_.data() + filled_);
        filled_ += count;
        return count;
    }
    /// Pushes at most `count` zeros and returns their number.
    std::size_t push_zeros(std::size_t count) noexcept {
        count = std::min(count, in_.size() - filled_);
        std::fill_n(in_.data() + filled_, count, T{});
        filled_ += count;
        return count;
    }
    /// Computes a result for each pending sample.
    void run() {
        auto const count = pending();
        std::fill(in_.data() + filled_, in_.data() + in_.size(), T{});
        if (uses_transforms()) run_transforms();
        else run_direct();
        result_count_ = count;
        first_result_ = std::min(skip_, count);
        skip_ -= first_result_;
        std::copy(in_.data() + (filled_ - history_), in_.data() + filled_, in_.data());
        filled_ = history_;
    }
    /// The results of the last run(); none if all of them are left out.
    [[nodiscard]] std::span<T const> results() const noexcept {
        return {out_.data() + history_ + first_result_, result_count_ - first_result_};
    }
    /// Empties results().
    void clear() noexcept { result_count_ = first_result_ = 0; }
    /// Returns to the state before the first sample.
    void reset() noexcept {
        std::fill_n(in_.data(), history_, T{});
        filled_ = history_;
        skip_ = left_out();
        clear();
    }

private:
    [[nodiscard]] static std::size_t transform_size(char const* caller, std::size_t taps) {
        require_count(taps, caller, ": ", taps, " taps");
        return taps > max_direct_taps ? std::bit_ceil(4 * taps) : 1;
    }
    [[nodiscard]] std::size_t left_out() const noexcept { return mode_ == mode::same ? history_ / 2 : 0; }
    [[nodiscard]] bool uses_transforms() const noexcept { return history_ >= max_direct_taps; }

    /// Circular convolution: the first history_ results are wrong, because they wrap around, and are not used.
    void run_transforms() {
        plan_.forward(in_, bins_, work_);
        on_active<multiply_bins_kernel>(reinterpret_cast<T const*>(response_.data()), bins_.size(),
                                        reinterpret_cast<T*>(bins_.data()));
        plan_.inverse(bins_, out_, work_);
    }
    void run_direct() {
        std::fill(out_.begin(), out_.end(), T{});
        for (std::size_t k = 0; k < taps_.size(); ++k)
            mix(std::span{in_}.subspan(history_ - k, block_size()), std::span{out_}.subspan(history_),
                static_cast<double>(taps_[k]));
    }

    fft_plan<T> plan_;   // of size 1 if it is not used
    aligned_vector<std::byte> work_;
    std::size_t history_;   // samples of the signal before a block: taps - 1
    mode mode_;
    std::vector<T> taps_, in_, out_;   // in_, out_: the history, then the block
    std::vector<std::complex<T>> response_, bins_;
    std::size_t filled_, skip_;   // skip_: results still to be left out
    std::size_t result_count_ = 0, first_result_ = 0;
};

}   // namespace symphonic::detail
#endif
