// SPDX-License-Identifier: MIT
// Real transforms by way of complex ones: of half the size if it is even, of the whole size if it is odd.
#ifndef SYMPHONIC_FFT_REAL_HPP
#define SYMPHONIC_FFT_REAL_HPP

#include <algorithm>
#include <utility>

#include <symphonic/fft/engine.hpp>
#include <symphonic/fft/roots.hpp>

namespace symphonic::detail {

/// Even n: neighbours are packed into n/2 complex numbers, z[i] = x[2 i] + j x[2 i + 1].
template <class T>
class real_by_half final : public fft_kernel<T> {
    using bin = std::complex<T>;

public:
    real_by_half(std::size_t size, fft_engine::made<bin> half)
        : half_size_(size / 2), half_(std::move(half)), roots_(size / 4 + 1) {
        for (std::size_t k = 0; k < roots_.size(); ++k) roots_[k] = root_of_unity<T>(k, size);
    }

    [[nodiscard]] std::size_t workspace() const noexcept override { return packed() + half_->workspace(); }

    void forward(T const* in, bin* out, std::byte* work) const noexcept override {
        auto* const z = reinterpret_cast<bin*>(work);
        for (std::size_t i = 0; i < half_size_; ++i) z[i] = {in[2 * i], in[2 * i + 1]};
        half_->forward(z, z, work + packed());
        out[0] = {z[0].real() + z[0].imag(), 0};
        out[half_size_] = {z[0].real() - z[0].imag(), 0};
        for (std::size_t k = 1; k <= half_size_ / 2; ++k) {   // bins k and n/2 - k come from the same two
            auto const a = z[k], b = std::conj(z[half_size_ - k]);
            auto const even = (a + b) / T{2}, odd = product(quarter<false>((a - b) / T{2}), roots_[k]);
            out[k] = even + odd;
            out[half_size_ - k] = std::conj(even - odd);
        }
    }
    void inverse(bin const* in, T* out, std::byte* work) const noexcept override {
        auto* const z = reinterpret_cast<bin*>(work);
        auto const first = in[0].real(), last = in[half_size_].real();
        z[0] = {first + last, first - last};
        for (std::size_t k = 1; k <= half_size_ / 2; ++k) {
            auto const a = in[k], b = std::conj(in[half_size_ - k]);
            auto const even = a + b, odd = quarter<true>(product(a - b, std::conj(roots_[k])));
            z[k] = even + odd;
            z[half_size_ - k] = std::conj(even - odd);
        }
        half_->inverse(z, z, work + packed());
        for (std::size_t i = 0; i < half_size_; ++i) {
            out[2 * i] = z[i].real();
            out[2 * i + 1] = z[i].imag();
        }
    }

private:
    [[nodiscard]] std::size_t packed() const noexcept { return whole_lines(half_size_ * sizeof(bin)); }

    std::size_t half_size_;
    fft_engine::made<bin> half_;
    std::vector<bin> roots_;   // exp(-2 pi j k / n), the first quarter
};

/// Odd n: the imaginary parts are 0.
template <class T>
class real_by_whole final : public fft_kernel<T> {
    using bin = std::complex<T>;

public:
    real_by_whole(std::size_t size, fft_engine::made<bin> whole) : size_(size), whole_(std::move(whole)) {}

    [[nodiscard]] std::size_t workspace() const noexcept override { return packed() + whole_->workspace(); }

    void forward(T const* in, bin* out, std::byte* work) const noexcept override {
        auto* const z = reinterpret_cast<bin*>(work);
        std::copy_n(in, size_, z);
        whole_->forward(z, z, work + packed());
        std::copy_n(z, size_ / 2 + 1, out);
    }
    void inverse(bin const* in, T* out, std::byte* work) const noexcept override {
        auto* const z = reinterpret_cast<bin*>(work);
        z[0] = in[0].real();
        for (std::size_t k = 1; k <= size_ / 2; ++k) {
            z[k] = in[k];
            z[size_ - k] = std::conj(in[k]);
        }
        whole_->inverse(z, z, work + packed());
        for (std::size_t i = 0; i < size_; ++i) out[i] = z[i].real();
    }

private:
    [[nodiscard]] std::size_t packed() const noexcept { return whole_lines(size_ * sizeof(bin)); }

    std::size_t size_;
    fft_engine::made<bin> whole_;
};

}   // namespace symphonic::detail
#endif
