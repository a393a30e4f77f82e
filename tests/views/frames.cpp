// SPDX-License-Identifier: MIT
#include <ranges>

#include <symphonic/views.hpp>

#include "support/catch.hpp"
#include "support/frames_by_hand.hpp"
#include "support/live_source.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::flat, testing::frames_by_hand, testing::message, testing::noise, testing::same_bits;

TEST_CASE("frames of a ramp, with and without padding") {
    std::vector<float> const ramp{0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    std::vector<std::vector<float>> rows;
    for (std::span<const float> const f : sj::from(ramp, 8000.0) | v::frames(4, 3))
        rows.emplace_back(f.begin(), f.end());
    CHECK(rows == std::vector<std::vector<float>>{{0, 1, 2, 3}, {3, 4, 5, 6}, {6, 7, 8, 9}});
    CHECK(flat(sj::from(ramp, 1.0) | v::frames(4, 4, {sj::padding::reflect})) ==
          std::vector<float>{2, 1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
    CHECK(flat(sj::from(ramp, 1.0) | v::frames(4, 5, {sj::padding::reflect})) ==   // the last one centred on the end
          std::vector<float>{2, 1, 0, 1, 3, 4, 5, 6, 8, 9, 8, 7});
}

TEST_CASE("frames equal the definition for every length, size, hop, padding, tail and chunk size") {
    auto const signal = noise(41);
    for (auto const padding : {sj::padding::none, sj::padding::zero, sj::padding::reflect})
        for (auto const tail : {sj::tail::drop, sj::tail::pad})
            for (std::size_t n = 0; n <= signal.size(); ++n)
                for (std::size_t size : {1U, 2U, 3U, 4U, 8U, 9U, 16U, 30U}) {
                    bool holds = true;
                    for (std::size_t hop : {1U, 2U, 3U, 5U, 8U, 16U, 19U, 50U}) {
                        std::vector<float> const x(signal.begin(), signal.begin() + static_cast<std::ptrdiff_t>(n));
                        auto const expected = frames_by_hand(x, size, hop, {padding, tail});
                        for (std::size_t chunk : {1U, 2U, 3U, 7U, 17U, 512U})
                            holds &= same_bits(expected, flat(sj::from(x, 1.0, {.chunk_frames = chunk}) |
                                                              v::frames(size, hop, {padding, tail})));
                    }
                    CHECK(holds);
                }
}

TEST_CASE("frames of a live source have the same bits however the samples arrive") {
    auto const signal = noise(997);
    std::mt19937 random{7};
    for (std::size_t size : {1U, 2U, 7U, 64U, 500U, 1500U})
        for (std::size_t hop : {1U, 3U, 50U, 130U, 997U, 2000U})
            for (auto const padding : {sj::padding::none, sj::padding::zero, sj::padding::reflect})
                for (auto const tail : {sj::tail::drop, sj::tail::pad})
                    for (std::size_t most : {1U, 90U, 400U}) {
                        auto const pipeline = v::chunks(33) | v::frames(size, hop, {padding, tail});
                        auto const expected = flat(sj::from(signal, 8000.0) | pipeline);
                        std::vector<float> got;
                        auto const append = [&](auto& stream) {
                            for (auto const f : stream) got.insert(got.end(), f.begin(), f.end());
                        };
                        testing::live_source live{8000.0};
                        auto online = live | pipeline;
                        bool early_end = false;
                        for (std::size_t at = 0; at < signal.size();) {
                            auto const n = std::min<std::size_t>(random() % (most + 1), signal.size() - at);
                            live.push(std::span{signal}.subspan(at, n));
                            at += n;
                            if (random() % 3 != 0) append(online);
                            early_end |= online.ended();
                        }
                        live.close();
                        append(online);
                        CHECK(same_bits(got, expected));
                        CHECK(online.ended());
                        CHECK(!early_end);
                    }
}

TEST_CASE("frames ignores empty blocks") {
    auto const x = noise(10);
    using block = sj::block<const float>;
    auto const all = std::span{x};
    std::vector<block> const holes{block{{}, 1}, block{all.first(3), 1}, block{{}, 1}, block{all.subspan(3), 1, 3},
                                   block{{}, 1}};
    for (auto const padding : {sj::padding::none, sj::padding::zero, sj::padding::reflect}) {
        CHECK(same_bits(flat(holes | v::frames(4, 3, {padding})), frames_by_hand(x, 4, 3, {padding})));
        CHECK(same_bits(flat(holes | v::chunks(2) | v::frames(9, 2, {padding})), frames_by_hand(x, 9, 2, {padding})));
    }
}

TEST_CASE("a frame inside one block is a view of it; a frame that spans blocks is a copy") {
    auto const x = noise(20);
    auto stream = sj::from(x, 1.0, {.chunk_frames = 8}) | v::frames(4, 2);
    for (std::size_t k = 0; k < 3; ++k) {
        REQUIRE(stream.next());
        CHECK(stream.get().data() == x.data() + 2 * k);
    }
    REQUIRE(stream.next());
    CHECK(stream.get().data() != x.data() + 6);
    CHECK(stream.get()[3] == x[9]);
}

TEST_CASE("frames sets size, hop and start of the format") {
    auto const x = noise(100);
    auto const format = (sj::from(x, 50.0) | v::frames(11, 4)).format();
    CHECK(format.size == 11);
    CHECK(format.hop == 4);
    CHECK(format.start == 0);
    CHECK(format.sample_rate == 50);
    CHECK(format.frames == 100);
    CHECK((sj::from(x, 50.0) | v::frames(11, 4, {sj::padding::zero})).format().start == -5);
}

TEST_CASE("frames refuses two channels and sizes that are 0 or too large for any memory") {
    auto const x = noise(10);
    auto const stereo = sj::audio_format{.sample_rate = 1, .channels = 2};
    CHECK(testing::says(message<sj::argument_error>([] { return v::frames(0, 1); }),
                        "frames: size 0 and hop 1, expected 1"));
    CHECK(testing::says(message<sj::argument_error>([] { return v::frames(16, 0); }), "hop 0"));
    auto const negative = [](int size) { return static_cast<std::size_t>(size); };
    CHECK(testing::says(message<sj::argument_error>([&] { return v::frames(negative(-1), 1); }), "size -1 and hop 1"));
    CHECK(testing::says(message<sj::argument_error>([&] { return v::frames(1, negative(-2)); }), "hop -2"));
    CHECK(message<sj::format_error>([&] { return sj::from(x, stereo) | v::frames(4, 2); }) ==
          "frames: the stream has 2 channels, expected 1; put mono or channel(c) before it");
    CHECK(testing::says(message<sj::format_error>([&] {   // without a format the blocks are checked
                            return flat(sj::from(x, stereo) | std::views::take(9) | v::frames(4, 2));
                        }),
                        "2 channels"));
}

TEST_CASE("frames keep their size when a borrowed source is read elsewhere") {
    auto const x = testing::noise(1000);
    std::vector<sj::block<const float>> blocks{
        {std::span{x}.first(100), 1}, {std::span{x}.subspan(100, 7), 1, 100}, {std::span{x}.subspan(107), 1, 107}};
    auto source = sj::from(blocks, {.channels = 1});
    auto frames = source | v::frames(10, 10);
    CHECK(frames.next());
    CHECK(source.next());   // outside the pipeline, which loses its block
    while (frames.next()) CHECK(frames.get().size() == 10);
}
