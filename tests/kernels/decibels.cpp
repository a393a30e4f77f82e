// SPDX-License-Identifier: MIT
#include <cmath>
#include <limits>

#include <symphonic/kernels/decibels.hpp>

#include "support/catch.hpp"
#include "support/instruction_sets.hpp"
#include "support/signals.hpp"

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

TEST_CASE("levels of many powers are those of one, with the same bits on every instruction set", "[kernels]") {
    auto const check = []<class T>(T error) {
        std::mt19937_64 random{5};
        std::uniform_real_distribution<double> exponents(std::numeric_limits<T>::min_exponent10 - 5.0,
                                                         std::numeric_limits<T>::max_exponent10);
        std::vector<T> powers{T{1}, std::numeric_limits<T>::denorm_min(), std::numeric_limits<T>::min()};
        for (int i = 0; i < 5000; ++i) powers.push_back(static_cast<T>(std::pow(10.0L, exponents(random))));
        for (T const x : testing::noise<T>(5000)) powers.push_back(1 + x / 8);   // around 0 dB
        std::vector<T> first(powers.size());
        sj::to_decibels(powers, first);
        std::size_t wrong = 0;
        for (std::size_t i = 0; i < powers.size(); ++i) {
            auto const level = 10 * std::log10(static_cast<long double>(powers[i]));
            wrong += std::fabs(first[i] - level) > error * std::fabs(level);
        }
        CHECK(wrong == 0);
        for (auto const set : testing::instruction_sets())
            for (std::size_t n : {powers.size(), std::size_t{1}, std::size_t{37}}) {
                std::vector<T> out(n);
                testing::on<sj::detail::level_kernel>(set, powers.data(), n, out.data(), T{10}, T{0}, T{0}, false);
                CHECK(testing::same_bits(out,
                                         std::vector(first.begin(), first.begin() + static_cast<std::ptrdiff_t>(n))));
            }
        T const infinity = std::numeric_limits<T>::infinity();
        std::vector<T> const odd{0, -T{0}, -1, infinity, std::numeric_limits<T>::quiet_NaN(), static_cast<T>(0.001)};
        auto out = odd;
        sj::to_decibels(odd, out);
        CHECK((out[0] == -infinity && out[1] == -infinity && out[2] == -infinity && out[3] == infinity));
        CHECK((std::isnan(out[4]) && std::fabs(out[5] + 30) < 1e-5));
        sj::to_decibels(odd, out, 0.01);
        CHECK((std::fabs(out[0] + 20) < 1e-5 && out[2] == out[0] && out[5] == out[0] && std::isnan(out[4])));
    };
    check(3e-7F);
    check(5e-16);
    std::vector<float> two(2), three(3);
    CHECK(testing::message<sj::argument_error>([&] { return sj::to_decibels(two, three), 0; }) ==
          "to_decibels: 2 powers into 3 levels");
}
