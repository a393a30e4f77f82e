// SPDX-License-Identifier: MIT
// window: what a frame is multiplied with before it is transformed. make_window: its coefficients.
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
/// Equal to scipy.signal.get_window of the same name, to 1e-12. Two are equal if they are made alike.
class window {
public:
    static window const rectangular, hann, hamming, blackman, blackmanharris, nuttall, flattop;

    /// I0(beta sqrt(1 - r^2)) / I0(beta), r from -1 to 1. beta >= 0 trades the width of the main lobe for lower side
    /// lobes: 5 is near hamming, 8.6 near blackman. Throws argument_error for a negative beta and beyond 700.
    [[nodiscard]] static constexpr window kaiser(double beta) {
        if (!(beta >= 0 && beta <= 700)) throw argument_error("window: kaiser beta ", beta, ", expected 0 to 700");
        return {kind::kaiser, beta};
    }
    /// exp(-(t / sigma)^2 / 2), t and sigma in samples, t from the centre: unlike the others its shape changes with the
    /// size. size / 6 leaves 1 % at the edges. Throws argument_error unless sigma is positive and finite.
    [[nodiscard]] static constexpr window gaussian(double sigma) {
        if (!(sigma > 0 && sigma < HUGE_VAL))
            throw argument_error("window: gaussian sigma ", sigma, ", expected a positive number of samples");
        return {kind::gaussian, sigma};
    }
    /// 1, with half a period of a cosine at each end; these make up the share alpha of the window: 0 is rectangular,
    /// 1 is hann. Throws argument_error outside 0 to 1.
    [[nodiscard]] static constexpr window tukey(double alpha) {
        if (!(alpha >= 0 && alpha <= 1)) throw argument_error("window: tukey alpha ", alpha, ", expected 0 to 1");
        return {kind::tukey, alpha};
    }
    /// Coefficients of your own, a range of numbers. They are copied once, and shared by the copies of the window; they
    /// fit one size, theirs. Throws argument_error if there are none.
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
    [[nodiscard]] static window samples(std::initializer_list<double> coefficients) {
        return samples<const std::initializer_list<double>&>(coefficients);
    }

    /// The window `i` samples from its left edge, where its right edge is at `period`: 0 <= i <= period, period >= 1.
    /// Of samples the i-th, whatever the period, and 0 beyond them.
    [[nodiscard]] double operator()(std::size_t i, std::size_t period) const noexcept {
        auto const at = static_cast<double>(i), end = static_cast<double>(period), turn = at / end;
        constexpr double two_pi = 6.283185307179586477;
        switch (kind_) {
        case kind::cosines: break;
        case kind::kaiser: return bessel_i0(number_[0] * 2 * std::sqrt(turn * (1 - turn))) / bessel_i0(number_[0]);
        case kind::gaussian: {
            auto const deviations = (at - end / 2) / number_[0];
            return std::exp(-deviations * deviations / 2);
        }
        case kind::tukey: {
            auto const edge = turn < 0.5 ? turn : 1 - turn;
            return edge < number_[0] / 2 ? (1 - std::cos(two_pi * edge / number_[0])) / 2 : 1;
        }
        case kind::samples: return i < samples_.get()->size() ? (*samples_.get())[i] : 0;
        }
        double sum = 0;
        for (int k = 0; k < 5; ++k) sum += number_[k] * std::cos(two_pi * k * turn);
        return sum;
    }

    /// The samples that it was made from; null if it is one by name.
    [[nodiscard]] constexpr std::vector<double> const* own_samples() const noexcept { return samples_.get(); }

    [[nodiscard]] friend constexpr bool operator==(const window& a, const window& b) noexcept {
        for (int k = 0; k < 5; ++k)
            if (a.number_[k] != b.number_[k]) return false;
        auto const *x = a.own_samples(), *y = b.own_samples();
        return a.kind_ == b.kind_ && (x == y || (x != nullptr && y != nullptr && *x == *y));
    }

private:
    enum class kind : unsigned char { cosines, kaiser, gaussian, tukey, samples };

    constexpr window(kind k, double a0, double a1 = 0, double a2 = 0, double a3 = 0, double a4 = 0) noexcept
        : number_{a0, a1, a2, a3, a4}, kind_(k) {}

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

    double number_[5];   // of cosines of 0, 1, ... periods; of the others the first is their parameter
    kind kind_;
    detail::shared_samples samples_{};
};

inline constexpr window window::rectangular{kind::cosines, 1};
inline constexpr window window::hann{kind::cosines, 0.5, -0.5};
inline constexpr window window::hamming{kind::cosines, 0.54, -0.46};
inline constexpr window window::blackman{kind::cosines, 0.42, -0.5, 0.08};
inline constexpr window window::blackmanharris{kind::cosines, 0.35875, -0.48829, 0.14128, -0.01168};    // Harris 1978
inline constexpr window window::nuttall{kind::cosines, 0.3635819, -0.4891775, 0.1365995, -0.0106411};   // Nuttall 1981
inline constexpr window window::flattop{kind::cosines, 0.21557895,   -0.41663158,
                                        0.277263158,   -0.083578947, 0.006947368};   // SciPy's

struct window_options {
    bool symmetric = false;   ///< first and last coefficient alike, as filters want it; else periodic, as spectra do
};

/// `size` coefficients: shape(i, size), or shape(i, size - 1) if symmetric; 1 if there is only one, as in SciPy. Samples
/// stay as they are; throws argument_error if there are not `size` of them.
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
        auto const mirrored = i <= period / 2 ? i : period - i;   // the two halves alike, to the last bit
        w[i] = static_cast<T>(shape(mirrored, period));
    }
    return w;
}

}   // namespace symphonic
#endif
