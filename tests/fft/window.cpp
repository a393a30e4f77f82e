// SPDX-License-Identifier: MIT
#include <cmath>

#include <symphonic/fft/window.hpp>

#include "support/catch.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
using testing::message;

namespace {

/// A window is a default in constant expressions and needs no dynamic initialisation.
struct options {
    double rate = 1;
    sj::window window = sj::window::hann;
};
constexpr options defaults{};
constinit sj::window static_window = sj::window::kaiser(5);
static_assert(defaults.window == sj::window::hann && defaults.window != sj::window::hamming);
static_assert(sj::window::kaiser(2) != sj::window::gaussian(2) && sj::window::tukey(1) != sj::window::tukey(0));
static_assert(sizeof(sj::window) <= 64);

template <class R> concept samples_from = requires(R r) { sj::window::samples(r); };
static_assert(samples_from<std::vector<float>> && !samples_from<std::vector<std::string>> && !samples_from<int>);

}   // namespace

TEST_CASE("named windows have the values computed by hand") {
    auto const hann = sj::make_window<double>(sj::window::hann, 8);
    auto const half = std::sqrt(0.5);
    std::vector<double> const want{0, (1 - half) / 2, 0.5, (1 + half) / 2, 1, (1 + half) / 2, 0.5, (1 - half) / 2};
    for (std::size_t i = 0; i < 8; ++i) CHECK(std::fabs(hann[i] - want[i]) < 1e-15);
    auto const at = [](const sj::window& w, std::size_t i) { return sj::make_window<double>(w, 4)[i]; };
    CHECK(at(sj::window::hamming, 0) == Approx(0.08));
    CHECK(at(sj::window::hamming, 1) == Approx(0.54));
    CHECK(std::fabs(at(sj::window::blackman, 0)) < 1e-15);
    CHECK(at(sj::window::blackman, 1) == Approx(0.34));
    CHECK(at(sj::window::blackmanharris, 0) == Approx(0.00006));
    CHECK(at(sj::window::blackmanharris, 1) == Approx(0.21747));
    CHECK(at(sj::window::nuttall, 0) == Approx(0.0003628));
    CHECK(at(sj::window::nuttall, 1) == Approx(0.2269824));
    CHECK(at(sj::window::flattop, 0) == Approx(-0.00042105));
    CHECK(at(sj::window::flattop, 1) == Approx(-0.05473684));
    CHECK(sj::make_window<float>(sj::window::rectangular, 3) == std::vector<float>{1, 1, 1});
}

