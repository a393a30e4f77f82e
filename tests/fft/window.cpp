// SPDX-License-Identifier: MIT
#include <cmath>

#include <symphonic/fft/window.hpp>

#include "support/catch.hpp"

namespace sj = symphonic;

TEST_CASE("windows by name, against values worked out by hand") {
    auto const hann = sj::make_window<double>(sj::window::hann, 8);
    auto const half = std::sqrt(0.5);
    std::vector<double> const want{0, (1 - half) / 2, 0.5, (1 + half) / 2, 1, (1 + half) / 2, 0.5, (1 - half) / 2};
    for (std::size_t i = 0; i < 8; ++i) CHECK(std::fabs(hann[i] - want[i]) < 1e-15);
    auto const at = [](const sj::window& w, std::size_t i) { return sj::make_window<double>(w, 4)[i]; };
    CHECK((at(sj::window::hamming, 0) == Approx(0.08) && at(sj::window::hamming, 1) == Approx(0.54)));
    CHECK((std::fabs(at(sj::window::blackman, 0)) < 1e-15 && at(sj::window::blackman, 1) == Approx(0.34)));
    CHECK(
        (at(sj::window::blackmanharris, 0) == Approx(0.00006) && at(sj::window::blackmanharris, 1) == Approx(0.21747)));
    CHECK((at(sj::window::nuttall, 0) == Approx(0.0003628) && at(sj::window::nuttall, 1) == Approx(0.2269824)));
    CHECK((at(sj::window::flattop, 0) == Approx(-0.00042105) && at(sj::window::flattop, 1) == Approx(-0.05473684)));
    CHECK(sj::make_window<float>(sj::window::rectangular, 3) == std::vector<float>{1, 1, 1});
}

TEST_CASE("kaiser, against the series of I0") {
    auto const w = sj::make_window<double>(sj::window::kaiser(8.6), 8);
    CHECK(w[4] == 1);
    // I0(0) / I0(8.6), and I0(8.6 sqrt(1 - 1/4)) / I0(8.6): Abramowitz and Stegun 9.8.2 is good to 2e-7
    auto const i0 = [](double x) {
        auto const t = 3.75 / x;
        return std::exp(x) / std::sqrt(x) *
               (0.39894228 +
                t * (0.01328592 +
                     t * (0.00225319 +
                          t * (-0.00157565 +
                               t * (0.00916281 +
                                    t * (-0.02057706 + t * (0.02635537 + t * (-0.01647633 + t * 0.00392377))))))));
    };
    CHECK(w[0] == Approx(1 / i0(8.6)).epsilon(1e-6));
    CHECK(w[2] == Approx(i0(8.6 * std::sqrt(0.75)) / i0(8.6)).epsilon(1e-6));
    CHECK(sj::make_window<double>(sj::window::kaiser(0), 5) == std::vector<double>(5, 1.0));
    CHECK_THROWS_AS(sj::window::kaiser(-1), sj::argument_error);
    CHECK_THROWS_AS(sj::window::kaiser(std::nan("")), sj::argument_error);
}

TEST_CASE("periodic and symmetric, halves alike to the last bit, sizes 0 and 1") {
    for (auto const& shape : {sj::window::hann, sj::window::flattop, sj::window::kaiser(5)})
        for (std::size_t n : {2U, 3U, 8U, 9U, 511U, 512U}) {
            auto const periodic = sj::make_window<double>(shape, n);
            auto const symmetric = sj::make_window<double>(shape, n + 1, {.symmetric = true});
            for (std::size_t i = 0; i < n; ++i) CHECK(periodic[i] == symmetric[i]);   // the longer one without its last
            for (std::size_t i = 0; i <= n; ++i) CHECK(symmetric[i] == symmetric[n - i]);
        }
    CHECK(sj::make_window<float>(sj::window::hann, 0).empty());
    CHECK(sj::make_window<float>(sj::window::hann, 1) == std::vector<float>{1});
}
