// SPDX-License-Identifier: MIT
#include <ranges>

#include <symphonic/symphonic.hpp>

#include "support/catch.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;

TEST_CASE("magnitude of any rows of complex numbers") {
    std::vector<std::vector<std::complex<double>>> const rows{{{3, 4}, {0, -2}}, {{1, 0}}};
    CHECK(testing::flat<double>(rows | v::magnitude) == std::vector<double>{5, 2, 1});
}

TEST_CASE("magnitude fuses in either bracketing, and is the root of the power, bit for bit") {
    auto const x = testing::noise(1000);
    auto want = testing::flat(sj::from(x, 1.0) | v::stft({.size = 100}) | v::power);
    for (float& m : want) m = std::sqrt(m);
    auto left = (sj::from(x, 1.0) | v::stft({.size = 100})) | v::magnitude;
    auto right = sj::from(x, 1.0) | (v::stft({.size = 100}) | v::magnitude);
    static_assert(std::same_as<decltype(left), decltype(right)>);
    static_assert(sj::domain_of<decltype(left)> == sj::domain::magnitude);
    CHECK(testing::same_bits(testing::flat(left), want));
    CHECK(testing::same_bits(testing::flat(right), want));
}

TEST_CASE("magnitude behind a foreign view is that of the fused stage") {
    auto const x = testing::noise(1000);
    auto const apart = testing::flat(sj::from(x, 1.0) | v::stft({.size = 32}) | std::views::take(9) | v::magnitude);
    auto const fused = testing::flat(sj::from(x, 1.0) | v::stft({.size = 32}) | v::magnitude | std::views::take(9));
    CHECK((apart.size() == 9 * 17 && testing::same_bits(apart, fused)));
}
