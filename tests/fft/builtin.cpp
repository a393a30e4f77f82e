// SPDX-License-Identifier: MIT
#include <symphonic/fft/builtin.hpp>
#include <symphonic/fft/detail/twiddles.hpp>

#include "support/engine_checks.hpp"

TEST_CASE("the built-in engine agrees with the definition for every element type", "[transforms]") {
    testing::check_engine(symphonic::builtin_fft());
}

TEST_CASE("twiddle factors are correctly rounded in every octant", "[transforms]") {
    for (std::size_t n : {1U, 2U, 3U, 4U, 7U, 8U, 12U, 100U, 1024U})
        for (std::size_t k = 0; k < n; ++k) {
            auto const got = symphonic::detail::twiddle_factor<double>(k, n);
            auto const want = std::polar(1.0L, -2 * 3.14159265358979323846264338327950288L *
                                                   static_cast<long double>(k) / static_cast<long double>(n));
            CHECK(std::abs(std::complex<long double>(got) - want) < 1.2e-16L);
        }
    using symphonic::detail::twiddle_factor;
    CHECK(twiddle_factor<float>(1, 4) == std::complex<float>(0, -1));   // exact on the axes
    CHECK(twiddle_factor<float>(2, 4) == std::complex<float>(-1, 0));
    CHECK(twiddle_factor<float>(3, 4) == std::complex<float>(0, 1));
}

TEMPLATE_TEST_CASE("large sizes agree with the definition at some bins", "[transforms]", float, double) {
    using T = TestType;
    for (std::size_t n :
         {4096U, 4410U, 8192U, 10007U, 16384U, 19683U, 32749U, 44100U, 50625U, 60025U, 65536U, 62U * 1009}) {
        CAPTURE(n);
        auto const x = testing::noise<T>(n);
        symphonic::fft_plan<T> const plan{n};
        std::vector<std::complex<T>> X(plan.bins());
        plan.forward(x, X);
        std::vector<std::complex<long double>> factors(n);
        for (std::size_t i = 0; i < n; ++i)
            factors[i] = std::polar(1.0L, -2 * 3.14159265358979323846264338327950288L * static_cast<long double>(i) /
                                              static_cast<long double>(n));
        long double error = 0, norm = 0;
        for (std::size_t k = 0; k < X.size(); k += n / 50 + 1) {
            std::complex<long double> sum = 0;
            for (std::size_t i = 0; i < n; ++i) sum += static_cast<long double>(x[i]) * factors[i * k % n];
            error += std::norm(std::complex<long double>(X[k]) - sum);
            norm += std::norm(sum);
        }
        CHECK(static_cast<double>(std::sqrt(error / norm)) <= testing::allowed_error<T>(n));
        std::vector<T> back(n);
        plan.inverse(X, back);
        double worst = 0;
        for (std::size_t i = 0; i < n; ++i) worst = std::max(worst, static_cast<double>(std::fabs(back[i] - x[i])));
        CHECK(worst < 10 * testing::allowed_error<T>(n));
    }
}

TEST_CASE("a NaN spreads over all bins and a denormal does not", "[transforms]") {
    symphonic::fft_plan<float> const plan{64};
    std::vector<float> x(64);
    std::vector<std::complex<float>> X(33);
    x[5] = std::numeric_limits<float>::quiet_NaN();
    plan.forward(x, X);
    for (auto const& bin : X) CHECK(std::isnan(std::abs(bin)));
    x[5] = std::numeric_limits<float>::denorm_min();
    plan.forward(x, X);
    for (auto const& bin : X) CHECK(std::abs(bin) < 1e-40F);
}
