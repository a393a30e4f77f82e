// SPDX-License-Identifier: MIT
#include <ranges>

#include <symphonic/symphonic.hpp>

#include "support/everywhere.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;

TEST_CASE("magnitude accepts any rows of complex numbers") {
    std::vector<std::vector<std::complex<double>>> const rows{{{3, 4}, {0, -2}}, {{1, 0}}};
    CHECK(testing::flat<double>(rows | v::magnitude) == std::vector<double>{5, 2, 1});
}

TEST_CASE("magnitude fuses with stft in either grouping, and is the square root of the power bit for bit") {
    auto const x = testing::noise(1000);
    auto want = testing::flat(sj::from(x, 1.0) | v::stft({.size = 100}) | v::power);
    for (float& number : want) number = std::sqrt(number);
    auto left = (sj::from(x, 1.0) | v::stft({.size = 100})) | v::magnitude;
    auto right = sj::from(x, 1.0) | (v::stft({.size = 100}) | v::magnitude);
    static_assert(std::same_as<decltype(left), decltype(right)>);
    static_assert(sj::domain_of<decltype(left)> == sj::domain::magnitude);
    CHECK(testing::same_bits(testing::flat(left), want));
    CHECK(testing::same_bits(testing::flat(right), want));
}

TEST_CASE("magnitude works with a live source, fused and separate") {
    auto const x = testing::noise(600);
    auto const spectra = v::stft({.size = 32, .hop = 8, .padding = sj::padding::reflect, .tail = sj::tail::pad});
    auto const fused = testing::everywhere<float>(x, 1, spectra | v::magnitude);
    CHECK(testing::same_bits(testing::everywhere<float>(x, 1, spectra | v::checked | v::magnitude), fused));
}

TEST_CASE("magnitude after a standard view has the bits of the fused stage") {
    auto const x = testing::noise(1000);
    auto const separate = testing::flat(sj::from(x, 1.0) | v::stft({.size = 32}) | std::views::take(9) | v::magnitude);
    auto const fused = testing::flat(sj::from(x, 1.0) | v::stft({.size = 32}) | v::magnitude | std::views::take(9));
    CHECK(separate.size() == 9 * 17);
    CHECK(testing::same_bits(separate, fused));
}
