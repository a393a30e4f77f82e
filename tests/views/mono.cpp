// SPDX-License-Identifier: MIT
#include <symphonic/views.hpp>

#include "support/everywhere.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;

TEST_CASE("mono is the mean of the channels") {
    std::vector<float> const x{1, 3, -2, 2, 0.5F, 0.25F};
    auto stream = sj::from(x, {.sample_rate = 8000, .channels = 2}, {.chunk_frames = 2}) | v::mono;
    CHECK(stream.format() == sj::audio_format{.sample_rate = 8000, .channels = 1, .frames = 3, .max_block = 2});
    REQUIRE(stream.next());
    CHECK(stream.get().channels() == 1);
    CHECK(stream.get().position() == 0);
    REQUIRE(stream.next());
    CHECK(stream.get().position() == 2);
    CHECK(testing::flat(sj::from(x, {.channels = 2}) | v::mono) == std::vector<float>{2, 0, 0.375F});
    CHECK(testing::flat(sj::from(x, {.channels = 3}) | v::mono) == std::vector<float>{2.0F / 3, 2.75F / 3});
    CHECK(testing::flat<double>(sj::from(std::vector<double>{1, 2}, {.channels = 2}) | v::mono) ==
          std::vector<double>{1.5});
}

TEST_CASE("mono yields the same samples from every source") {
    auto const x = testing::noise(600);
    std::vector<float> mean;
    for (std::size_t i = 0; i < x.size(); i += 2) mean.push_back((x[i] + x[i + 1]) / 2);
    CHECK(testing::everywhere<float>(x, 2, v::mono) == mean);
}

TEST_CASE("mono passes blocks of one channel on without a copy") {
    auto const x = testing::noise(10);
    auto stream = sj::from(x, 1.0) | v::mono;
    REQUIRE(stream.next());
    CHECK(stream.get().samples().data() == x.data());
}
