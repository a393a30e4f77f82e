// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_SPECTRAL_DETAIL_OVERLAP_ADD_HPP
#define SYMPHONIC_SPECTRAL_DETAIL_OVERLAP_ADD_HPP

#include <symphonic/fft/plan.hpp>
#include <symphonic/spectral/stft_options.hpp>

namespace symphonic::detail {

/// The inverse short-time Fourier transform, frame by frame. Positions are sample indices of the signal; samples before
/// 0 are part of the margin of centred frames and are not emitted.
template <std::floating_point T>
class overlap_add {
public:
    /// `start` is the index of the first sample of the first frame added, which need not be frame 0 of the signal.
    overlap_add(char const* caller, const stft_options& o, std::int64_t start);

    [[nodiscard]] std::size_t bins() const noexcept { return plan_.bins(); }

    /// Adds the next frame from its bins() bins.
    void add(std::span<std::complex<T> const> bins);
    /// Emits the samples that later frames do not change: call it once after each frame. Returns false if there are
    /// none. The signal has `length` samples; -1: unknown.
    bool emit_hop(std::int64_t length) { return emit(0, hop_, length); }
    /// Emits the other samples after the last frame. If the length is unknown, a centred signal ends half a frame
    /// before its last frame.
    bool emit_rest(std::int64_t length);
    /// Empties samples().
    void clear() noexcept { out_.clear(); }
    /// Returns to the state before the first frame.
    void reset() noexcept;

    /// The samples emitted last.
    [[nodiscard]] std::span<T const> samples() const noexcept { return out_; }
    /// The index of the first of samples().
    [[nodiscard]] std::int64_t position() const noexcept { return position_; }

private:
    /// Shifts `total` by a hop and adds values[i] * window[i].
    void add(const std::vector<T>& values, std::vector<T>& total) noexcept;
    /// Emits those of sum_[from] ... sum_[to - 1] that belong to the signal. Returns false if there are none.
    bool emit(std::size_t from, std::size_t to, std::int64_t length);

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

#ifndef SYMPHONIC_PRECOMPILED
#include <symphonic/spectral/detail/overlap_add_definitions.hpp>
#endif

#endif
