// SPDX-License-Identifier: MIT
// An engine of your own, as it would wrap MKL, vDSP or a GPU: it offers what it can, and is passed where ours is.
#include <cmath>
#include <cstdio>
#include <memory>
#include <numbers>
#include <vector>

#include <symphonic/fft.hpp>
#include <symphonic/views.hpp>

namespace sj = symphonic;
namespace v = symphonic::views;

// Goertzel's recurrence, one bin after the other: slow, short, and of any size.
class goertzel final : public sj::fft_kernel<float> {
public:
    explicit goertzel(std::size_t size) : size_(size) {}

    std::size_t workspace() const noexcept override { return size_ * sizeof(float); }
    void forward(float const* in, std::complex<float>* out, std::byte* work) const noexcept override {
        auto* const x = reinterpret_cast<float*>(work);   // in and out may be the same place
        for (std::size_t i = 0; i < size_; ++i) x[i] = in[i];
        for (std::size_t k = 0; k <= size_ / 2; ++k) {
            auto const angle = 2 * std::numbers::pi * static_cast<double>(k) / static_cast<double>(size_);
            double s = 0, before = 0;
            for (std::size_t i = 0; i < size_; ++i) {
                auto const next = x[i] + 2 * std::cos(angle) * s - before;
                before = s;
                s = next;
            }
            out[k] = std::complex<float>(s * std::polar(1.0, angle) - before);
        }
    }
    void inverse(std::complex<float> const* in, float* out, std::byte* work) const noexcept override {
        auto* const x = reinterpret_cast<float*>(work);
        for (std::size_t i = 0; i < size_; ++i) {
            double sum = 0;
            for (std::size_t k = 0; k <= size_ / 2; ++k) {
                bool const alone = k == 0 || 2 * k == size_;   // the others have a conjugate that is not given
                auto const turn = std::polar(1.0, 2 * std::numbers::pi * static_cast<double>(k * i % size_) /
                                                      static_cast<double>(size_));
                sum += (alone ? 1 : 2) * (std::complex<double>(in[k]) * turn).real();
            }
            x[i] = static_cast<float>(sum);
        }
        for (std::size_t i = 0; i < size_; ++i) out[i] = x[i];
    }

private:
    std::size_t size_;
};

// Real transforms of float, and no others: whoever asks for them gets an argument_error with this name.
class goertzel_engine final : public sj::fft_engine {
public:
    char const* name() const noexcept override { return "goertzel"; }
    kernel_ptr<float> real_float(std::size_t size) const override { return std::make_shared<const goertzel>(size); }
};

int main() {
    goertzel_engine const engine;
    std::vector<float> x(1000);
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = std::sin(0.3F * static_cast<float>(i));

    auto ours = sj::from(x, 8000.0) | v::stft({.size = 200});
    float most = 0;
    for (auto const bins : sj::from(x, 8000.0) | v::stft({.size = 200, .engine = &engine})) {
        ours.next();
        for (std::size_t k = 0; k < bins.size(); ++k) most = std::max(most, std::abs(bins[k] - ours.get()[k]));
    }
    std::printf("the same as ours %s\n", most < 1e-4F ? "to rounding" : "it is not");
    try {
        sj::fft_plan<double>{200, {.engine = &engine}};
    } catch (const sj::argument_error& e) {
        std::printf("%s\n", e.what());
    }
}
