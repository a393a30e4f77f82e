// SPDX-License-Identifier: MIT
#include <symphonic/spectral.hpp>
#include <symphonic/views.hpp>

#include "support/catch.hpp"
#include "support/live_source.hpp"
#include "support/signals.hpp"
#include "support/stream_types.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::flat, testing::message, testing::noise, testing::same_bits, testing::says;

static_assert(testing::accepts<decltype(v::convolve(std::declval<std::vector<float>>())), testing::source>);
static_assert(!testing::accepts<decltype(v::convolve(std::declval<std::vector<float>>())), testing::framed>);

TEST_CASE("convolve is bit-identical to the offline convolution, at the same positions") {
    for (std::size_t taps : {1U, 7U, 32U, 33U, 100U, 700U})
        for (std::size_t n : {0U, 1U, 100U, 256U, 512U, 3000U}) {
            auto const x = noise(n), h = noise(taps, 8);
            auto const expected = sj::convolve(x, h);
            for (std::size_t chunk : {1U, 7U, 256U, 5000U}) {
                auto stream = sj::from(x, 8000.0, {.chunk_frames = chunk}) | v::convolve(h);
                auto const format = stream.format();
                CHECK(format.frames == static_cast<std::int64_t>(expected.size()));
                CHECK(format.channels == 1);
                CHECK(format.sample_rate == 8000);
                std::vector<float> y;
                bool positions_match = true;
                for (auto const b : stream) {
                    positions_match &=
                        b.position() == static_cast<std::int64_t>(y.size()) && b.frames() <= format.max_block;
                    y.insert(y.end(), b.samples().begin(), b.samples().end());
                }
                CHECK(positions_match);
                CHECK(same_bits(y, expected));
                CHECK(stream.ended());
                CHECK(!stream.next());
            }
        }
}

TEST_CASE("convolve in the mode same yields the middle of the full convolution, as long as the signal") {
    for (std::size_t taps : {1U, 2U, 7U, 32U, 33U, 100U, 1200U})
        for (std::size_t n : {0U, 1U, 100U, 256U, 3000U}) {
            auto const x = noise(n), h = noise(taps, 8);
            auto const full = sj::convolve(x, h);
            auto const begin = full.begin() + static_cast<std::ptrdiff_t>(n == 0 ? 0 : (taps - 1) / 2);
            std::vector<float> const expected(begin, begin + static_cast<std::ptrdiff_t>(n));
            CAPTURE(taps, n);
            CHECK(same_bits(sj::convolve(x, h, sj::mode::same), expected));
            for (std::size_t chunk : {1U, 7U, 256U, 5000U}) {
                auto stream = sj::from(x, 8000.0, {.chunk_frames = chunk}) | v::convolve(h, sj::mode::same);
                CHECK(stream.format().frames == static_cast<std::int64_t>(n));
                std::vector<float> y;
                bool positions_match = true, no_block_is_empty = true;
                for (auto const b : stream) {
                    positions_match &= b.position() == static_cast<std::int64_t>(y.size());
                    no_block_is_empty &= b.frames() > 0;
                    testing::append(y, b);
                }
                CHECK(positions_match);
                CHECK(no_block_is_empty);
                CHECK(same_bits(y, expected));
                CHECK(stream.ended());
            }
        }
}

TEST_CASE("convolve in the mode same of a live source has the same bits") {
    auto const x = noise(500), h = noise(101, 8);
    auto const expected = sj::convolve(x, h, sj::mode::same);
    testing::live_source live{8000.0};
    auto online = live | v::convolve(h, sj::mode::same);
    live.push(x);
    std::vector<float> got;
    for (auto const b : online) testing::append(got, b);
    live.close();
    for (auto const b : online) testing::append(got, b);
    CHECK(same_bits(got, expected));
}

TEST_CASE("convolve of a live source has the same bits and yields the tail when the source is closed") {
    auto const x = noise(2003), h = noise(90, 8);
    testing::live_source live{8000.0};
    auto online = live | v::convolve(h);
    CHECK(online.format().frames == -1);
    std::vector<float> got;
    for (std::size_t at = 0; at < x.size(); at += 37) {
        live.push(std::span{x}.subspan(at, std::min<std::size_t>(37, x.size() - at)));
        for (auto const b : online) testing::append(got, b);
        CHECK(!online.ended());
        CHECK(got.size() + online.format().max_block > at);
    }
    live.close();
    for (auto const b : online) testing::append(got, b);
    CHECK(same_bits(got, sj::convolve(x, h)));
    CHECK(online.ended());
}

TEST_CASE("convolve may follow convolve, on doubles") {
    auto const x = noise<double>(1000), h = noise<double>(50, 8), g = noise<double>(300, 9);
    CHECK(same_bits(flat<double>(sj::from(x, 1.0) | v::convolve(h) | v::convolve(g)),
                    sj::convolve(sj::convolve(x, h), g)));
}

TEST_CASE("convolve refuses two channels and an empty filter") {
    auto const x = noise(10);
    CHECK(says(message<sj::format_error>([&] { return sj::from(x, {.channels = 2}) | v::convolve(x); }),
               "convolve: the stream has 2 channels"));
    CHECK(says(message<sj::argument_error>([&] { return v::convolve(std::vector<float>{}); }), "convolve: 0 taps"));
}
