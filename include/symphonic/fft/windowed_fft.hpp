// SPDX-License-Identifier: MIT
// windowed_fft: the spectrum of one windowed frame, which is what a short-time Fourier transform is made of.
#ifndef SYMPHONIC_FFT_WINDOWED_FFT_HPP
#define SYMPHONIC_FFT_WINDOWED_FFT_HPP

#include <symphonic/fft/bin_power.hpp>
#include <symphonic/fft/plan.hpp>
#include <symphonic/fft/window.hpp>

namespace symphonic {

/// X[k] = sum x[i] w[i] exp(-2 pi j i k / size), size/2 + 1 bins, not scaled. It keeps memory for one frame, allocated
/// when it is made: one object for each thread. T is float or double.
template <std::floating_point T>
class windowed_fft {
public:
    /// Throws argument_error as fft_plan.
    windowed_fft(const window& shape, std::size_t size, fft_options options = {})
        : plan_(size, options), window_(make_window<T>(shape, size)), frame_(size), bins_(plan_.bins()) {}

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
        if (out.size() != bins()) throw argument_error("windowed_fft: ", out.size(), " powers, expected ", bins());
        forward(frame, bins_);
        detail::bin_power<T>(bins_, out);
    }

private:
    fft_plan<T> plan_;
    std::vector<T> window_, frame_;
    std::vector<std::complex<T>> bins_;
};

}   // namespace symphonic
#endif
