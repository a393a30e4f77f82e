// SPDX-License-Identifier: MIT
#include <ranges>

#include <symphonic/views.hpp>

#include "support/everywhere.hpp"
#include "support/stream_types.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::flat, testing::message, testing::noise, testing::same_bits, testing::says;

namespace {

using concat = decltype(sj::concat);
using doubles = decltype(sj::from(std::declval<std::vector<double>&>(), 1.0));
using chunked = decltype(std::declval<testing::source>() | v::chunks(4));
static_assert(std::invocable<concat, testing::source, testing::live_source&, testing::any_source>);
static_assert(std::invocable<concat, testing::framed, testing::framed>);
static_assert(!std::invocable<concat, testing::source, testing::framed>);
static_assert(!std::invocable<concat, testing::source, doubles> && !std::invocable<concat, testing::source, chunked>);
static_assert(!std::invocable<concat, testing::powers, testing::framed>);
static_assert(!std::invocable<concat, testing::source, testing::source, testing::spectra>);
static_assert(!std::invocable<concat, const testing::source&, testing::source>);
static_assert(!std::invocable<concat, testing::source>);
using two = std::invoke_result_t<concat, testing::source, testing::live_source&>;
static_assert(std::ranges::input_range<two> && sj::domain_of<two> == sj::domain::samples);
static_assert(std::same_as<std::ranges::range_value_t<two>, sj::audio_buffer<float>>);
using three = std::invoke_result_t<concat, testing::powers, testing::powers, testing::powers>;
static_assert(std::ranges::input_range<three> && sj::domain_of<three> == sj::domain::power);

}   // namespace

TEST_CASE("concat yields one stream after the other and counts positions through") {
    auto const x = noise(600);
    auto const all = std::span{x};
    auto const stereo = sj::audio_format{.sample_rate = 8000, .channels = 2};
    for (std::size_t chunk : {1U, 7U, 64U, 300U}) {
        auto const part = [&](std::size_t first, std::size_t n) {
            return sj::from(all.subspan(2 * first, 2 * n), stereo, {.chunk_frames = chunk});
        };
        auto stream = sj::concat(part(0, 100) | v::checked, part(70, 80) | v::drop(30), part(0, 0),
                                 sj::from(std::vector(x.begin() + 300, x.end()), stereo) | v::gain(1)) |
                      v::checked;
        CHECK(stream.format().frames == 300);
        std::vector<float> got;
        std::int64_t position = 0;
        for (auto const b : stream) {
            CHECK(b.position() == position);
            CHECK(b.channels() == 2);
            position += static_cast<std::int64_t>(b.frames());
            testing::append(got, b);
        }
        CHECK(same_bits(got, x));
        CHECK(stream.ended());
        CHECK(!stream.next());
        CHECK(stream.format().frames == 300);
        auto begun = sj::concat(part(0, 150), part(150, 150)) | v::mono;
        CHECK(begun.next());
        auto moved = std::move(begun);
        CHECK(flat(moved).size() + std::min<std::size_t>(chunk, 150) == 300);
    }
    auto const y = noise<double>(100);
    CHECK(same_bits(
        flat<double>(sj::concat(sj::from(std::span{y}.first(40), 1.0), sj::from(std::span{y}.last(60), 1.0))), y));
}

TEST_CASE("concat accepts frames, numbers and standard ranges") {
    auto const x = noise(100);
    auto const framed = [&] { return sj::from(x, 1.0) | v::frames(10, 5); };
    auto want = flat(framed());
    CHECK(same_bits(flat(sj::concat(framed() | v::take(4) | v::checked, framed() | v::drop(4) | v::checked)), want));
    auto const levels = flat<double>(framed() | v::rms);
    auto twice = levels;
    twice.insert(twice.end(), levels.begin(), levels.end());
    CHECK(flat<double>(sj::concat(framed() | v::rms, framed() | v::rms)) == twice);
    std::vector<double> const numbers{1, 2};
    CHECK(flat<double>(sj::concat(numbers, std::vector<double>{3}, numbers | std::views::drop(1))) ==
          std::vector<double>{1, 2, 3, 2});
    CHECK(flat(sj::concat(framed(), framed()) | std::views::take(3) | v::take(2) | std::views::join).size() == 20);
}

TEST_CASE("concat passes elements that can only be moved by reference") {
    auto const x = noise(10);
    auto const owners = [&] { return x | v::map([](float s) { return std::make_unique<float>(s); }); };
    std::vector<float> both;
    for (const std::unique_ptr<float>& owner : sj::concat(owners(), owners())) both.push_back(*owner);
    CHECK(both.size() == 20);
    CHECK(both[19] == x[9]);
}

