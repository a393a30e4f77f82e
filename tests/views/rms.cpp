// SPDX-License-Identifier: MIT
#include <ranges>

#include <symphonic/symphonic.hpp>

#include "support/catch.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::flat, testing::message;

TEST_CASE("rms of frames and of chunks is the bare kernel's, bit for bit") {
    auto const x = testing::noise(5000);
    std::vector<double> want;
    for (std::size_t i = 0; i + 300 <= x.size(); i += 100) want.push_back(sj::rms(std::span{x}.subspan(i, 300)));
    for (std::size_t chunk : {1U, 33U, 5000U})
        CHECK(testing::same_bits(flat<double>(sj::from(x, 1.0, {.chunk_frames = chunk}) | v::frames(300, 100) | v::rms),
                                 want));
    want.clear();
    for (std::size_t i = 0; i < x.size(); i += 300)
        want.push_back(sj::rms(std::span{x}.subspan(i, std::min<std::size_t>(300, x.size() - i))));
    CHECK(testing::same_bits(flat<double>(sj::from(x, 1.0, {.chunk_frames = 77}) | v::chunks(300) | v::rms), want));
    CHECK(sj::domain_of<decltype(sj::from(x, 1.0) | v::frames(3, 1) | v::rms)> == sj::domain::magnitude);
}

TEST_CASE("rms of two channels is refused, where the format tells and where the blocks do") {
    auto const x = testing::noise(10);
    auto const stereo = [&] { return sj::from(x, {.channels = 2}) | v::chunks(4); };
    CHECK(
        testing::says(message<sj::format_error>([&] { return stereo() | v::rms; }), "rms: the stream has 2 channels"));
    CHECK(
        testing::says(message<sj::format_error>([&] { return flat<double>(stereo() | std::views::take(1) | v::rms); }),
                      "put mono or channel(c) before it"));
}
