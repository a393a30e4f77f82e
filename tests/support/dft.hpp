// SPDX-License-Identifier: MIT
// The discrete Fourier transform from its definition, in long double.
#pragma once

#include <cmath>
#include <complex>
#include <span>
#include <vector>

#include <symphonic/fft/engine.hpp>

#include "support/signals.hpp"

namespace testing {

/// X[k] = sum x[i] exp(sign 2 pi j i k / n), k below `bins`.
template <class E>
std::vector<std::complex<long double>> dft(std::span<E const> x, std::size_t bins, int sign = -1) {
    auto const n = x.size();
    std::vector<std::complex<long double>> out(bins);
    std::vector<long double> table(4 * n);   // plain pointers into one table: fast without optimisation
    long double* const cosines = table.data();
    long double *const sines = cosines + n, *const re = sines + n, *const im = re + n;
    for (std::size_t i = 0; i < n; ++i) {
        auto const angle = sign * 2 * 3.14159265358979323846264338327950288L * static_cast<long double>(i) /
                           static_cast<long double>(n);
        cosines[i] = std::cos(angle);
        sines[i] = std::sin(angle);
        re[i] = std::complex<long double>(x[i]).real();
        im[i] = std::complex<long double>(x[i]).imag();
    }
    for (std::size_t k = 0; k < bins; ++k) {
        long double sum_re = 0, sum_im = 0;
        for (std::size_t i = 0, phase = 0; i < n; ++i, phase = (phase + k) % n) {
            sum_re += re[i] * cosines[phase] - im[i] * sines[phase];
            sum_im += re[i] * sines[phase] + im[i] * cosines[phase];
        }
        out[k] = {sum_re, sum_im};
    }
    return out;
}

#ifndef TESTING_COMPILES_DFT   // support/dft.cpp compiles them with optimisation
extern template std::vector<std::complex<long double>> dft(std::span<float const>, std::size_t, int);
extern template std::vector<std::complex<long double>> dft(std::span<double const>, std::size_t, int);
extern template std::vector<std::complex<long double>> dft(std::span<std::complex<float> const>, std::size_t, int);
extern template std::vector<std::complex<long double>> dft(std::span<std::complex<double> const>, std::size_t, int);
#endif

/// |got - want| / |want|, in the Euclidean norm.
template <class B> double relative_error(std::span<B const> got, const std::vector<std::complex<long double>>& want) {
    long double error = 0, norm = 0;
    for (std::size_t k = 0; k < want.size(); ++k) {
        error += std::norm(std::complex<long double>(got[k]) - want[k]);
        norm += std::norm(want[k]);
    }
    return static_cast<double>(std::sqrt(error / norm));
}

/// The largest relative_error allowed in T: 3e-7 for float, 6e-16 for double; twice that for sizes with a prime factor
/// above 7.
template <class T> double allowed_error(std::size_t n) {
    for (std::size_t f : {2U, 3U, 5U, 7U})
        while (n % f == 0) n /= f;
    return (sizeof(T) == sizeof(float) ? 3e-7 : 6e-16) * (n == 1 ? 1 : 2);
}

/// Noise of real or complex numbers.
template <class E> std::vector<E> noise_of(std::size_t n, unsigned seed = 7) {
    using T = symphonic::real_t<E>;
    std::vector<E> x(n);
    auto const re = noise<T>(n, seed), im = noise<T>(n, seed + 1);
    for (std::size_t i = 0; i < n; ++i)
        if constexpr (std::is_same_v<E, T>) x[i] = re[i];
        else x[i] = {re[i], im[i]};
    return x;
}

}   // namespace testing
