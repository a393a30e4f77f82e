// SPDX-License-Identifier: MIT
#include <symphonic/fft/transforms.hpp>

#include "support/catch.hpp"
#include "support/dft.hpp"

namespace sj = symphonic;

TEST_CASE("ifft and irfft restore the signals of fft and rfft", "[transforms]") {
    std::vector<std::complex<double>> const z{{1, 0}, {0, 1}, {-1, 0}, {0, -1}};   // one period: all energy is in bin 1
    auto const Z = sj::fft(z);
    CHECK(std::abs(Z[1] - 4.0) < 1e-12);
    CHECK(std::abs(Z[0]) + std::abs(Z[2]) + std::abs(Z[3]) < 1e-12);
    CHECK(std::abs(sj::ifft(Z)[3] - z[3]) < 1e-12);
    auto const x = testing::noise(1000);
    auto const X = sj::rfft(x);
    CHECK(X.size() == 501);
    auto const back = sj::irfft(X, 1000);
    for (std::size_t i = 0; i < x.size(); ++i) CHECK(std::fabs(back[i] - x[i]) < 1e-6F);
}

TEST_CASE("rfft is linear, shifts by phase and keeps energy over random sizes", "[transforms]") {
    std::mt19937 random{5};
    auto const seed = [&] { return static_cast<unsigned>(random()); };
    for (int round = 0; round < 50; ++round) {
        auto const n = 1 + random() % 700;
        auto const x = testing::noise<double>(n, seed()), y = testing::noise<double>(n, seed());
        auto const X = sj::rfft(x), Y = sj::rfft(y);
        std::vector<double> sum(n), shifted(n);
        for (std::size_t i = 0; i < n; ++i) sum[i] = 2 * x[i] - 3 * y[i], shifted[(i + 1) % n] = x[i];
        auto const S = sj::rfft(sum), M = sj::rfft(shifted);
        auto const scale = 1e-13 * static_cast<double>(n);
        double energy = 0, power = 0;
        for (double const v : x) energy += v * v;
        for (std::size_t k = 0; k < X.size(); ++k) {
            CHECK(std::abs(S[k] - (2.0 * X[k] - 3.0 * Y[k])) < scale);
            CHECK(std::abs(M[k] - X[k] * std::polar(1.0, -6.283185307179586 * static_cast<double>(k) /
                                                             static_cast<double>(n))) < scale);
            power += std::norm(X[k]) * (k == 0 || 2 * k == n ? 1 : 2);
        }
        CHECK(power == Approx(energy * static_cast<double>(n)).epsilon(1e-12));
    }
}

TEST_CASE("empty signals and wrong numbers of bins are refused", "[transforms]") {
    CHECK_THROWS_AS(sj::rfft(std::vector<float>{}), sj::argument_error);
    CHECK_THROWS_AS(sj::irfft(std::vector<std::complex<float>>(5), 7), sj::argument_error);
    CHECK_THROWS_AS(sj::ifft(std::vector<std::complex<double>>{}), sj::argument_error);
}
