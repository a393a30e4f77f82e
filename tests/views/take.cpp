// SPDX-License-Identifier: MIT
#include <limits>
#include <ranges>

#include <symphonic/views.hpp>

#include "support/everywhere.hpp"
#include "support/stream_types.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::everywhere, testing::flat, testing::message, testing::noise, testing::same_bits, testing::says;

namespace {

template <class T> std::vector<T> first(const std::vector<T>& x, std::size_t n) {
    return {x.begin(), x.begin() + static_cast<std::ptrdiff_t>(std::min(n, x.size()))};
}

using taken = decltype(std::declval<testing::source>() | v::take(3));
static_assert(std::ranges::input_range<taken> && sj::domain_of<taken> == sj::domain::samples);
static_assert(std::same_as<std::ranges::range_value_t<taken>, sj::audio_buffer<float>>);
static_assert(sj::domain_of<decltype(std::declval<testing::powers>() | v::take(3))> == sj::domain::power);
static_assert(!testing::accepts<decltype(v::take(3)), const testing::framed&>);
static_assert(!testing::accepts<decltype(v::take_time(3)), int>);

}   // namespace

TEST_CASE("take of blocks counts sample frames, whatever the lengths of the blocks") {
    auto const x = noise(600);
    for (std::size_t n : {std::size_t{0}, std::size_t{1}, std::size_t{7}, std::size_t{64}, std::size_t{150},
                          std::size_t{300}, std::size_t{301}, SIZE_MAX})
        CHECK(same_bits(everywhere<float>(x, 2, v::take(n)), first(x, 2 * std::min<std::size_t>(n, 300))));
    auto const y = noise<double>(100);
    CHECK(same_bits(everywhere<double>(y, 1, v::take(33)), first(y, 33)));
    for (auto const b : sj::from(x, {.channels = 2}, {.chunk_frames = 100}) | v::drop(120) | v::take(7)) {
        CHECK(b.frames() == 7);
        CHECK(b.position() == 120);
        CHECK(b.channels() == 2);
    }
}

TEST_CASE("take of chunks, frames and numbers counts elements") {
    auto const x = noise(600);
    CHECK(same_bits(everywhere<float>(x, 2, v::chunks(5) | v::take(3)), first(x, 30)));
    CHECK(same_bits(everywhere<float>(x, 1, v::frames(50, 50) | v::take(3)), first(x, 150)));
    auto const levels = everywhere<double>(x, 1, v::frames(50, 20) | v::rms);
    CHECK(everywhere<double>(x, 1, v::frames(50, 20) | v::rms | v::take(4)) == first(levels, 4));
    std::vector<std::string> const words{"a", "b", "c"};
    std::string text;
    for (auto const& word : words | v::take(2)) text += word;
    CHECK(text == "ab");
}

TEST_CASE("take pulls no more than n elements, and a borrowed stream goes on after them") {
    auto const x = noise(100);
    std::size_t pulled = 0;
    auto blocks = sj::from(x, 1.0, {.chunk_frames = 10}) | v::tee([&](auto) { ++pulled; });
    CHECK(flat(blocks | v::take(0)).empty());
    CHECK(pulled == 0);
    CHECK(flat(blocks | v::take(20)).size() == 20);
    CHECK(pulled == 2);
    CHECK(flat(blocks | v::take(5)) == std::vector(x.begin() + 20, x.begin() + 25));
    CHECK(pulled == 3);
    CHECK(flat(blocks).front() == x[30]);
    CHECK(pulled == 10);   // goes on with the next block
    auto frames = sj::from(x, 1.0) | v::frames(10, 10);
    CHECK(flat(frames | v::take(3)).back() == x[29]);
    CHECK(flat(frames | v::take(3)).front() == x[30]);
    testing::live_source live{1.0};
    live.push(std::span{x}.first(10));
    auto stream = live | v::take(10);
    REQUIRE(stream.next());
    CHECK(stream.ended());
    CHECK(!stream.next());   // does not wait for more
}

TEST_CASE("take does not count empty blocks") {
    auto const x = noise(10);
    using block = sj::block<const float>;
    std::vector<block> const holes{block{{}, 2}, block{std::span{x}.first(4), 2}, block{{}, 2},
                                   block{std::span{x}.subspan(4), 2, 2}, block{{}, 2}};
    CHECK(same_bits(flat(holes | v::take(3)), first(x, 6)));
    CHECK(same_bits(flat(holes | v::take(9)), x));
}

