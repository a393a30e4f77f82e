// SPDX-License-Identifier: MIT
// bluestein: complex transforms of any size, as a convolution with a chirp
// (L. Bluestein, "A linear filtering approach to the computation of discrete Fourier transform", 1970).
#ifndef SYMPHONIC_FFT_BLUESTEIN_HPP
#define SYMPHONIC_FFT_BLUESTEIN_HPP

#include <symphonic/fft/mixed_radix.hpp>

namespace symphonic::detail {

/// X[k] = w[k] sum (x[i] w[i]) conj(w[k - i]) with w[i] = exp(-pi j i^2 / n): a circular convolution of a power of two
/// of at least 2 n - 1 points. It runs in double whatever T is: three transforms in a row would lose a digit of float.
template <class T>
class bluestein final : public fft_kernel<std::complex<T>> {
    using bin = std::complex<T>;
    using wide = std::complex<double>;

public:
    explicit bluestein(std::size_t size) : size_(size), inner_(at_least(2 * size - 1)), chirp_(size) {
        auto const points = at_least(2 * size - 1);
        std::size_t square = 0;   // i^2 mod 2 n
        for (std::size_t i = 0; i < size; square = (square + 2 * i + 1) % (2 * size), ++i)
            chirp_[i] = root_of_unity<double>(square, 2 * size);
        std::vector<wide> circle(points);
        std::vector<std::byte> work(inner_.workspace());
        auto const scale = 1 / static_cast<double>(points);   // the inner inverse does not scale
        for (std::size_t i = 0; i < size; ++i) circle[i] = circle[(points - i) % points] = std::conj(chirp_[i]) * scale;
        response_.resize(points);
        inner_.forward(circle.data(), response_.data(), work.data());
    }

    [[nodiscard]] std::size_t workspace() const noexcept override {
        return whole_lines(response_.size() * sizeof(wide)) + inner_.workspace();
    }
    void forward(bin const* in, bin* out, std::byte* work) const noexcept override { run<false>(in, out, work); }
    void inverse(bin const* in, bin* out, std::byte* work) const noexcept override { run<true>(in, out, work); }

private:
    [[nodiscard]] static std::size_t at_least(std::size_t n) noexcept {
        std::size_t power = 1;
        while (power < n) power *= 2;
        return power;
    }
    /// The inverse of x is the conjugate of the transform of its conjugate.
    template <bool Inverse> void run(bin const* in, bin* out, std::byte* memory) const noexcept {
        auto const points = response_.size();
        auto* const x = reinterpret_cast<wide*>(memory);
        auto* const work = memory + whole_lines(points * sizeof(wide));
        for (std::size_t i = 0; i < size_; ++i) {
            wide const value(in[i]);
            x[i] = product(Inverse ? std::conj(value) : value, chirp_[i]);
        }
        std::fill(x + size_, x + points, wide{});
        inner_.forward(x, x, work);
        for (std::size_t k = 0; k < points; ++k) x[k] = product(x[k], response_[k]);
        inner_.inverse(x, x, work);
        for (std::size_t k = 0; k < size_; ++k) {
            auto const value = product(x[k], chirp_[k]);
            out[k] = bin(Inverse ? std::conj(value) : value);
        }
    }

    std::size_t size_;
    mixed_radix<double> inner_;
    std::vector<wide> chirp_, response_;
};

}   // namespace symphonic::detail
#endif
