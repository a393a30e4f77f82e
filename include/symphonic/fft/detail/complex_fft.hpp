// SPDX-License-Identifier: MIT
// complex_fft: complex transforms of any size; those with large factors as a convolution with a chirp
// (L. Bluestein, "A linear filtering approach to the computation of discrete Fourier transform", 1970).
#ifndef SYMPHONIC_FFT_DETAIL_COMPLEX_FFT_HPP
#define SYMPHONIC_FFT_DETAIL_COMPLEX_FFT_HPP

#include <bit>

#include <symphonic/fft/detail/split_complex_fft.hpp>

namespace symphonic::detail {

/// As split_fft, for any number of points.
///
/// Bluestein's algorithm: X[k] = w[k] sum (x[i] w[i]) conj(w[k - i]) with w[i] = exp(-pi j i^2 / n), a circular
/// convolution of a power of two of at least 2 n - 1 points.
template <class T>
class complex_fft {
public:
    explicit complex_fft(std::size_t points)
        : points_(points), inner_(split_fft<T>::takes(points) ? points : std::bit_ceil(2 * points - 1)) {
        if (inner_.points() != points) make_chirp();
    }

    [[nodiscard]] std::size_t points() const noexcept { return points_; }
    [[nodiscard]] instruction_set set() const noexcept { return direct() ? inner_.set() : ends_; }
    [[nodiscard]] std::size_t workspace() const noexcept {
        return inner_.workspace() + (direct() ? 0 : 2 * inner_.points());
    }
    [[nodiscard]] split_points<T> operator()(T const* in, T const* window, T* work) const noexcept {
        if (direct()) return inner_(in, window, work);
        auto const n = points_, around = inner_.points();
        T* const z = work + inner_.workspace();   // interleaved, as inner_ wants its points
        split_points<T> x{work, work + n};
        split_(n, in, window, x.re, x.im);
        product_(n, chirp_.data(), false, x.re, x.im, z);
        for (std::size_t i = 2 * n; i < 2 * around; ++i) z[i] = 0;
        x = inner_(z, nullptr, work);
        product_(around, response_.data(), true, x.re, x.im, z);   // the inverse of x: conj of the transform of conj x
        x = inner_(z, nullptr, work);
        product_(n, back_.data(), true, x.re, x.im, z);
        x = {work, work + n};
        split_(n, z, nullptr, x.re, x.im);
        return x;
    }

private:
    [[nodiscard]] bool direct() const noexcept { return split_ == nullptr; }

    void make_chirp() {
        ends_ = active_instruction_set();
        while (width_on<T>(ends_) > points_) ends_ = lesser(ends_);
        product_ = kernel_on<product_pass, std::size_t, T const*, bool, T const*, T const*, T*>(ends_);
        auto const n = points_, around = inner_.points();
        chirp_ = aligned_vector<T>(2 * n);
        back_ = aligned_vector<T>(2 * n);
        response_ = aligned_vector<T>(2 * around);
        aligned_vector<T> circle(2 * around), work(inner_.workspace());
        std::size_t square = 0;   // i^2 mod 2 n
        for (std::size_t i = 0; i < n; square = (square + 2 * i + 1) % (2 * n), ++i) {
            auto const w = root_of_unity<T>(square, 2 * n);
            chirp_[i] = back_[i] = w.real();
            chirp_[n + i] = w.imag();
            back_[n + i] = -w.imag();
            for (auto const at : {i, (around - i) % around}) {
                circle[2 * at] = w.real();
                circle[2 * at + 1] = -w.imag();
            }
        }
        auto const spectrum = inner_(circle.data(), nullptr, work.data());
        auto const scale = 1 / static_cast<T>(around);   // a power of two: exact
        for (std::size_t k = 0; k < around; ++k) {
            response_[k] = spectrum.re[k] * scale;
            response_[around + k] = spectrum.im[k] * scale;
        }
        split_ = kernel_on<split_pass, std::size_t, T const*, T const*, T*, T*>(ends_);
    }

    std::size_t points_;
    split_fft<T> inner_;
    instruction_set ends_{};
    kernel_pointer<split_pass, std::size_t, T const*, T const*, T*, T*> split_ = nullptr;   // null: without a chirp
    kernel_pointer<product_pass, std::size_t, T const*, bool, T const*, T const*, T*> product_ = nullptr;
    aligned_vector<T> chirp_, back_, response_;   // w, conj(w), the transform of conj(w) round the circle
};

}   // namespace symphonic::detail
#endif
