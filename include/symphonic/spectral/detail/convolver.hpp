// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_SPECTRAL_DETAIL_CONVOLVER_HPP
#define SYMPHONIC_SPECTRAL_DETAIL_CONVOLVER_HPP

#include <symphonic/fft/plan.hpp>
#include <symphonic/spectral/mode.hpp>

namespace symphonic::detail {

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
        : convolver(caller, std::vector<T>(taps.begin(), taps.end()), m) {}
    convolver(char const* caller, std::vector<T>&& taps, mode m);

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
    std::size_t push(std::span<T const> x) noexcept;
    /// Pushes at most `count` zeros and returns their number.
    std::size_t push_zeros(std::size_t count) noexcept;
    /// Computes a result for each pending sample.
    void run();
    /// The results of the last run(); none if all of them are left out.
    [[nodiscard]] std::span<T const> results() const noexcept {
        return {out_.data() + history_ + first_result_, result_count_ - first_result_};
    }
    /// Empties results().
    void clear() noexcept { result_count_ = first_result_ = 0; }
    /// Returns to the state before the first sample.
    void reset() noexcept;

private:
    [[nodiscard]] static std::size_t transform_size(char const* caller, std::size_t taps);
    [[nodiscard]] std::size_t left_out() const noexcept { return mode_ == mode::same ? history_ / 2 : 0; }
    [[nodiscard]] bool uses_transforms() const noexcept { return history_ >= max_direct_taps; }

    /// Circular convolution: the first history_ results are wrong, because they wrap around, and are not used.
    void run_transforms();
    void run_direct();

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

#ifndef SYMPHONIC_PRECOMPILED
#include <symphonic/spectral/detail/convolver_definitions.hpp>
#endif

#endif
