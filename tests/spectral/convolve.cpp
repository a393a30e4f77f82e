// SPDX-License-Identifier: MIT
#include <symphonic/spectral/convolve.hpp>

#include "support/catch.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
using testing::noise;

namespace {

/// The convolution from its definition, in long double.
template <class T> std::vector<long double> exact_convolution(const std::vector<T>& x, const std::vector<T>& h) {
    std::vector<long double> y(x.empty() ? 0 : x.size() + h.size() - 1);
    for (std::size_t i = 0; i < x.size(); ++i)
        for (std::size_t k = 0; k < h.size(); ++k) y[i + k] += static_cast<long double>(x[i]) * h[k];
    return y;
}

/// The largest difference, relative to the largest value; 1e9 for a wrong length.
template <class T> double error_of(const std::vector<T>& got, const std::vector<long double>& want) {
    long double error = 0, largest = 1e-300L;
    if (got.size() != want.size()) return 1e9;
    for (std::size_t i = 0; i < want.size(); ++i) {
        error = std::max(error, std::fabs(got[i] - want[i]));
        largest = std::max(largest, std::fabs(want[i]));
    }
    return static_cast<double>(error / largest);
}

}   // namespace

TEST_CASE("convolve agrees with the definition for direct and transformed filters and any length", "[transforms]") {
    CHECK(sj::convolve(std::vector<float>{1, 2, 3}, std::vector<float>{0, 1, 0.5F}) ==   // numpy.convolve's example
          std::vector<float>{0, 1, 2.5F, 4, 1.5F});
    for (std::size_t taps : {1U, 2U, 31U, 32U, 33U, 34U, 63U, 64U, 65U, 500U, 2000U})
        for (std::size_t n : {0U, 1U, 2U, 95U, 96U, 97U, 224U, 256U, 257U, 3000U}) {
            CAPTURE(taps, n);
            CHECK(error_of(sj::convolve(noise(n), noise(taps, 8)), exact_convolution(noise(n), noise(taps, 8))) <=
                  1e-6);
            auto const x = noise<double>(n), h = noise<double>(taps, 8);
            CHECK(error_of(sj::convolve(x, h), exact_convolution(x, h)) <= 2e-15);
        }
}

TEST_CASE("convolve of an impulse returns the taps, and one tap scales", "[transforms]") {
    auto const h = noise(1000);
    std::vector<float> impulse(1, 1.0F);
    auto const y = sj::convolve(impulse, h);
    REQUIRE(y.size() == h.size());
    for (std::size_t i = 0; i < h.size(); ++i) CHECK(std::fabs(y[i] - h[i]) < 1e-6F);
    CHECK(sj::convolve(std::vector<double>{1, 2}, std::vector<float>{-0.5F}) == std::vector<double>{-0.5, -1});
}

TEST_CASE("convolve refuses an empty filter", "[transforms]") {
    CHECK(testing::message<sj::argument_error>([] {
              return sj::convolve(std::vector<float>(3), std::vector<float>{});
          }).starts_with("convolve: 0 taps, expected 1"));
}
