// SPDX-License-Identifier: MIT
#include <symphonic/views.hpp>

#include "support/catch.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;

TEST_CASE("each frame times a window") {
    auto const x = testing::noise(100);
    auto const w = sj::make_window<float>(sj::window::hann, 16);
    std::size_t k = 0;
    for (auto const f : sj::from(x, 1.0) | v::frames(16, 8) | v::window(sj::window::hann)) {
        for (std::size_t i = 0; i < 16; ++i) CHECK(f[i] == x[8 * k + i] * w[i]);
        ++k;
    }
    CHECK(k == 11);
}

TEST_CASE("rows of changing size have windows of their size") {
    std::vector<std::vector<float>> const rows{{1, 1}, {1, 1, 1, 1}, {}, {1, 1}};
    CHECK(testing::flat(rows | v::window(sj::window::hann)) == std::vector<float>{0, 1, 0, 0.5F, 1, 0.5F, 0, 1});
}
