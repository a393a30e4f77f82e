// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_FFT_WINDOWED_FFT_HPP
#define SYMPHONIC_FFT_WINDOWED_FFT_HPP

#include <symphonic/core/detail/span_of.hpp>
#include <symphonic/fft/detail/bin_power.hpp>
#include <symphonic/fft/detail/padded_window.hpp>
#include <symphonic/fft/detail/plan_cache.hpp>
#include <symphonic/fft/detail/real_fft.hpp>
#include <symphonic/fft/engine.hpp>

namespace symphonic {

/// Options of windowed_fft.
struct windowed_fft_options {
    /// Coefficients of the window, 1 to `size`; it stands in the middle of the frame with zeros around it, as
    /// librosa.util.pad_center. 0: size.
    std::size_t window_size = 0;
    /// Null: the built-in engine, which applies the window while it loads the frame and computes |X| or |X|^2 while it
    /// stores the bins. With another engine these are separate passes.
    fft_engine const* engine = nullptr;
};

/// The spectrum of one real frame under a window, the element of a short-time Fourier transform:
///
///     X[k] = sum over i of x[i] w[i] exp(-2 pi j i k / size), k = 0 ... size/2, not scaled
///
/// T is float or double. The object allocates all its memory when it is made and uses it in every call, so each thread
/// needs its own; copies share the plan. Frames and results may have any alignment and may begin at the same address.
/// The bits of a result depend on the frame, the options and the instruction set only. Spans of the wrong size throw
/// argument_error.
template <std::floating_point T>
class windowed_fft {
public:
    /// Throws argument_error for a window_size above size, for a window of samples of another size, and as fft_plan.
    [[gnu::cold]] windowed_fft(const window& shape, std::size_t size, windowed_fft_options options = {}) : size_(size) {
        fft_engine::require_size(size);
        auto const w = detail::padded_window<T>(shape, size, options.window_size, "windowed_fft");
        window_.assign(w.begin(), w.end());
        if (options.engine == nullptr) {
            fft_ = detail::cached_plan<detail::real_fft<T>>(size);
            work_ = detail::aligned_vector<T>(fft_->workspace());
        } else {
            kernel_ = options.engine->kernel<T>(size);
            windowed_ = detail::aligned_vector<T>(size);
            bins_ = detail::aligned_vector<T>(2 * bins());
            work_ = detail::aligned_vector<T>((kernel_->workspace() + sizeof(T) - 1) / sizeof(T));
        }
    }

    /// Samples in a frame.
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    /// size()/2 + 1.
    [[nodiscard]] std::size_t bins() const noexcept { return size_ / 2 + 1; }
    /// The size() coefficients of the window, with the zeros around a shorter one.
    [[nodiscard]] std::span<T const> window_coefficients() const noexcept { return window_; }

    /// Writes X: bins() complex numbers from size() samples.
    void forward(detail::span_arg<T const> frame, detail::span_arg<std::complex<T>> out) {
        expect(frame.size(), out.size(), "bins");
        if (fft_) run<detail::to_complex>(frame, reinterpret_cast<T*>(out.data()));
        else run_engine(frame, out.data());
    }
    /// Writes |X|^2: bins() numbers with the bits of re * re + im * im of forward().
    void power(detail::span_arg<T const> frame, detail::span_arg<T> out) {
        expect(frame.size(), out.size(), "powers");
        if (fft_) run<detail::to_power>(frame, out.data());
        else detail::bin_power<T>(bins_by_engine(frame), out);
    }
    /// Writes |X|: bins() numbers, the square roots of power(). Infinite if the square of a bin overflows.
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
    template <class Store> void run(std::span<T const> frame, T* out) {
        fft_->template forward<Store>(frame.data(), window_.data(), out, work_.data());
    }
    void run_engine(std::span<T const> frame, std::complex<T>* out) {
        for (std::size_t i = 0; i < size_; ++i) windowed_[i] = frame[i] * window_[i];
        kernel_->forward(windowed_.data(), out, reinterpret_cast<std::byte*>(work_.data()));
    }
    [[nodiscard]] std::span<std::complex<T> const> bins_by_engine(std::span<T const> frame) {
        auto* const out = reinterpret_cast<std::complex<T>*>(bins_.data());
        run_engine(frame, out);
        return {out, bins()};
    }

    std::size_t size_;
    detail::aligned_vector<T> window_;
    std::shared_ptr<const detail::real_fft<T>> fft_;   // the built-in engine; null with another one
    fft_engine::kernel_ptr<T> kernel_;                 // another engine, with the memory that only it needs
    detail::aligned_vector<T> windowed_, bins_;
    detail::aligned_vector<T> work_;
};

}   // namespace symphonic
#endif
