// SPDX-License-Identifier: MIT
#include <symphonic/views.hpp>

#include "support/everywhere.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;

TEST_CASE("window multiplies each frame") {
    auto const x = testing::noise(100);
    auto const w = sj::make_window<float>(sj::window::hann, 16);
    std::size_t k = 0;
    for (auto const f : sj::from(x, 1.0) | v::frames(16, 8) | v::window(sj::window::hann)) {
        for (std::size_t i = 0; i < 16; ++i) CHECK(f[i] == x[8 * k + i] * w[i]);
        ++k;
    }
    CHECK(k == 11);
}

TEST_CASE("window yields the same frames from every source") {
    auto const x = testing::noise(600);
    auto const w = sj::make_window<float>(sj::window::hann, 50);
    std::vector<float> expected;
    for (std::size_t i = 0; i < x.size(); ++i) expected.push_back(x[i] * w[i % 50]);
    CHECK(testing::everywhere<float>(x, 1, v::frames(50, 50) | v::window(sj::window::hann)) == expected);
}

TEST_CASE("window fits its size to each row") {
    std::vector<std::vector<float>> const rows{{1, 1}, {1, 1, 1, 1}, {}, {1, 1}};
    CHECK(testing::flat(rows | v::window(sj::window::hann)) == std::vector<float>{0, 1, 0, 0.5F, 1, 0.5F, 0, 1});
}
