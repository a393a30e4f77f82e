// SPDX-License-Identifier: MIT
#include <ranges>

#include <symphonic/symphonic.hpp>

#include "support/everywhere.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;

TEST_CASE("power accepts any rows of complex numbers") {
    std::vector<std::vector<std::complex<double>>> const rows{{{3, 4}, {0, -2}}, {{1, 0}}};
    CHECK(testing::flat<double>(rows | v::power) == std::vector<double>{25, 4, 1});
}

TEST_CASE("power works with a live source, fused and separate") {
    auto const x = testing::noise(600);
    auto const spectra = v::stft({.size = 32, .hop = 8, .padding = sj::padding::reflect, .tail = sj::tail::pad});
    auto const fused = testing::everywhere<float>(x, 1, spectra | v::power);
    CHECK(testing::same_bits(testing::everywhere<float>(x, 1, spectra | v::checked | v::power), fused));
}

TEST_CASE("power after a standard view has the bits of the fused stage") {
    auto const x = testing::noise(1000);
    auto const separate = testing::flat(sj::from(x, 1.0) | v::stft({.size = 32}) | std::views::take(9) | v::power);
    auto const fused = testing::flat(sj::from(x, 1.0) | v::stft({.size = 32}) | v::power | std::views::take(9));
    CHECK(separate.size() == 9 * 17);
    CHECK(testing::same_bits(separate, fused));
}