TEST_CASE("concat goes on to the next stream when a live one has ended, and not before") {
    auto const x = noise(100);
    testing::live_source live{8000.0};
    auto rest = sj::from(std::span{x}.subspan(50), 8000.0);
    auto stream = sj::concat(live, rest);
    CHECK(stream.format().frames == -1);
    CHECK(stream.format().max_block == 0);
    CHECK(!stream.next());
    CHECK(!stream.ended());
    live.push(std::span{x}.first(20));
    REQUIRE(stream.next());
    CHECK(stream.get().position() == 0);
    CHECK(!stream.next());
    CHECK(!stream.ended());
    live.push(std::span{x}.subspan(20, 30));
    REQUIRE(stream.next());
    CHECK(stream.get().position() == 20);
    CHECK(!stream.next());
    CHECK(!stream.ended());
    live.close();
    REQUIRE(stream.next());
    CHECK(stream.get().position() == 50);
    CHECK(stream.get().samples()[0] == x[50]);
    CHECK(!stream.next());
    CHECK(stream.ended());
    testing::live_source last{8000.0};
    auto online = sj::concat(sj::from(x, 8000.0), last);
    REQUIRE(online.next());
    CHECK(!online.next());
    CHECK(!online.ended());
    last.push(x);
    REQUIRE(online.next());
    CHECK(online.get().position() == 100);
}

TEST_CASE("concat pulls no further in borrowed streams than required") {
    auto const x = noise(100);
    auto a = sj::from(std::span{x}.first(50), 1.0, {.chunk_frames = 10});
    auto b = sj::from(std::span{x}.last(50), 1.0, {.chunk_frames = 10});
    CHECK(flat(sj::concat(a, b) | v::take(70)) == std::vector(x.begin(), x.begin() + 70));
    CHECK(a.ended());
    CHECK(flat(b) == std::vector(x.begin() + 70, x.end()));
}

TEST_CASE("concat requires known properties of the formats to agree and takes unknown ones from the other") {
    auto const x = noise(60);
    auto const of = [&](double rate, int channels) {
        return sj::from(x, {.sample_rate = rate, .channels = channels}, {.chunk_frames = 7});
    };
    CHECK(message<sj::format_error>([&] { return sj::concat(of(8000, 1), of(44100, 1)); }) ==
          "concat: sample rate 44100 after sample rate 8000, expected the same");
    CHECK(message<sj::format_error>([&] { return sj::concat(of(1, 1), of(1, 1), of(1, 2)); }) ==
          "concat: channels 2 after channels 1, expected the same");
    auto const framed = [&](std::size_t size, std::size_t hop) { return of(1, 1) | v::frames(size, hop); };
    CHECK(message<sj::format_error>([&] { return sj::concat(framed(8, 4), framed(9, 4)); }) ==
          "concat: size 9 after size 8, expected the same");
    CHECK(says(message<sj::format_error>([&] { return sj::concat(framed(8, 4), framed(8, 2)); }), "hop 2 after hop 4"));
    auto const format = sj::concat(of(0, 2), of(8000, 2)).format();
    CHECK(format.sample_rate == 8000);
    CHECK(format.channels == 2);
    CHECK(format.frames == 60);
    CHECK(format.max_block == 7);
    CHECK(sj::concat(of(8000, 2), of(0, 2), of(8000, 2)).format().sample_rate == 8000);
    CHECK_THROWS_AS(sj::concat(of(8000, 2), of(0, 2), of(1, 2)), sj::format_error);
    using rows = std::vector<std::vector<float>>;
    auto const known = sj::audio_format{.sample_rate = 5, .channels = 1};
    CHECK(sj::concat(rows{}, sj::from(rows{}, known)).format() == known);
}

TEST_CASE("the format of concatenated chunks and frames has no hop, because they are not on one grid") {
    auto const x = noise(15);
    auto const chunks = [&] { return sj::from(x, 8000.0) | v::chunks(10); };
    auto const format = sj::concat(chunks(), chunks()).format();
    CHECK(format.hop == 0);
    CHECK(format.size == 0);
    CHECK(format.frames == 30);
    CHECK_THROWS_AS(sj::frame_time(format, 1), sj::format_error);
    CHECK((sj::concat(chunks(), chunks()) | v::take(3)).format().frames == -1);
    CHECK((sj::concat(chunks(), chunks()) | v::drop(1)).format().frames == -1);
}

namespace {

/// Announces the longest possible signal and ends at once.
struct longest_source : sj::stream_facade<longest_source, sj::domain::samples> {
    bool next() { return false; }
    [[nodiscard]] sj::block<const float> get() const { return {}; }
    [[nodiscard]] bool ended() const { return true; }
    [[nodiscard]] sj::audio_format format() const { return {.sample_rate = 1, .channels = 1, .frames = INT64_MAX}; }
};

}   // namespace

TEST_CASE("the length of concatenated and convolved streams does not overflow") {
    CHECK(sj::concat(longest_source{}, longest_source{}).format().frames == INT64_MAX);
    CHECK((longest_source{} | v::convolve(noise(9))).format().frames == INT64_MAX);
}
