// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <limits>

#include <symphonic/kernels/minmax.hpp>

#include "support/catch.hpp"
#include "support/instruction_sets.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;

namespace {

/// Puts each of two extremes at several positions of x and checks that every instruction set finds it.
template <class T> void check_extremes(std::vector<T> x, T low, T high) {
    for (std::size_t n = 1; n < x.size(); n = n < 140 ? n + 1 : n + 611)
        for (std::size_t at : {std::size_t{0}, n / 3, n - 1})
            for (T const extreme : {low, high}) {
                T const original = std::exchange(x[at], extreme);
                auto const [least, greatest] =
                    std::minmax_element(x.begin(), x.begin() + static_cast<std::ptrdiff_t>(n));
                sj::signal_range const expected{static_cast<double>(*least), static_cast<double>(*greatest)};
                for (auto const set : testing::instruction_sets())
                    CHECK(testing::on<sj::detail::minmax_kernel>(set, static_cast<T const*>(x.data()), n) == expected);
                x[at] = original;
            }
}

}   // namespace

TEST_CASE("minmax and peak find the extremes at any position on every instruction set", "[kernels]") {
    check_extremes(testing::noise<float>(4000), -2.0F, 2.0F);
    check_extremes(testing::noise<double>(2000), -1e300, 1e300);
    check_extremes(testing::noise<float>(300), -std::numeric_limits<float>::infinity(),
                   std::numeric_limits<float>::infinity());
    std::vector<std::int16_t> integers(2000);
    for (std::size_t i = 0; i < integers.size(); ++i) integers[i] = static_cast<std::int16_t>(i * 40503 % 32768);
    check_extremes<std::int16_t>(integers, -32768, 32767);
    CHECK(sj::minmax(std::vector<float>{-3, 2}) == sj::signal_range{-3, 2});
    CHECK(sj::minmax(std::vector<float>{5}) == sj::signal_range{5, 5});
    CHECK(sj::peak(std::vector<float>{-3, 2}) == 3);
    CHECK(sj::peak(std::vector<float>{-2, 3}) == 3);
    CHECK(sj::peak(std::vector<std::int16_t>{-32768}) == 32768);
    constexpr float known[] = {1, -2};
    static_assert(sj::peak(known) == 2 && sj::minmax(known).min == -2);
}

TEST_CASE("minmax and peak of empty signals, NaN and negative zeros are as documented", "[kernels]") {
    auto const of_nothing = sj::minmax(std::vector<float>{});
    CHECK(std::isnan(of_nothing.min));
    CHECK(std::isnan(of_nothing.max));
    CHECK(sj::peak(std::vector<float>{}) == 0);
    for (std::size_t n : {1U, 3U, 16U, 65U, 200U})
        for (std::size_t at : {std::size_t{0}, n / 2, n - 1}) {
            std::vector<double> x(n, 1);
            x[at] = std::numeric_limits<double>::quiet_NaN();
            CHECK(std::isnan(sj::peak(x)));
            CHECK(std::isnan(sj::minmax(x).min));
            CHECK(std::isnan(sj::minmax(x).max));
            std::vector<float> y(n, 1);
            y[at] = -std::numeric_limits<float>::quiet_NaN();
            CHECK(std::isnan(sj::peak(y)));
        }
    for (std::size_t n : {1U, 40U}) {
        auto const zeros = sj::minmax(std::vector<float>(n, -0.0F));
        CHECK_FALSE(std::signbit(zeros.min));
        CHECK_FALSE(std::signbit(zeros.max));
        CHECK_FALSE(std::signbit(sj::peak(std::vector<float>(n, -0.0F))));
    }
}
