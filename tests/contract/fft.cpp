// SPDX-License-Identifier: MIT
// The names, options and meanings that users compile against: Fourier transforms, plans and windows.
#include <algorithm>
#include <atomic>
#include <cmath>
#include <complex>
#include <cstddef>
#include <numbers>
#include <thread>
#include <vector>

#include <symphonic/fft.hpp>

#include "support/catch.hpp"

namespace sj = symphonic;

namespace {

constexpr std::size_t sizes[] = {1, 2, 3, 8, 60, 97, 250, 1000, 1024, 2048, 4096};

/// A sine plus a sequence without a period, up to 1.25.
std::vector<float> test_signal(std::size_t n) {
    std::vector<float> x(n);
    for (std::size_t i = 0; i < n; ++i)
        x[i] = static_cast<float>(std::sin(0.3 * static_cast<double>(i)) +
                                  0.25 * std::cos(1.7 * static_cast<double>(i * i % 101)));
    return x;
}

/// Bin k of the discrete Fourier transform, from its definition.
std::complex<double> dft_bin(const std::vector<float>& x, std::size_t k) {
    auto const n = x.size();
    std::complex<double> sum = 0;
    for (std::size_t i = 0; i < n; ++i)
        sum += double{x[i]} *
               std::polar(1.0, -2 * std::numbers::pi * static_cast<double>(k * i % n) / static_cast<double>(n));
    return sum;
}

}   // namespace

TEST_CASE("rfft returns the n / 2 + 1 bins of the definition for any n") {
    for (auto const n : sizes) {
        CAPTURE(n);
        auto const x = test_signal(n);
        std::vector<std::complex<float>> const X = sj::rfft(x);
        REQUIRE(X.size() == n / 2 + 1);
        double error = 0, norm = 0;
        for (std::size_t k = 0; k < X.size(); k += 1 + X.size() / 64) {   // about 64 bins of each size
            auto const exact = dft_bin(x, k);
            error += std::norm(exact - std::complex<double>(X[k]));
            norm += std::norm(exact);
        }
        CHECK(error <= 1e-12 * norm + 1e-20);
    }
}

TEST_CASE("irfft of rfft returns the signal within 2e-6 for any n") {
    for (auto const n : sizes) {
        CAPTURE(n);
        auto const x = test_signal(n);
        auto const back = sj::irfft(sj::rfft(x), n);
        REQUIRE(back.size() == n);
        double worst = 0;
        for (std::size_t i = 0; i < n; ++i) worst = std::max(worst, std::abs(double{back[i]} - double{x[i]}));
        CHECK(worst <= 2e-6);
    }
}

TEST_CASE("several threads share one plan while they make others") {
    sj::fft_plan<float> const plan{2048};
    std::vector<float> impulse(2048, 0.F);
    impulse[1] = 1.F;
    std::atomic<int> wrong = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            std::vector<std::complex<float>> X(1025);
            for (unsigned i = 0; i < 50; ++i) {
                plan.forward(impulse, X);
                sj::fft_plan<float> const other{512U + 2U * i};
            }
            if (std::abs(X[512] - std::complex<float>(0, -1)) > 1e-6F) ++wrong;
        });
    for (auto& t : threads) t.join();
    CHECK(wrong == 0);
}

TEST_CASE("fft_plan of size 0 throws argument_error") { CHECK_THROWS_AS(sj::fft_plan<float>{0}, sj::argument_error); }

TEST_CASE("fft transforms a complex exponential into one bin and ifft inverts it") {
    std::vector<std::complex<double>> const z{{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
    CHECK(std::abs(sj::fft(z)[1] - std::complex<double>(4, 0)) < 1e-12);
    CHECK(std::abs(sj::ifft(sj::fft(z))[3] - z[3]) < 1e-12);
}

TEST_CASE("make_window returns the periodic Hann window") {
    auto const hann = sj::make_window<double>(sj::window::hann, 8);
    CHECK(std::abs(hann[0]) <= 1e-15);
    CHECK(std::abs(hann[4] - 1.0) <= 1e-15);
    CHECK(std::abs(hann[2] - 0.5) <= 1e-15);
}

TEST_CASE("make_window takes a Kaiser window with its parameter") {
    auto const kaiser = sj::make_window<double>(sj::window::kaiser(8.6), 8);
    CHECK(std::abs(kaiser[4] - 1.0) <= 1e-15);
    CHECK(kaiser[0] < 0.01);
    CHECK(kaiser[1] == kaiser[7]);
}
