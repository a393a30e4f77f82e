// SPDX-License-Identifier: MIT
#include <cmath>
#include <limits>

#include <symphonic/kernels/decibels.hpp>

#include "support/catch.hpp"

namespace sj = symphonic;

TEST_CASE("decibels of a power, and back", "[kernels]") {
    double const infinity = std::numeric_limits<double>::infinity();
    CHECK((sj::to_decibels(1) == 0 && sj::from_decibels(0) == 1));
    CHECK((sj::to_decibels(100) == Approx(20) && sj::from_decibels(20) == Approx(100)));
    CHECK((sj::to_decibels(0.01) == Approx(-20) && sj::from_decibels(-20) == Approx(0.01)));
    CHECK((sj::to_decibels(0) == -infinity && sj::from_decibels(-infinity) == 0));
    CHECK((sj::to_decibels(infinity) == infinity && sj::from_decibels(infinity) == infinity));
    CHECK((std::isnan(sj::to_decibels(-1)) && std::isnan(sj::from_decibels(std::nan("")))));
    for (double level = -300; level <= 300; level += 0.7)
        CHECK(sj::to_decibels(sj::from_decibels(level)) == Approx(level).margin(1e-12));
}
