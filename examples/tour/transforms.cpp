// SPDX-License-Identifier: MIT
// Many Fourier transforms, and a spectrogram.
#include <bit>
#include <complex>
#include <numbers>

#include <symphonic/fft.hpp>
#include <symphonic/kernels.hpp>
#include <symphonic/views.hpp>

#include "tour.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;

namespace tour {
namespace {

constexpr std::size_t size = 2048, hop = 512;

/// The radix-2 transform of the textbooks: swaps to bit-reversed order, then log2(n) passes.
void textbook_fft(std::vector<std::complex<float>>& x) {
    std::size_t const n = x.size();
    for (std::size_t i = 1, j = 0; i < n; ++i) {
        std::size_t bit = n / 2;
        for (; (j & bit) != 0; bit /= 2) j ^= bit;
        j ^= bit;
        if (i < j) std::swap(x[i], x[j]);
    }
    for (std::size_t length = 2; length <= n; length *= 2) {
        auto const step = std::polar(1.0, -2 * std::numbers::pi / static_cast<double>(length));
        for (std::size_t i = 0; i < n; i += length) {
            std::complex<double> twiddle = 1;
            for (std::size_t k = i; k < i + length / 2; ++k, twiddle *= step) {
                auto const a = x[k], b = x[k + length / 2] * static_cast<std::complex<float>>(twiddle);
                x[k] = a + b;
                x[k + length / 2] = a - b;
            }
        }
    }
}
/// Returns |X|^2 of the frame under a window.
[[nodiscard]] std::vector<float> power_spectrum(std::span<const float> frame, std::span<const float> window) {
    std::vector<float> windowed(frame.size());
    for (std::size_t i = 0; i < frame.size(); ++i) windowed[i] = frame[i] * window[i];
    std::vector<float> power;
    for (auto const bin : sj::rfft(windowed)) power.push_back(std::norm(bin));
    return power;
}

}   // namespace

void transform(const input& in, table& rows) {
    sj::matrix<float> signals(64, size);
    std::copy_n(in.signal.begin(), 64 * size, signals.data());
    rows.times("64 transforms of 2048",
               {"textbook radix-2 FFT",
                [&] {
                    double energy = 0;
                    for (auto const signal : signals) {
                        std::vector<std::complex<float>> x(signal.begin(), signal.end());
                        textbook_fft(x);
                        for (std::size_t k = 0; k <= size / 2; ++k) energy += static_cast<double>(std::norm(x[k]));
                    }
                    return energy;
                }},
               {"rfft_batch", [&] {
                    double energy = 0;
                    for (auto const bins : sj::rfft_batch(signals, size))
                        for (auto const bin : bins) energy += static_cast<double>(std::norm(bin));
                    return energy;
                }});

    auto const window = sj::make_window<float>(sj::window::hann, size);
    rows.times("spectrogram",
               {"window, rfft, norm of each frame",
                [&] {
                    double energy = 0;
                    for (std::size_t i = 0; i + size <= in.signal.size(); i += hop)
                        energy += sj::energy(power_spectrum(std::span{in.signal}.subspan(i, size), window));
                    return energy;
                }},
               {"stft | power", [&] {
                    double energy = 0;
                    for (auto const power :
                         sj::from(in.signal, 44100.0) | v::stft({.size = size, .hop = hop}) | v::power)
                        energy += sj::energy(power);
                    return energy;
                }});
}

}   // namespace tour
