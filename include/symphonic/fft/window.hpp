// SPDX-License-Identifier: MIT
// Windows: the factors that a frame is multiplied by before it is transformed.
#ifndef SYMPHONIC_FFT_WINDOW_HPP
#define SYMPHONIC_FFT_WINDOW_HPP

#include <cmath>
#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <vector>

#include <symphonic/core/errors.hpp>
#include <symphonic/fft/detail/shared_samples.hpp>

namespace symphonic {

/// The shape of a window, without its size: a small value, usable in constant expressions unless it holds samples.
/// Coefficients equal those of scipy.signal.get_window for the same name within 1e-12.
///
/// With t = i / period, from 0 at the left edge to 1 at the right edge, the windows without a parameter are sums of
/// cosines, a0 + a1 cos(2 pi t) + a2 cos(4 pi t) + ...
class window {
public:
    static window const rectangular;      ///< 1
    static window const hann;             ///< 0.5 - 0.5 cos(2 pi t)
    static window const hamming;          ///< 0.54 - 0.46 cos(2 pi t)
    static window const blackman;         ///< 0.42 - 0.5 cos(2 pi t) + 0.08 cos(4 pi t)
    static window const blackmanharris;   ///< 4 terms, side lobes at -92 dB (F. J. Harris, Proc. IEEE 66, 1978)
    static window const nuttall;          ///< 4 terms, side lobes at -98 dB (A. H. Nuttall, IEEE Trans. ASSP 29, 1981)
    static window const flattop;          ///< 5 terms, flat within 0.01 dB over a bin, for amplitudes (SciPy)

    /// I0(beta sqrt(1 - r^2)) / I0(beta) with r = 2 t - 1. A larger beta gives lower side lobes and a wider main lobe:
    /// 5 is close to hamming, 8.6 to blackman. Throws argument_error unless 0 <= beta <= 700.
    [[nodiscard]] static constexpr window kaiser(double beta) {
        if (!(beta >= 0 && beta <= 700)) throw argument_error("window: kaiser beta ", beta, ", expected 0 to 700");
        return {kind::kaiser, beta};
    }
    /// exp(-(d / sigma)^2 / 2) with d, the distance from the centre, and sigma in samples: the shape depends on the
    /// size. sigma = size / 6 leaves 1 % at the edges. Throws argument_error unless sigma is positive and finite.
    [[nodiscard]] static constexpr window gaussian(double sigma) {
        if (!(sigma > 0 && sigma < HUGE_VAL))
            throw argument_error("window: gaussian sigma ", sigma, ", expected a positive number of samples");
        return {kind::gaussian, sigma};
    }
    /// 1 with a cosine slope, (1 - cos(2 pi t / alpha)) / 2, at each end. alpha is the fraction of the window that is
    /// slope: 0 is rectangular, 1 is hann. Throws argument_error unless 0 <= alpha <= 1.
    [[nodiscard]] static constexpr window tukey(double alpha) {
        if (!(alpha >= 0 && alpha <= 1)) throw argument_error("window: tukey alpha ", alpha, ", expected 0 to 1");
        return {kind::tukey, alpha};
    }
    /// Your own coefficients, a range of numbers. They are copied once and shared by the copies of the window, which
    /// has one size, their number. Throws argument_error if the range is empty.
    template <class R>
        requires requires(R& r) {
            { *std::begin(r) } -> std::convertible_to<double>;
        }
    [[nodiscard]] static window samples(R&& coefficients) {
        std::vector<double> values;
        for (auto const& x : coefficients) values.push_back(static_cast<double>(x));
        if (values.empty()) throw argument_error("window: no samples, expected 1 or more");
        window w{kind::samples, 0};
        w.samples_ = detail::shared_samples(std::move(values));
        return w;
    }
    /// The same from a list.
    [[nodiscard]] static window samples(std::initializer_list<double> coefficients) {
        return samples<const std::initializer_list<double>&>(coefficients);
    }

