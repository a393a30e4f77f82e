// SPDX-License-Identifier: MIT
// window: what a frame is multiplied with before it is transformed. make_window: its coefficients.
#ifndef SYMPHONIC_FFT_WINDOW_HPP
#define SYMPHONIC_FFT_WINDOW_HPP

#include <cmath>
#include <concepts>
#include <cstddef>
#include <vector>

#include <symphonic/core/errors.hpp>

namespace symphonic {

/// A window by name: sums of cosines, and Kaiser's. Equal to scipy.signal.get_window of the same name.
class window {
public:
    static window const rectangular, hann, hamming, blackman, blackmanharris, nuttall, flattop;

    /// I0(beta sqrt(1 - r^2)) / I0(beta), r from -1 to 1. beta >= 0 trades the width of the main lobe for lower side
    /// lobes: 5 is near hamming, 8.6 near blackman. Throws argument_error for a negative beta and beyond 700.
    [[nodiscard]] static window kaiser(double beta) {
        if (!(beta >= 0 && beta <= 700)) throw argument_error("window: kaiser beta ", beta, ", expected 0 to 700");
        window w;
        w.beta_ = beta;
        return w;
    }

    /// The window at `turn`, from 0 at its left edge over 0.5 at its centre to 1.
    [[nodiscard]] double operator()(double turn) const noexcept {
        if (beta_ >= 0) {
            auto const r = 2 * turn - 1;
            return bessel_i0(beta_ * std::sqrt(1 - r * r)) / bessel_i0(beta_);
        }
        double sum = 0;
        for (int k = 0; k < 5; ++k) sum += cosine_[k] * std::cos(6.283185307179586477 * k * turn);
        return sum;
    }
    [[nodiscard]] friend bool operator==(const window&, const window&) = default;

private:
    constexpr window() = default;
    constexpr window(double a0, double a1, double a2 = 0, double a3 = 0, double a4 = 0) noexcept
        : cosine_{a0, a1, a2, a3, a4} {}

    /// Modified Bessel function of the first kind, order 0: sum ((x/2)^k / k!)^2 (Abramowitz and Stegun 9.6.12).
    [[nodiscard]] static double bessel_i0(double x) noexcept {
        double sum = 1, term = 1;
        for (double k = 1; term > 1e-18 * sum; ++k) {
            auto const step = x / (2 * k);
            term *= step * step;
            sum += term;
        }
        return sum;
    }

    double cosine_[5] = {};   // of 0, 1, ... periods
    double beta_ = -1;        // of kaiser; else negative
};

inline constexpr window window::rectangular{1, 0};
inline constexpr window window::hann{0.5, -0.5};
inline constexpr window window::hamming{0.54, -0.46};
inline constexpr window window::blackman{0.42, -0.5, 0.08};
inline constexpr window window::blackmanharris{0.35875, -0.48829, 0.14128, -0.01168};    // Harris 1978
inline constexpr window window::nuttall{0.3635819, -0.4891775, 0.1365995, -0.0106411};   // Nuttall 1981
inline constexpr window window::flattop{0.21557895, -0.41663158, 0.277263158, -0.083578947, 0.006947368};   // SciPy's

struct window_options {
    bool symmetric = false;   ///< first and last coefficient alike, as filters want it; else periodic, as spectra do
};

/// `size` coefficients: window(i / size), or window(i / (size - 1)) if symmetric; 1 if there is only one, as in SciPy.
template <std::floating_point T>
[[nodiscard]] std::vector<T> make_window(const window& shape, std::size_t size, window_options options = {}) {
    std::vector<T> w(size, T{1});
    if (size <= 1) return w;
    auto const period = options.symmetric ? size - 1 : size;
    for (std::size_t i = 0; i < size; ++i) {
        auto const mirrored = i <= period / 2 ? i : period - i;   // the two halves alike, to the last bit
        w[i] = static_cast<T>(shape(static_cast<double>(mirrored) / static_cast<double>(period)));
    }
    return w;
}

}   // namespace symphonic
#endif
