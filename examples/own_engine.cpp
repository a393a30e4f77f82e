// SPDX-License-Identifier: MIT
// An FFT engine of your own, in the form in which you would wrap MKL, vDSP or a GPU, used in a pipeline instead of the built-in
// engine.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <memory>
#include <numbers>
#include <vector>

#include <symphonic/fft.hpp>
#include <symphonic/views.hpp>

namespace sj = symphonic;
namespace v = symphonic::views;

/// The real transform of one size by the Goertzel algorithm: short, slow, O(size^2).
class goertzel final : public sj::fft_kernel<float> {
public:
    explicit goertzel(std::size_t size) : size_(size) {}

    std::size_t workspace() const noexcept override { return size_ * sizeof(float); }
    void forward(float const* in, std::complex<float>* out, std::byte* work) const noexcept override {
        auto* const x = reinterpret_cast<float*>(work);   // in and out may be the same memory
        for (std::size_t i = 0; i < size_; ++i) x[i] = in[i];
        for (std::size_t k = 0; k <= size_ / 2; ++k) {
            auto const angle = 2 * std::numbers::pi * static_cast<double>(k) / static_cast<double>(size_);
            double s = 0, previous = 0;
            for (std::size_t i = 0; i < size_; ++i) {
                auto const next = static_cast<double>(x[i]) + 2 * std::cos(angle) * s - previous;
                previous = s;
                s = next;
            }
            out[k] = std::complex<float>(s * std::polar(1.0, angle) - previous);
        }
    }
    void inverse(std::complex<float> const* in, float* out, std::byte* work) const noexcept override {
        auto* const x = reinterpret_cast<float*>(work);
        for (std::size_t i = 0; i < size_; ++i) {
            double sum = 0;
            for (std::size_t k = 0; k <= size_ / 2; ++k) {
                bool const real = k == 0 || 2 * k == size_;   // every other bin has a conjugate that is not stored
                auto const phase = std::polar(1.0, 2 * std::numbers::pi * static_cast<double>(k * i % size_) /
                                                       static_cast<double>(size_));
                sum += (real ? 1 : 2) * (std::complex<double>(in[k]) * phase).real();
            }
            x[i] = static_cast<float>(sum);
        }
        for (std::size_t i = 0; i < size_; ++i) out[i] = x[i];
    }

private:
    std::size_t size_;
};

/// An engine that offers real transforms of float only. A plan of another type throws argument_error with the name of the engine.
class goertzel_engine final : public sj::fft_engine {
public:
    char const* name() const noexcept override { return "goertzel"; }
    kernel_ptr<float> real_float(std::size_t size) const override { return std::make_shared<const goertzel>(size); }
};

int main() {
    goertzel_engine const engine;
    std::vector<float> x(1000);
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = std::sin(0.3F * static_cast<float>(i));

    auto expected = sj::from(x, 8000.0) | v::stft({.size = 200});
    float difference = 0;
    for (auto const bins : sj::from(x, 8000.0) | v::stft({.size = 200, .engine = &engine})) {
        expected.next();
        for (std::size_t k = 0; k < bins.size(); ++k)
            difference = std::max(difference, std::abs(bins[k] - expected.get()[k]));
    }
    std::printf("%s the built-in engine to rounding\n", difference < 1e-4F ? "equal to" : "different from");
    try {
        sj::fft_plan<double>{200, {.engine = &engine}};
    } catch (const sj::argument_error& e) {
        std::printf("%s\n", e.what());
    }
}
