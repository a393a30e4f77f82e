// SPDX-License-Identifier: MIT
#include <symphonic/fft/windowed_fft.hpp>

#include "support/catch.hpp"
#include "support/dft.hpp"

namespace sj = symphonic;

TEST_CASE("the spectrum of a windowed frame, its power and its magnitude") {
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

TEST_CASE("a shorter window stands in the middle of the frame, zeros around it") {
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

TEST_CASE("a frame or a row of another size is refused") {
    sj::windowed_fft<float> transform{sj::window::hann, 16};
    std::vector<float> x(16), power(9);
    CHECK_THROWS_AS(transform.power(std::span{x}.first(15), power), sj::argument_error);
    CHECK_THROWS_AS(transform.power(x, std::span{power}.first(8)), sj::argument_error);
    CHECK_THROWS_AS(transform.magnitude(x, std::span{power}.first(8)), sj::argument_error);
    CHECK_THROWS_AS((sj::windowed_fft<float>{sj::window::hann, 0}), sj::argument_error);
}
