// SPDX-License-Identifier: MIT
#include <ranges>

#include <symphonic/views.hpp>

#include "support/frame_reducers.hpp"
#include "support/stream_types.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::flat, testing::message;

TEST_CASE("rms of each frame and chunk is bit-identical to the kernel") {
    testing::check_frame_reducer(v::rms, [](auto frame) { return sj::rms(frame); });
    CHECK(sj::domain_of<testing::levels> == sj::domain::magnitude);
}

TEST_CASE("rms keeps the format") {
    auto const x = testing::noise(100);
    auto const framed = [&] { return sj::from(x, 8.0) | v::frames(10, 5); };
    CHECK((framed() | v::rms).format() == framed().format());
}

TEST_CASE("rms refuses two channels, whether the format or a block has them") {
    auto const x = testing::noise(10);
    auto const stereo = [&] { return sj::from(x, {.channels = 2}) | v::chunks(4); };
    CHECK(
        testing::says(message<sj::format_error>([&] { return stereo() | v::rms; }), "rms: the stream has 2 channels"));
    CHECK(
        testing::says(message<sj::format_error>([&] { return flat<double>(stereo() | std::views::take(1) | v::rms); }),
                      "put mono or channel(c) before it"));
}
