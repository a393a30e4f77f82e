// SPDX-License-Identifier: MIT
#include <ranges>

#include <symphonic/views.hpp>

#include "support/everywhere.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::flat, testing::message;

TEST_CASE("channel copies one channel of several") {
    std::vector<float> const x{1, 2, 3, 4, 5, 6};
    auto const of = [&](int channels, int c) {
        return flat(sj::from(x, {.channels = channels}, {.chunk_frames = 2}) | v::channel(c));
    };
    CHECK(of(2, 0) == std::vector<float>{1, 3, 5});
    CHECK(of(2, 1) == std::vector<float>{2, 4, 6});
    CHECK(of(3, 2) == std::vector<float>{3, 6});
    CHECK(of(1, 0) == x);
    CHECK((sj::from(x, {.channels = 2}) | v::channel(1)).format().channels == 1);
}

TEST_CASE("channel yields the same samples from every source") {
    auto const x = testing::noise(600);
    std::vector<float> right;
    for (std::size_t i = 1; i < x.size(); i += 2) right.push_back(x[i]);
    CHECK(testing::everywhere<float>(x, 2, v::channel(1)) == right);
}

TEST_CASE("channel refuses a channel that the stream does not have") {
    std::vector<float> const x(6);
    auto const stereo = sj::audio_format{.channels = 2};
    CHECK(message<sj::format_error>([&] { return sj::from(x, stereo) | v::channel(2); }) ==
          "channel: channel 2 of a stream of 2 channels, expected 0 to 1");
    CHECK(message<sj::argument_error>([] { return v::channel(-1); }) == "channel: channel -1, expected 0 or more");
    auto const unknown = [&] {
        return sj::from(x, stereo) | std::views::take(1) | v::channel(2);
    };   // known from the blocks
    CHECK(testing::says(message<sj::format_error>([&] { return flat(unknown()); }), "channel 2"));
}
