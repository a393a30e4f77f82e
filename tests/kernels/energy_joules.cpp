// SPDX-License-Identifier: MIT
#include <cmath>
#include <limits>

#include <symphonic/kernels/energy_joules.hpp>

#include "support/catch.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;

TEST_CASE("a sine of 10 V into 8 ohms for a second is 6.25 J", "[kernels]") {
    std::vector<double> x(48000);
    for (std::size_t i = 0; i < x.size(); ++i)
        x[i] = std::sin(2 * 3.14159265358979323846 * 1000 * static_cast<double>(i) / 48000);
    CHECK(sj::energy_joules(x, 48000, {.volts_per_unit = 10, .ohms = 8}) == Approx(6.25).epsilon(1e-12));
}

TEST_CASE("energy_joules scales the energy by the calibration and the sample rate", "[kernels]") {
    CHECK(sj::energy_joules(std::vector<float>{3, -4, 0, 1}, 2.0, sj::calibration{.volts_per_unit = 2, .ohms = 8}) ==
          6.5);
    CHECK(sj::energy_joules(std::vector<float>{1, 1}, 2) == 1);
    CHECK(sj::energy_joules(std::vector<float>{}, 44100) == 0);
    CHECK(sj::energy_joules(std::vector<float>(9), 44100, {.volts_per_unit = 1e200}) == 0);
}

TEST_CASE("energy_joules throws for an invalid sample rate, resistance or voltage", "[kernels]") {
    std::vector<float> const x{1};
    double const nan = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();
    for (double const rate : {0.0, -1.0, nan}) CHECK_THROWS_AS(sj::energy_joules(x, rate), sj::argument_error);
    for (double const ohms : {0.0, -8.0, nan})
        CHECK_THROWS_AS(sj::energy_joules(x, 1, {.ohms = ohms}), sj::argument_error);
    for (double const volts : {infinity, nan})
        CHECK_THROWS_AS(sj::energy_joules(x, 1, {.volts_per_unit = volts}), sj::argument_error);
    CHECK(testing::message<sj::argument_error>([&] { return sj::energy_joules(x, 1, {.ohms = -8}); }) ==
          "energy_joules: -8 ohms, expected more than 0");
}
