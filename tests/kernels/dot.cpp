// SPDX-License-Identifier: MIT
#include <cmath>
#include <limits>

#include <symphonic/kernels/dot.hpp>
#include <symphonic/kernels/energy.hpp>

#include "support/catch.hpp"
#include "support/instruction_sets.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;

namespace {

template <class T, class U> void check_dot(const std::vector<T>& x, const std::vector<U>& y) {
    for (std::size_t n = 0; n < x.size(); n = n < 100 ? n + 1 : n + 379) {
        T const* const a = x.data();
        U const* const b = y.data();
        long double exact = 0, magnitudes = 0;
        for (std::size_t i = 0; i < n; ++i) {
            long double const product = static_cast<long double>(a[i]) * static_cast<long double>(b[i]);
            exact += product;
            magnitudes += std::fabs(product);
        }
        double const scalar = testing::on<sj::detail::dot_kernel>(sj::instruction_set::scalar, a, n, b);
        CHECK(static_cast<double>(std::fabs(static_cast<long double>(scalar) - exact)) <=
              1e-13 * static_cast<double>(magnitudes));
        for (auto const set : testing::instruction_sets())
            CHECK(testing::on<sj::detail::dot_kernel>(set, a, n, b) == scalar);
    }
}

}   // namespace

TEST_CASE("dot has a relative error of 1e-13 and the same bits on every instruction set", "[kernels]") {
    auto const floats = testing::noise<float>(3000, 1), other_floats = testing::noise<float>(3000, 2);
    auto const doubles = testing::noise<double>(3000, 3), other_doubles = testing::noise<double>(3000, 4);
    check_dot(floats, other_floats);
    check_dot(doubles, other_doubles);
    check_dot(floats, doubles);
    check_dot(std::vector<std::int16_t>(3000, -32768), floats);
}

TEST_CASE("dot of a signal with itself has the bits of its energy", "[kernels]") {
    auto const x = testing::noise<double>(1003);
    CHECK(sj::dot(x, x) == sj::energy(x));
    auto const y = testing::noise<float>(77);
    CHECK(sj::dot(y, y) == sj::energy(y));
    constexpr float known[] = {1, 2};
    static_assert(sj::dot(known, known) == 5);
}

TEST_CASE("dot of empty signals is 0, and of 0 and infinity NaN", "[kernels]") {
    CHECK(sj::dot(std::vector<float>{}, std::vector<float>{}) == 0);
    CHECK(std::isnan(sj::dot(std::vector<float>{0, 1}, std::vector<float>{std::numeric_limits<float>::infinity(), 1})));
}

TEST_CASE("dot throws for signals of different sizes", "[kernels]") {
    CHECK(testing::message<sj::argument_error>([] { return sj::dot(std::vector<float>(3), std::vector<float>(4)); }) ==
          "dot: ranges of 3 and 4 elements, expected equal sizes");
}
