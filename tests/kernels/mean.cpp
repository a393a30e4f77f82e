// SPDX-License-Identifier: MIT
#include <cmath>
#include <limits>

#include <symphonic/kernels/mean.hpp>

#include "support/catch.hpp"
#include "support/instruction_sets.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;

TEST_CASE("sum and mean of a few samples", "[kernels]") {
    CHECK(sj::sum(std::vector<float>{1, 2, -4}) == -1);
    CHECK(sj::mean(std::vector<double>{1, 2, 6}) == 3);
    CHECK(sj::sum(std::vector<std::int16_t>{-32768, -32768}) == -65536);
    constexpr float known[] = {1, 2};
    static_assert(sj::mean(known) == 1.5);
}

TEST_CASE("sum and mean of empty signals, NaN and infinities are as documented", "[kernels]") {
    CHECK(sj::sum(std::vector<float>{}) == 0);
    CHECK(std::isnan(sj::mean(std::vector<float>{})));
    float const nan = std::numeric_limits<float>::quiet_NaN(), infinity = std::numeric_limits<float>::infinity();
    CHECK(std::isnan(sj::sum(std::vector<float>{1, nan})));
    CHECK(sj::sum(std::vector<float>{1, infinity}) == infinity);
    CHECK(std::isnan(sj::sum(std::vector<float>{infinity, -infinity})));
}

TEST_CASE("sum of a small signal on a large offset has a relative error below 1e-13", "[kernels]") {
    auto x = testing::noise(1000003);
    for (float& s : x) s = s / 1000 + 1000;
    long double sum = 0;
    for (float const s : x) sum += static_cast<long double>(s);
    CHECK(std::fabs(static_cast<long double>(sj::sum(x)) / sum - 1) < 1e-13L);
}

TEST_CASE("sum has the same bits on every instruction set", "[kernels]") {
    auto const check = []<class T>(const std::vector<T>& x) {
        using kernel = sj::detail::sum_kernel<sj::detail::plain_term>;
        for (std::size_t n = 0; n < x.size(); n += n < 100 ? 1 : 97) {
            T const* const first = x.data() + n % 5;
            double const expected = testing::on<kernel>(sj::instruction_set::scalar, first, n - n % 5);
            for (auto const set : testing::instruction_sets())
                CHECK(testing::on<kernel>(set, first, n - n % 5) == expected);
        }
    };
    check(testing::noise<float>(5000));
    check(testing::noise<double>(5000));
    check(std::vector<std::int16_t>(5000, 12345));
}
