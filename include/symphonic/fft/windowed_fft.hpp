// SPDX-License-Identifier: MIT
// windowed_fft: the spectrum of one windowed frame, which is what a short-time Fourier transform is made of.
#ifndef SYMPHONIC_FFT_WINDOWED_FFT_HPP
#define SYMPHONIC_FFT_WINDOWED_FFT_HPP

#include <symphonic/fft/bin_power.hpp>
#include <symphonic/fft/padded_window.hpp>
#include <symphonic/fft/plan.hpp>

namespace symphonic {

struct windowed_fft_options {
    std::size_t window_size = 0;   ///< coefficients of the window, in the middle of the frame, zeros around; 0: size
    fft_engine const* engine = nullptr;   ///< null: the built-in one
};

/// X[k] = sum x[i] w[i] exp(-2 pi j i k / size), size/2 + 1 bins, not scaled. It keeps memory for one frame, allocated
/// when it is made: one object for each thread. T is float or double.
template <std::floating_point T>
class windowed_fft {
public:
    /// Throws argument_error as fft_plan, and for a window longer than the frame.
    windowed_fft(const window& shape, std::size_t size, windowed_fft_options options = {})
        : plan_(size, {.engine = options.engine}),
          window_(detail::padded_window<T>(shape, size, options.window_size, "windowed_fft")), frame_(size),
          bins_(plan_.bins()) {}

    [[nodiscard]] std::size_t size() const noexcept { return plan_.size(); }
    [[nodiscard]] std::size_t bins() const noexcept { return plan_.bins(); }
    [[nodiscard]] std::span<T const> window_coefficients() const noexcept { return window_; }

    /// X of size() samples into bins() complex numbers.
    void forward(std::span<T const> frame, std::span<std::complex<T>> out) {
        if (frame.size() != size())
            throw argument_error("windowed_fft: a frame of ", frame.size(), " samples, expected ", size());
        for (std::size_t i = 0; i < frame_.size(); ++i) frame_[i] = frame[i] * window_[i];
        plan_.forward(frame_, out);
    }
    /// |X|^2 into bins() numbers.
    void power(std::span<T const> frame, std::span<T> out) {
        transform(frame, out.size(), "powers");
        detail::bin_power<T>(bins_, out);
    }
    /// |X| into bins() numbers.
    void magnitude(std::span<T const> frame, std::span<T> out) {
        transform(frame, out.size(), "magnitudes");
        detail::bin_magnitude<T>(bins_, out);
    }

private:
    void transform(std::span<T const> frame, std::size_t room, char const* what) {
        if (room != bins()) throw argument_error("windowed_fft: ", room, " ", what, ", expected ", bins());
        forward(frame, bins_);
    }

    fft_plan<T> plan_;
    std::vector<T> window_, frame_;
    std::vector<std::complex<T>> bins_;
};

}   // namespace symphonic
#endif
