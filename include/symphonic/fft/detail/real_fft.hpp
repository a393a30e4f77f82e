// SPDX-License-Identifier: MIT
// Transforms of real signals.
#ifndef SYMPHONIC_FFT_DETAIL_REAL_FFT_HPP
#define SYMPHONIC_FFT_DETAIL_REAL_FFT_HPP

#include <symphonic/fft/detail/complex_fft.hpp>
#include <symphonic/fft/detail/real_passes.hpp>

namespace symphonic::detail {

/// The transform of `size` real numbers: a complex transform of size/2 points if `size` is even, else of `size` points.
template <class T>
class real_fft {
public:
    [[gnu::cold]] explicit real_fft(std::size_t size)
        : size_(size), fft_(even() ? size / 2 : size), twiddles_(even() ? size / 4 * 2 : 0),
          shape_{fft_.points(), twiddles_.data()} {
        if (!even()) return;
        auto const pairs = size / 4;   // of bins k and size/2 - k
        for (std::size_t k = 1; k <= pairs; ++k) {
            auto const w = twiddle_factor<T>(k, size);
            twiddles_[k - 1] = w.imag() / 2;
            twiddles_[pairs + k - 1] = -w.real() / 2;
        }
    }
    real_fft(const real_fft&) = delete;   // shape_ points into twiddles_
    real_fft& operator=(const real_fft&) = delete;

    [[nodiscard]] std::size_t bins() const noexcept { return size_ / 2 + 1; }
    /// Size of `work` in numbers.
    [[nodiscard]] std::size_t workspace() const noexcept { return fft_.workspace() + 2 * fft_.points(); }

    /// Stores the bins of in[i] * window[i] as Store does (bin_store.hpp). A null window is 1. `in` and `out` may
    /// overlap.
    template <class Store> void forward(T const* in, T const* window, T* out, T* work) const noexcept {
        if (even()) {
            auto const z = fft_(in, window, work);
            kernel_on<real_pass<Store>, real_shape<T> const*, T const*, T const*, T*>(fft_.set())(&shape_, z.re, z.im,
                                                                                                  out);
            return;
        }
        T* const x = work + fft_.workspace();
        for (std::size_t i = 0; i < size_; ++i) {
            x[2 * i] = window == nullptr ? in[i] : in[i] * window[i];
            x[2 * i + 1] = 0;
        }
        auto const z = fft_(x, nullptr, work);
        kernel_on<store_pass<Store>, std::size_t, T const*, T const*, T*>(fft_.set())(bins(), z.re, z.im, out);
    }

    /// The inverse transform, not scaled. `bins` and `out` may overlap.
    void inverse(T const* bins, T* out, T* work) const noexcept {
        T* const x = work + fft_.workspace();
        if (even()) {
            kernel_on<real_inverse_pass, real_shape<T> const*, T const*, T*>(fft_.set())(&shape_, bins, x);
            auto const z = fft_(x, nullptr, work);
            kernel_on<interleave_pass<true>, std::size_t, T const*, T const*, T*>(fft_.set())(fft_.points(), z.re, z.im,
                                                                                              out);
            return;
        }
        // The forward transform of the conjugates is the conjugate of the inverse transform, which is real.
        x[0] = bins[0];
        x[1] = 0;
        for (std::size_t k = 1; k <= size_ / 2; ++k) {
            x[2 * k] = x[2 * (size_ - k)] = bins[2 * k];
            x[2 * k + 1] = -bins[2 * k + 1];
            x[2 * (size_ - k) + 1] = bins[2 * k + 1];
        }
        auto const z = fft_(x, nullptr, work);
        for (std::size_t i = 0; i < size_; ++i) out[i] = z.re[i];
    }

private:
    [[nodiscard]] bool even() const noexcept { return size_ % 2 == 0; }

    std::size_t size_;
    complex_fft<T> fft_;
    aligned_vector<T> twiddles_;
    real_shape<T> shape_;
};

}   // namespace symphonic::detail
#endif