    /// Returns the value i samples after the left edge, for a right edge at `period`: 0 <= i <= period, period >= 1. A
    /// window of samples returns sample i for any period, 0 after the last.
    [[nodiscard]] double operator()(std::size_t i, std::size_t period) const noexcept {
        auto const at = static_cast<double>(i), end = static_cast<double>(period), t = at / end;
        constexpr double two_pi = 6.283185307179586477;
        switch (kind_) {
        case kind::cosines: break;
        case kind::kaiser: return bessel_i0(parameters_[0] * 2 * std::sqrt(t * (1 - t))) / bessel_i0(parameters_[0]);
        case kind::gaussian: {
            auto const deviations = (at - end / 2) / parameters_[0];
            return std::exp(-deviations * deviations / 2);
        }
        case kind::tukey: {
            auto const edge = t < 0.5 ? t : 1 - t;
            return edge < parameters_[0] / 2 ? (1 - std::cos(two_pi * edge / parameters_[0])) / 2 : 1;
        }
        case kind::samples: return i < samples_.get()->size() ? (*samples_.get())[i] : 0;
        }
        double sum = 0;
        for (int k = 0; k < 5; ++k) sum += parameters_[k] * std::cos(two_pi * k * t);
        return sum;
    }

    /// Returns the coefficients of a window of samples; null for any other window.
    [[nodiscard]] constexpr std::vector<double> const* own_samples() const noexcept { return samples_.get(); }

    /// Returns true if both have the same shape and parameter, or equal samples.
    [[nodiscard]] friend constexpr bool operator==(const window& a, const window& b) noexcept {
        for (int k = 0; k < 5; ++k)
            if (a.parameters_[k] != b.parameters_[k]) return false;
        auto const *x = a.own_samples(), *y = b.own_samples();
        return a.kind_ == b.kind_ && (x == y || (x != nullptr && y != nullptr && *x == *y));
    }

private:
    enum class kind : unsigned char { cosines, kaiser, gaussian, tukey, samples };

    constexpr window(kind k, double a0, double a1 = 0, double a2 = 0, double a3 = 0, double a4 = 0) noexcept
        : parameters_{a0, a1, a2, a3, a4}, kind_(k) {}

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

    double parameters_[5];   // a0 ... a4; of kaiser, gaussian and tukey the first is beta, sigma or alpha
    kind kind_;
    detail::shared_samples samples_{};
};

inline constexpr window window::rectangular{kind::cosines, 1};
inline constexpr window window::hann{kind::cosines, 0.5, -0.5};
inline constexpr window window::hamming{kind::cosines, 0.54, -0.46};
inline constexpr window window::blackman{kind::cosines, 0.42, -0.5, 0.08};
inline constexpr window window::blackmanharris{kind::cosines, 0.35875, -0.48829, 0.14128, -0.01168};
inline constexpr window window::nuttall{kind::cosines, 0.3635819, -0.4891775, 0.1365995, -0.0106411};
inline constexpr window window::flattop{kind::cosines, 0.21557895, -0.41663158, 0.277263158, -0.083578947, 0.006947368};

/// Options of make_window.
struct window_options {
    bool symmetric = false;   ///< true: the last coefficient equals the first, for filters; false: for spectra
};

/// Returns `size` coefficients in float or double: shape(i, size) for i = 0 ... size - 1, or shape(i, size - 1) if
/// symmetric; {1} for a size of 1, as SciPy. A window of samples returns them unchanged, and throws argument_error if
/// their number is not `size`.
template <std::floating_point T>
[[nodiscard]] std::vector<T> make_window(const window& shape, std::size_t size, window_options options = {}) {
    if (auto const* own = shape.own_samples()) {
        if (own->size() != size)
            throw argument_error("window: ", own->size(), " samples, expected ", size, " for a window of that size");
        std::vector<T> w(size);
        for (std::size_t i = 0; i < size; ++i) w[i] = static_cast<T>((*own)[i]);
        return w;
    }
    std::vector<T> w(size, T{1});
    if (size <= 1) return w;
    auto const period = options.symmetric ? size - 1 : size;
    for (std::size_t i = 0; i < size; ++i) {
        auto const mirrored = i <= period / 2 ? i : period - i;   // both halves have the same bits
        w[i] = static_cast<T>(shape(mirrored, period));
    }
    return w;
}

}   // namespace symphonic
#endif
