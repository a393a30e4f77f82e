// SPDX-License-Identifier: MIT
#include <cmath>
#include <limits>

#include <symphonic/kernels/decibels.hpp>

#include "support/catch.hpp"
#include "support/instruction_sets.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;

namespace {

/// Checks to_decibels of a range against std::log10, with a relative error of at most `tolerance`.
template <class T> void check_levels(T tolerance) {
    std::mt19937_64 random{5};
    std::uniform_real_distribution<double> exponents(std::numeric_limits<T>::min_exponent10 - 5.0,
                                                     std::numeric_limits<T>::max_exponent10);
    std::vector<T> powers{T{1}, std::numeric_limits<T>::denorm_min(), std::numeric_limits<T>::min()};
    for (int i = 0; i < 5000; ++i) powers.push_back(static_cast<T>(std::pow(10.0L, exponents(random))));
    for (T const x : testing::noise<T>(5000)) powers.push_back(1 + x / 8);   // around 0 dB
    std::vector<T> levels(powers.size());
    sj::to_decibels(powers, levels);
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < powers.size(); ++i) {
        auto const expected = 10 * std::log10(static_cast<long double>(powers[i]));
        wrong += std::fabs(levels[i] - expected) > tolerance * std::fabs(expected);
    }
    CHECK(wrong == 0);
    for (auto const set : testing::instruction_sets())
        for (std::size_t n : {powers.size(), std::size_t{1}, std::size_t{37}}) {
            std::vector<T> out(n);
            testing::on<sj::detail::level_kernel>(set, powers.data(), n, out.data(), T{10}, T{0}, T{0}, false);
            CHECK(
                testing::same_bits(out, std::vector(levels.begin(), levels.begin() + static_cast<std::ptrdiff_t>(n))));
        }
}

template <class T> void check_special_powers() {
    T const infinity = std::numeric_limits<T>::infinity();
    std::vector<T> const powers{0, -T{0}, -1, infinity, std::numeric_limits<T>::quiet_NaN(), static_cast<T>(0.001)};
    auto levels = powers;
    sj::to_decibels(powers, levels);
    CHECK(levels[0] == -infinity);
    CHECK(levels[1] == -infinity);
    CHECK(levels[2] == -infinity);
    CHECK(levels[3] == infinity);
    CHECK(std::isnan(levels[4]));
    CHECK(std::fabs(levels[5] + 30) < 1e-5);
    sj::to_decibels(powers, levels, 0.01);   // a floor of -20 dB
    CHECK(std::fabs(levels[0] + 20) < 1e-5);
    CHECK(levels[2] == levels[0]);
    CHECK(levels[5] == levels[0]);
    CHECK(std::isnan(levels[4]));
}

}   // namespace

TEST_CASE("to_decibels and from_decibels convert a power to a level and back", "[kernels]") {
    double const infinity = std::numeric_limits<double>::infinity();
    CHECK(sj::to_decibels(1) == 0);
    CHECK(sj::from_decibels(0) == 1);
    CHECK(sj::to_decibels(100) == Approx(20));
    CHECK(sj::from_decibels(20) == Approx(100));
    CHECK(sj::to_decibels(0.01) == Approx(-20));
    CHECK(sj::from_decibels(-20) == Approx(0.01));
    CHECK(sj::to_decibels(0) == -infinity);
    CHECK(sj::from_decibels(-infinity) == 0);
    CHECK(sj::to_decibels(infinity) == infinity);
    CHECK(sj::from_decibels(infinity) == infinity);
    CHECK(std::isnan(sj::to_decibels(-1)));
    CHECK(std::isnan(sj::from_decibels(std::nan(""))));
    for (double level = -300; level <= 300; level += 0.7)
        CHECK(sj::to_decibels(sj::from_decibels(level)) == Approx(level).margin(1e-12));
}

TEST_CASE("amplitude_to_decibels returns the level of an amplitude of either sign", "[kernels]") {
    CHECK(sj::amplitude_to_decibels(1) == 0);
    CHECK(sj::amplitude_to_decibels(-10) == Approx(20));
    CHECK(sj::amplitude_to_decibels(0.5) == Approx(sj::to_decibels(0.25)));
    constexpr double infinity = std::numeric_limits<double>::infinity();
    CHECK(sj::amplitude_to_decibels(0) == -infinity);
    CHECK(sj::amplitude_to_decibels(infinity) == infinity);
    CHECK(std::isnan(sj::amplitude_to_decibels(std::nan(""))));
}

TEST_CASE("to_decibels of a range equals 10 log10 with the same bits on every instruction set", "[kernels]") {
    check_levels(3e-7F);
    check_levels(5e-16);
}

TEST_CASE("to_decibels of a range maps 0, negative numbers, NaN and infinity as documented", "[kernels]") {
    check_special_powers<float>();
    check_special_powers<double>();
}

TEST_CASE("to_decibels throws for ranges of different sizes", "[kernels]") {
    std::vector<float> two(2), three(3);
    CHECK(testing::message<sj::argument_error>([&] { return sj::to_decibels(two, three), 0; }) ==
          "to_decibels: ranges of 2 and 3 elements, expected equal sizes");
}