TEST_CASE("kaiser agrees with the approximation of I0 of Abramowitz and Stegun") {
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

TEST_CASE("windows are symmetric to the last bit, periodic ones lack the last coefficient, sizes 0 and 1 work") {
    for (auto const& shape : {sj::window::hann, sj::window::flattop, sj::window::kaiser(5), sj::window::gaussian(40),
                              sj::window::tukey(0.3)})
        for (std::size_t n : {2U, 3U, 8U, 9U, 511U, 512U}) {
            auto const periodic = sj::make_window<double>(shape, n);
            auto const symmetric = sj::make_window<double>(shape, n + 1, {.symmetric = true});
            for (std::size_t i = 0; i < n; ++i) CHECK(periodic[i] == symmetric[i]);
            for (std::size_t i = 0; i <= n; ++i) CHECK(symmetric[i] == symmetric[n - i]);
        }
    CHECK(sj::make_window<float>(sj::window::hann, 0).empty());
    CHECK(sj::make_window<float>(sj::window::hann, 1) == std::vector<float>{1});
}

TEST_CASE("gaussian follows its formula with sigma in samples for any size") {
    auto const shape = sj::window::gaussian(2);
    auto const w = sj::make_window<double>(shape, 8);
    CHECK(w[4] == 1);
    CHECK(w[2] == Approx(0.60653065971263342).epsilon(1e-15));    // exp(-1/2)
    CHECK(w[0] == Approx(0.135335283236612692).epsilon(1e-15));   // exp(-2)
    CHECK(sj::make_window<double>(shape, 16)[6] == w[2]);
    // exp(-(3.5 / 2)^2 / 2)
    CHECK(sj::make_window<double>(shape, 8, {.symmetric = true})[7] == Approx(0.216265166829887).epsilon(1e-14));
    CHECK(sj::make_window<double>(sj::window::gaussian(1e-200), 3) == std::vector<double>{0, 0, 0});
    CHECK(sj::make_window<double>(sj::window::gaussian(1e300), 3) == std::vector<double>{1, 1, 1});
    for (double const wrong : {0.0, -1.0, HUGE_VAL, std::nan("")})
        CHECK_THROWS_AS(sj::window::gaussian(wrong), sj::argument_error);
    CHECK(message<sj::argument_error>([] { return sj::window::gaussian(-3); }) ==
          "window: gaussian sigma -3, expected a positive number of samples");
}

TEST_CASE("tukey follows its formula from rectangular to hann") {
    auto const at = [](double alpha, std::size_t n) {
        return sj::make_window<double>(sj::window::tukey(alpha), n, {.symmetric = true});
    };
    auto const w = at(0.75, 6);
    auto const slope = 0.5522642316338269;   // (1 - cos(2 pi 0.2 / 0.75)) / 2
    std::vector<double> const want{0, slope, 1, 1, slope, 0};
    for (std::size_t i = 0; i < 6; ++i) CHECK(std::fabs(w[i] - want[i]) < 1e-15);
    CHECK(at(0.25, 6) == std::vector<double>{0, 1, 1, 1, 1, 0});
    auto const periodic = sj::make_window<double>(sj::window::tukey(0.5), 8);
    for (std::size_t i = 0; i < 8; ++i) CHECK(std::fabs(periodic[i] - (i == 0 ? 0 : i % 6 == 1 ? 0.5 : 1)) < 1e-15);
    CHECK(at(0, 7) == std::vector<double>(7, 1.0));
    CHECK(at(1e-300, 4) == std::vector<double>{0, 1, 1, 0});
    auto const hann = sj::make_window<double>(sj::window::hann, 100, {.symmetric = true});
    for (std::size_t i = 0; i < 100; ++i) CHECK(std::fabs(at(1, 100)[i] - hann[i]) < 1e-15);
    CHECK(message<sj::argument_error>([] { return sj::window::tukey(1.5); }) ==
          "window: tukey alpha 1.5, expected 0 to 1");
    CHECK_THROWS_AS(sj::window::tukey(std::nan("")), sj::argument_error);
}

TEST_CASE("a window of samples copies them once, shares them and has one size") {
    std::vector<float> coefficients{0.25F, 1, 0.5F, -2};
    auto const shape = sj::window::samples(coefficients);
    coefficients[1] = 7;
    CHECK(sj::make_window<double>(shape, 4) == std::vector<double>{0.25, 1, 0.5, -2});
    CHECK(sj::make_window<float>(shape, 4, {.symmetric = true}) == std::vector<float>{0.25F, 1, 0.5F, -2});
    CHECK(shape(3, 4) == -2);
    CHECK(shape(4, 4) == 0);
    CHECK(message<sj::argument_error>([&] { return sj::make_window<float>(shape, 5); }) ==
          "window: 4 samples, expected 5 for a window of that size");
    CHECK_THROWS_AS(sj::make_window<float>(shape, 0), sj::argument_error);
    CHECK_THROWS_AS(sj::window::samples(std::vector<double>{}), sj::argument_error);

    auto copy = shape, other = sj::window::samples({0.25, 1, 0.5, -2});
    CHECK(copy.own_samples() == shape.own_samples());
    CHECK(other.own_samples() != shape.own_samples());
    CHECK(copy == shape);
    CHECK(other == shape);
    CHECK(shape != sj::window::samples({1}));
    CHECK(shape != sj::window::hann);
    CHECK(sj::window::hann.own_samples() == nullptr);
    auto moved = std::move(copy);
    auto const& itself = moved;
    moved = itself;
    other = moved;
    moved = sj::window::hann;
    CHECK(other == shape);
    CHECK(moved == sj::window::hann);
    static_window = other;   // its samples outlive all other owners
}
