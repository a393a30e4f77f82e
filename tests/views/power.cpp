// SPDX-License-Identifier: MIT
#include <ranges>

#include <symphonic/symphonic.hpp>

#include "support/catch.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;

TEST_CASE("power of any rows of complex numbers") {
    std::vector<std::vector<std::complex<double>>> const rows{{{3, 4}, {0, -2}}, {{1, 0}}};
    CHECK(testing::flat<double>(rows | v::power) == std::vector<double>{25, 4, 1});
}

TEST_CASE("power behind a foreign view is that of the fused stage") {
    auto const x = testing::noise(1000);
    auto const apart = testing::flat(sj::from(x, 1.0) | v::stft({.size = 32}) | std::views::take(9) | v::power);
    auto const fused = testing::flat(sj::from(x, 1.0) | v::stft({.size = 32}) | v::power | std::views::take(9));
    CHECK((apart.size() == 9 * 17 && testing::same_bits(apart, fused)));
}
