// SPDX-License-Identifier: MIT
// windowed_fft: the spectrum of one windowed frame, which is what a short-time Fourier transform is made of.
#ifndef SYMPHONIC_FFT_WINDOWED_FFT_HPP
#define SYMPHONIC_FFT_WINDOWED_FFT_HPP

#include <symphonic/core/detail/span_of.hpp>
#include <symphonic/fft/detail/bin_power.hpp>
#include <symphonic/fft/detail/padded_window.hpp>
#include <symphonic/fft/detail/plan_cache.hpp>
#include <symphonic/fft/detail/real_fft.hpp>
#include <symphonic/fft/engine.hpp>

namespace symphonic {

struct windowed_fft_options {
    std::size_t window_size = 0;   ///< coefficients of the window, in the middle of the frame, zeros around; 0: size
    fft_engine const* engine =
        nullptr;   ///< null: the built-in one, which takes the window while it loads the frame and
                   ///< |X| or |X|^2 while it stores the bins
};

/// X[k] = sum x[i] w[i] exp(-2 pi j i k / size), size/2 + 1 bins, not scaled. T is float or double. It keeps memory for one
/// frame, allocated when it is made: one object for each thread. Copies share the plan.
///
/// Frames and results may have any alignment and may begin at the same place. The bits of a result depend on the frame, the
/// options and the instruction set alone. Spans of other sizes throw argument_error.
template <std::floating_point T>
class windowed_fft {
public:
    /// Throws argument_error as fft_plan, and for a window_size beyond size.
    windowed_fft(const window& shape, std::size_t size, windowed_fft_options options = {}) : size_(size) {
        fft_engine::require(size);
        auto const w = detail::padded_window<T>(shape, size, options.window_size, "windowed_fft");
        window_.assign(w.begin(), w.end());
        if (options.engine == nullptr) {
            fft_ = detail::cached_plan<detail::real_fft<T>>(size);
            work_ = detail::aligned_vector<T>(fft_->workspace());
        } else {
            kernel_ = options.engine->kernel<T>(size);
            frame_ = detail::aligned_vector<T>(size);
            bins_ = detail::aligned_vector<T>(2 * bins());
            work_ = detail::aligned_vector<T>((kernel_->workspace() + sizeof(T) - 1) / sizeof(T));
        }
    }

    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] std::size_t bins() const noexcept { return size_ / 2 + 1; }
    /// All size() of them, with the zeros beside a shorter window.
    [[nodiscard]] std::span<T const> window_coefficients() const noexcept { return window_; }

    /// X of size() samples into bins() complex numbers.
    void forward(detail::span_arg<T const> frame, detail::span_arg<std::complex<T>> out) {
        expect(frame.size(), out.size(), "bins");
        if (fft_) run<detail::to_complex>(frame, reinterpret_cast<T*>(out.data()));
        else run_engine(frame, out.data());
    }
    /// |X|^2 into bins() numbers: re^2 + im^2 of what forward gives, to the bit.
    void power(detail::span_arg<T const> frame, detail::span_arg<T> out) {
        expect(frame.size(), out.size(), "powers");
        if (fft_) run<detail::to_power>(frame, out.data());
        else detail::bin_power<T>(bins_by_engine(frame), out);
    }
    /// |X| into bins() numbers: the root of what power gives, so it is infinite where the square of a bin overflows.
    void magnitude(detail::span_arg<T const> frame, detail::span_arg<T> out) {
        expect(frame.size(), out.size(), "magnitudes");
        if (fft_) run<detail::to_magnitude>(frame, out.data());
        else detail::bin_magnitude<T>(bins_by_engine(frame), out);
    }

private:
    void expect(std::size_t samples, std::size_t results, char const* what) const {
        if (samples != size())
            throw argument_error("windowed_fft: a frame of ", samples, " samples, expected ", size());
        if (results != bins()) throw argument_error("windowed_fft: ", results, " ", what, ", expected ", bins());
    }
    template <class Output> void run(std::span<T const> frame, T* out) {
        fft_->template forward<Output>(frame.data(), window_.data(), out, work_.data());
    }
    void run_engine(std::span<T const> frame, std::complex<T>* out) {
        for (std::size_t i = 0; i < size_; ++i) frame_[i] = frame[i] * window_[i];
        kernel_->forward(frame_.data(), out, reinterpret_cast<std::byte*>(work_.data()));
    }
    [[nodiscard]] std::span<std::complex<T> const> bins_by_engine(std::span<T const> frame) {
        auto* const out = reinterpret_cast<std::complex<T>*>(bins_.data());
        run_engine(frame, out);
        return {out, bins()};
    }

    std::size_t size_;
    detail::aligned_vector<T> window_;
    std::shared_ptr<const detail::real_fft<T>> fft_;   // or
    fft_engine::made<T> kernel_;
    detail::aligned_vector<T> frame_, bins_, work_;
};

}   // namespace symphonic
#endif
