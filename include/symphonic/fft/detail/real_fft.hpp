// SPDX-License-Identifier: MIT
// real_fft: transforms of real signals by way of complex ones: of half the size if it is even, of the whole if odd.
#ifndef SYMPHONIC_FFT_DETAIL_REAL_FFT_HPP
#define SYMPHONIC_FFT_DETAIL_REAL_FFT_HPP

#include <symphonic/fft/detail/complex_fft.hpp>
#include <symphonic/fft/detail/real_passes.hpp>

namespace symphonic::detail {

template <class T>
class real_fft {
public:
    explicit real_fft(std::size_t size)
        : size_(size), fft_(even() ? size / 2 : size), turns_(even() ? size / 4 * 2 : 0),
          shape_{fft_.points(), turns_.data()} {
        if (!even()) return;
        auto const pairs = size / 4;   // of bins k and size/2 - k, whatever the remainder
        for (std::size_t k = 1; k <= pairs; ++k) {
            auto const w = root_of_unity<T>(k, size);
            turns_[k - 1] = w.imag() / 2;
            turns_[pairs + k - 1] = -w.real() / 2;
        }
    }
    real_fft(const real_fft&) = delete;
    real_fft& operator=(const real_fft&) = delete;

    [[nodiscard]] std::size_t bins() const noexcept { return size_ / 2 + 1; }
    /// Numbers that `work` holds.
    [[nodiscard]] std::size_t workspace() const noexcept { return fft_.workspace() + 2 * fft_.points(); }

    /// What Output makes of the bins of in[i] * window[i]; the window may be null. `in` and `out` may overlap.
    template <class Output> void forward(T const* in, T const* window, T* out, T* work) const noexcept {
        if (even()) {
            auto const z = fft_(in, window, work);
            kernel_on<real_pass<Output>, real_shape<T> const*, T const*, T const*, T*>(fft_.set())(&shape_, z.re, z.im,
                                                                                                   out);
            return;
        }
        T* const x = work + fft_.workspace();
        for (std::size_t i = 0; i < size_; ++i) {
            x[2 * i] = window == nullptr ? in[i] : in[i] * window[i];
            x[2 * i + 1] = 0;
        }
        auto const z = fft_(x, nullptr, work);
        kernel_on<plain_pass<Output>, std::size_t, T const*, T const*, T*>(fft_.set())(bins(), z.re, z.im, out);
    }

    /// Not scaled. `bins` and `out` may overlap.
    void inverse(T const* bins, T* out, T* work) const noexcept {
        T* const x = work + fft_.workspace();
        if (even()) {
            kernel_on<real_inverse_pass, real_shape<T> const*, T const*, T*>(fft_.set())(&shape_, bins, x);
            auto const z = fft_(x, nullptr, work);
            kernel_on<merge_pass<true>, std::size_t, T const*, T const*, T*>(fft_.set())(fft_.points(), z.re, z.im,
                                                                                         out);
            return;
        }
        x[0] = bins[0];
        x[1] = 0;
        for (std::size_t k = 1; k <= size_ / 2; ++k) {   // conjugates: the transform is then the inverse one
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
    aligned_vector<T> turns_;
    real_shape<T> shape_;
};

}   // namespace symphonic::detail
#endif