TEST_CASE("the format after take describes the elements that pass, before and after the end") {
    auto const x = noise(200);
    auto const format = [&](auto stream) {
        auto const before = stream.format();
        while (stream.next()) CHECK(stream.get().size() > 0);
        CHECK(stream.format() == before);
        return before;
    };
    auto const of = [&](int channels) {
        return sj::from(x, {.sample_rate = 50, .channels = channels}, {.chunk_frames = 30});
    };
    auto const samples = (of(2) | v::take(20)).format();
    CHECK(samples == sj::audio_format{.sample_rate = 50, .channels = 2, .frames = 20, .max_block = 20});
    CHECK((of(2) | v::take(SIZE_MAX)).format() == of(2).format());
    CHECK((of(2) | v::take(0)).format().frames == 0);
    auto const chunks = (of(2) | v::chunks(12) | v::take(3)).format();
    CHECK(chunks.frames == 36);
    CHECK(chunks.size == 12);
    CHECK(chunks.hop == 12);
    CHECK(chunks.start == 0);
    CHECK(chunks.channels == 2);
    CHECK((of(2) | v::chunks(12) | v::take(9)).format().frames == 100);   // the last chunk is shorter
    auto const frames = format(of(1) | v::frames(10, 4) | v::take(5));
    CHECK(frames.frames == 26);
    CHECK(frames.size == 10);
    CHECK(frames.hop == 4);
    CHECK(frames.start == 0);
    auto const centred = format(of(1) | v::frames(10, 4, {sj::padding::reflect}) | v::take(5));
    CHECK(centred.frames == 21);
    CHECK(centred.start == -5);
    CHECK(format(of(1) | v::frames(10, 4, {sj::padding::zero}) | v::take(500)).frames == 200);
    CHECK(format(of(1) | v::frames(10, 4) | v::take(0)).frames == 0);
    CHECK((x | std::views::transform([](float s) { return std::vector{s}; }) | v::take(5)).format() ==
          sj::audio_format{});
    testing::live_source live{50};
    CHECK((live | v::take(5)).format().frames == -1);
    // Counts larger than any signal, with chunks of any size.
    for (std::size_t size : {std::size_t{1}, std::size_t{1} << 19, (std::size_t{1} << 44) - 1}) {
        CHECK((of(1) | v::chunks(size) | v::take(SIZE_MAX)).format().frames == 200);
        CHECK((of(1) | v::chunks(size) | v::drop(SIZE_MAX) | v::take(SIZE_MAX)).format().frames == 0);
    }
}

TEST_CASE("take_time rounds to a sample and takes frames whose middle lies before the time") {
    auto const x = noise(300);
    for (double const seconds : {0.0, 0.0149, 0.015, 0.99, 1.004, 1.006, 2.0, 1e300, HUGE_VAL}) {
        CAPTURE(seconds);
        auto const limit = seconds > 10 ? 1000 : std::lround(seconds * 100);
        auto const times = [&](auto stage, std::int64_t middle, std::int64_t hop) {
            auto const all = flat<double>(sj::from(x, 100.0) | stage | v::rms);
            std::size_t count = 0;
            while (count < all.size() && middle + static_cast<std::int64_t>(count) * hop < limit) ++count;
            CHECK(flat<double>(sj::from(x, 100.0) | stage | v::take_time(seconds) | v::rms) == first(all, count));
        };
        CHECK(same_bits(flat(sj::from(x, 100.0, {.chunk_frames = 7}) | v::take_time(seconds)),
                        first(x, static_cast<std::size_t>(limit))));
        times(v::chunks(9), 4, 9);
        times(v::frames(8, 3), 4, 3);
        times(v::frames(9, 20), 4, 20);
        times(v::frames(8, 3, {sj::padding::zero}), 0, 3);
        times(v::frames(9, 4, {sj::padding::reflect}), 0, 4);
    }
    auto const framed = v::frames(9, 4);   // and results of frames
    CHECK(flat<double>(sj::from(x, 100.0) | framed | v::rms | v::take_time(0.7)) ==
          flat<double>(sj::from(x, 100.0) | framed | v::take_time(0.7) | v::rms));
    testing::live_source live{100.0};
    live.push(std::span{x}.first(100));
    CHECK(flat(live | v::take_time(0.5)).size() == 50);
}

TEST_CASE("take_time refuses invalid times, unknown rates and streams without times") {
    CHECK(message<sj::argument_error>([] { return v::take_time(-1); }) == "take_time: -1 seconds, expected 0 or more");
    CHECK(says(message<sj::argument_error>([] { return v::take_time(NAN); }), "nan seconds"));
    CHECK_THROWS_AS(v::take_time(-INFINITY), sj::argument_error);
    CHECK_THROWS_AS(v::take_time(-1e-300), sj::argument_error);
    auto const x = noise(10);
    CHECK(says(message<sj::format_error>([&] { return sj::from(x, 0.0) | v::take_time(1); }),
               "take_time: the sample rate is unknown, as after a standard view; state it with from("));
    auto const rows = [&] { return sj::from(std::vector<std::vector<float>>{x}, 8000.0); };
    CHECK(message<sj::format_error>([&] { return rows() | v::take_time(1); }) ==
          "take_time: the stream is not framed; put chunks(n) or frames(size, hop) before it");
    CHECK(flat(rows() | v::take(1)).size() == 10);
}

TEST_CASE("take composes with standard views and algorithms on either side") {
    auto const x = noise(100);
    auto const frames = [&] { return sj::from(x, 1.0) | v::frames(10, 10); };
    CHECK(flat(frames() | std::views::drop(2) | v::take(3) | std::views::take(2)) ==
          std::vector(x.begin() + 20, x.begin() + 40));
    CHECK(flat(frames() | v::take(2) | std::views::join) == first(x, 20));
    CHECK(std::ranges::count_if(frames() | v::take(7), [](auto f) { return f.size() == 10; }) == 7);
    auto stream = frames() | v::take(3);
    std::size_t seen = 0;
    for (auto const f : stream) {
        CHECK(f[0] == x[10 * seen++]);
        if (seen == 2) break;
    }
    for (auto const f : stream) CHECK(f[0] == x[10 * seen++]);
    CHECK(seen == 3);
}
