// SPDX-License-Identifier: MIT
#include <limits>

#include <symphonic/kernels/zero_crossings.hpp>

#include "support/catch.hpp"
#include "support/instruction_sets.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;

namespace {

template <class T> void check_zero_crossings(const std::vector<T>& x) {
    for (std::size_t n = 0; n < x.size(); n = n < 200 ? n + 1 : n + 101) {
        T const* const first = x.data() + n % 3;
        std::size_t const count = n - n % 3;
        std::size_t expected = 0;
        for (std::size_t i = 1; i < count; ++i) expected += (first[i] < 0) != (first[i - 1] < 0);
        for (auto const set : testing::instruction_sets())
            CHECK(testing::on<sj::detail::zero_crossings_kernel>(set, first, count) == expected);
    }
}

}   // namespace

TEST_CASE("zero_crossings counts the changes of x < 0 at any length on every instruction set", "[kernels]") {
    auto x = testing::noise<float>(3000);
    for (std::size_t i = 0; i < x.size(); i += 7) x[i] = i % 2 == 0 ? -0.0F : 0.0F;
    x[100] = std::numeric_limits<float>::quiet_NaN();
    x[101] = -std::numeric_limits<float>::quiet_NaN();
    check_zero_crossings(x);
    check_zero_crossings(testing::noise<double>(3000));
    check_zero_crossings(testing::integers(3000));
}

TEST_CASE("zero_crossings counts zero, negative zero and NaN as not negative", "[kernels]") {
    std::vector<float> const x{-1, 1, -1, -1, 0, -0.0F, -2};
    CHECK(sj::zero_crossings(x) == 4);
    CHECK(sj::zero_crossings(std::vector<float>{1, -1, 1, 1, -1}) == 3);
    CHECK(sj::zero_crossings(std::vector<float>{-1}) == 0);
    CHECK(sj::zero_crossings(std::vector<float>{}) == 0);
    CHECK(sj::zero_crossings(std::vector<float>{-1, -std::numeric_limits<float>::quiet_NaN(), -1}) == 2);
    constexpr float known[] = {1, -1};
    static_assert(sj::zero_crossings(known) == 1);
}
