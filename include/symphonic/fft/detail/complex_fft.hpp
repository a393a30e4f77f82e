// SPDX-License-Identifier: MIT
// Complex transforms of any size.
#ifndef SYMPHONIC_FFT_DETAIL_COMPLEX_FFT_HPP
#define SYMPHONIC_FFT_DETAIL_COMPLEX_FFT_HPP

#include <bit>

#include <symphonic/fft/detail/split_complex_fft.hpp>

namespace symphonic::detail {

/// As split_complex_fft, for any size. Sizes with a prime factor above max_radix use Bluestein's algorithm (L.
/// Bluestein, "A linear filtering approach to the computation of discrete Fourier transform", 1970):
///     X[k] = w[k] sum (x[i] w[i]) conj(w[k - i]), w[i] = exp(-pi j i^2 / n)
/// a circular convolution of N points, N a power of two of at least 2 n - 1.
template <class T>
class complex_fft {
public:
    [[gnu::cold]] explicit complex_fft(std::size_t points)
        : points_(points), inner_(has_small_factors(points) ? points : std::bit_ceil(2 * points - 1)) {
        if (inner_.points() != points) make_chirp();
    }

    [[nodiscard]] std::size_t points() const noexcept { return points_; }
    /// The instruction set for passes over the result.
    [[nodiscard]] instruction_set set() const noexcept { return uses_chirp() ? chirp_set_ : inner_.set(); }
    /// Size of `work` in numbers.
    [[nodiscard]] std::size_t workspace() const noexcept {
        return inner_.workspace() + (uses_chirp() ? 2 * inner_.points() : 0);
    }
    /// As split_complex_fft.
    [[nodiscard]] split_complex<T> operator()(T const* in, T const* window, T* work) const noexcept {
        return uses_chirp() ? with_chirp(in, window, work) : inner_(in, window, work);
    }

private:
    [[nodiscard]] bool uses_chirp() const noexcept { return deinterleave_ != nullptr; }

    /// Bluestein's algorithm. Rarely used, so it is not inlined.
    [[gnu::noinline]] split_complex<T> with_chirp(T const* in, T const* window, T* work) const noexcept {
        auto const n = points_, padded = inner_.points();
        T* const interleaved = work + inner_.workspace();   // input of inner_
        split_complex<T> x{work, work + n};
        deinterleave_(n, in, window, x.re, x.im);
        multiply_(n, chirp_.data(), false, x.re, x.im, interleaved);
        for (std::size_t i = 2 * n; i < 2 * padded; ++i) interleaved[i] = 0;
        x = inner_(interleaved, nullptr, work);
        // The inverse transform of y is conj(transform of conj(y)).
        multiply_(padded, response_.data(), true, x.re, x.im, interleaved);
        x = inner_(interleaved, nullptr, work);
        multiply_(n, conjugate_chirp_.data(), true, x.re, x.im, interleaved);
        x = {work, work + n};
        deinterleave_(n, interleaved, nullptr, x.re, x.im);
        return x;
    }

    [[gnu::cold]] void make_chirp() {
        chirp_set_ = active_instruction_set();
        while (vector_width<T>(chirp_set_) > points_) chirp_set_ = next_shorter(chirp_set_);
        multiply_ = kernel_on<multiply_pass, std::size_t, T const*, bool, T const*, T const*, T*>(chirp_set_);
        auto const n = points_, padded = inner_.points();
        chirp_ = aligned_vector<T>(2 * n);
        conjugate_chirp_ = aligned_vector<T>(2 * n);
        response_ = aligned_vector<T>(2 * padded);
        aligned_vector<T> conjugates(2 * padded), work(inner_.workspace());   // conj(w[i]), circular
        std::size_t square = 0;                                               // i^2 mod 2 n
        for (std::size_t i = 0; i < n; square = (square + 2 * i + 1) % (2 * n), ++i) {
            auto const w = twiddle_factor<T>(square, 2 * n);
            chirp_[i] = conjugate_chirp_[i] = w.real();
            chirp_[n + i] = w.imag();
            conjugate_chirp_[n + i] = -w.imag();
            for (auto const at : {i, (padded - i) % padded}) {
                conjugates[2 * at] = w.real();
                conjugates[2 * at + 1] = -w.imag();
            }
        }
        auto const spectrum = inner_(conjugates.data(), nullptr, work.data());
        auto const scale = 1 / static_cast<T>(padded);   // a power of two: exact
        for (std::size_t k = 0; k < padded; ++k) {
            response_[k] = spectrum.re[k] * scale;
            response_[padded + k] = spectrum.im[k] * scale;
        }
        deinterleave_ = kernel_on<deinterleave_pass, std::size_t, T const*, T const*, T*, T*>(chirp_set_);
    }

    std::size_t points_;
    split_complex_fft<T> inner_;
    instruction_set chirp_set_{};
    kernel_pointer<deinterleave_pass, std::size_t, T const*, T const*, T*, T*> deinterleave_ =
        nullptr;   // null: no chirp
    kernel_pointer<multiply_pass, std::size_t, T const*, bool, T const*, T const*, T*> multiply_ = nullptr;
    aligned_vector<T> chirp_, conjugate_chirp_;   // w, conj(w): real parts, then imaginary parts
    aligned_vector<T> response_;                  // the transform of the circular conj(w), divided by N
};

}   // namespace symphonic::detail
#endif
