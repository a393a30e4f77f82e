// SPDX-License-Identifier: MIT
#include <symphonic/fft/builtin.hpp>
#include <symphonic/fft/windowed_fft.hpp>

#include "support/catch.hpp"
#include "support/dft.hpp"

namespace sj = symphonic;

TEST_CASE("windowed_fft computes the spectrum of a windowed frame, its power and its magnitude", "[transforms]") {
    auto const x = testing::noise<double>(100);
    sj::windowed_fft<double> transform{sj::window::hann, 100};
    auto windowed = x;
    for (std::size_t i = 0; i < 100; ++i) windowed[i] *= transform.window_coefficients()[i];
    auto const want = testing::dft(std::span<double const>{windowed}, 51);
    std::vector<std::complex<double>> bins(transform.bins());
    std::vector<double> power(transform.bins()), magnitude(transform.bins());
    transform.forward(x, bins);
    transform.power(x, power);
    transform.magnitude(x, magnitude);
    CHECK(testing::relative_error<std::complex<double>>(bins, want) < 6e-16);
    for (std::size_t k = 0; k < bins.size(); ++k) {
        CHECK(power[k] == bins[k].real() * bins[k].real() + bins[k].imag() * bins[k].imag());
        CHECK(magnitude[k] == std::sqrt(power[k]));
    }
}

TEST_CASE("a shorter window stands in the middle of the frame with zeros around it", "[transforms]") {
    sj::windowed_fft<float> const transform{sj::window::hamming, 10, {.window_size = 5}};
    auto const inner = sj::make_window<float>(sj::window::hamming, 5);
    std::vector<float> want(10);
    std::copy(inner.begin(), inner.end(), want.begin() + 2);   // (10 - 5) / 2, as librosa.util.pad_center
    auto const given = transform.window_coefficients();
    CHECK(testing::same_bits(std::vector<float>(given.begin(), given.end()), want));
    using testing::message, testing::says;
    CHECK(says(
        message<sj::argument_error>([] { return sj::windowed_fft<float>{sj::window::hann, 10, {.window_size = 11}}; }),
        "window_size 11, expected at most the size, 10"));
}

TEST_CASE("windowed_fft refuses frames and results of the wrong size", "[transforms]") {
    sj::windowed_fft<float> transform{sj::window::hann, 16};
    std::vector<float> x(16), power(9);
    CHECK_THROWS_AS(transform.power(std::span{x}.first(15), power), sj::argument_error);
    CHECK_THROWS_AS(transform.power(x, std::span{power}.first(8)), sj::argument_error);
    CHECK_THROWS_AS(transform.magnitude(x, std::span{power}.first(8)), sj::argument_error);
    CHECK_THROWS_AS((sj::windowed_fft<float>{sj::window::hann, 0}), sj::argument_error);
}

TEMPLATE_TEST_CASE("the bits do not depend on the alignment of frame and result, nor on a shared plan", "[transforms]",
                   float, double) {
    using T = TestType;
    for (std::size_t n : {64U, 100U, 97U, 250U, 512U, 2048U, 4410U}) {
        CAPTURE(n);
        auto const x = testing::noise<T>(n);
        sj::windowed_fft<T> transform{sj::window::blackman, n};
        auto copy = transform;
        std::vector<T> want(transform.bins()), moved(n + 32), out(n + 32);
        transform.power(x, want);
        for (std::size_t shift : {0U, 1U, 3U, 7U, 15U}) {
            auto const frame = std::span{moved}.subspan(shift, n);
            std::copy(x.begin(), x.end(), frame.begin());
            auto const power = std::span{out}.subspan(shift + 1, copy.bins());
            copy.power(frame, power);
            CHECK(std::equal(want.begin(), want.end(), power.begin()));
            copy.power(frame, std::span{frame}.first(copy.bins()));   // in place
            CHECK(std::equal(want.begin(), want.end(), frame.begin()));
        }
    }
}

TEST_CASE("a named engine gives the results of its plan", "[transforms]") {
    auto const x = testing::noise<float>(300);
    sj::windowed_fft<float> fused{sj::window::hann, 300}, named{sj::window::hann, 300, {.engine = sj::builtin_fft()}};
    std::vector<std::complex<float>> X(151), Y(151);
    std::vector<float> a(151), b(151);
    fused.forward(x, X);
    named.forward(x, Y);
    CHECK(X == Y);   // both round the product with the window
    fused.magnitude(x, a);
    named.magnitude(x, b);
    CHECK(a == b);
    named.power(x, b);
    for (std::size_t k = 0; k < b.size(); ++k) CHECK(b[k] == X[k].real() * X[k].real() + X[k].imag() * X[k].imag());
}

TEMPLATE_TEST_CASE("power has the bits of re^2 + im^2 and magnitude of its square root for every size", "[transforms]",
                   float, double) {
    using T = TestType;
    for (std::size_t n = 1; n < 150; ++n) {
        CAPTURE(n);
        auto const x = testing::noise<T>(n);
        sj::windowed_fft<T> transform{sj::window::hamming, n};
        std::vector<std::complex<T>> X(transform.bins());
        std::vector<T> power(transform.bins()), magnitude(transform.bins());
        transform.forward(x, X);
        transform.power(x, power);
        transform.magnitude(x, magnitude);
        for (std::size_t k = 0; k < X.size(); ++k) {
            volatile T const re = X[k].real() * X[k].real(), im = X[k].imag() * X[k].imag();   // rounded, not fused
            CHECK(power[k] == re + im);
            CHECK(magnitude[k] == std::sqrt(power[k]));
        }
    }
}
