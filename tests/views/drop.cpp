// SPDX-License-Identifier: MIT
#include <ranges>

#include <symphonic/views.hpp>

#include "support/everywhere.hpp"
#include "support/stream_types.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::everywhere, testing::flat, testing::message, testing::noise, testing::same_bits, testing::says;

namespace {

template <class T> std::vector<T> after(const std::vector<T>& x, std::size_t n) {
    return {x.begin() + static_cast<std::ptrdiff_t>(std::min(n, x.size())), x.end()};
}
template <class T> std::vector<T> operator+(std::vector<T> a, const std::vector<T>& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

using dropped = decltype(std::declval<testing::spectra>() | v::drop(3));
static_assert(std::ranges::input_range<dropped> && sj::domain_of<dropped> == sj::domain::none);
static_assert(std::same_as<std::ranges::range_value_t<dropped>, sj::frame<std::complex<float>>>);
static_assert(sj::domain_of<decltype(std::declval<testing::source>() | v::drop(3))> == sj::domain::samples);
static_assert(!testing::accepts<decltype(v::drop(3)), const testing::framed&>);

}   // namespace

TEST_CASE("drop of blocks counts sample frames, whatever the lengths of the blocks") {
    auto const x = noise(600);
    for (std::size_t n : {std::size_t{0}, std::size_t{1}, std::size_t{7}, std::size_t{64}, std::size_t{150},
                          std::size_t{300}, std::size_t{301}, SIZE_MAX})
        CHECK(same_bits(everywhere<float>(x, 2, v::drop(n)), after(x, 2 * std::min<std::size_t>(n, 300))));
    auto const y = noise<double>(100);
    CHECK(same_bits(everywhere<double>(y, 1, v::drop(33)), after(y, 33)));
}

TEST_CASE("drop of chunks, frames and numbers counts elements") {
    auto const x = noise(600);
    CHECK(same_bits(everywhere<float>(x, 2, v::chunks(7) | v::drop(3)), after(x, 42)));
    CHECK(same_bits(everywhere<float>(x, 1, v::frames(50, 50) | v::drop(3)), after(x, 150)));
    auto const levels = flat<double>(sj::from(x, 1.0) | v::frames(50, 20) | v::rms);
    CHECK(everywhere<double>(x, 1, v::frames(50, 20) | v::rms | v::drop(4)) == after(levels, 4));
}

TEST_CASE("take and drop together pass everything once") {
    auto const x = noise(100);
    auto const blocks = [&] { return sj::from(x, {.channels = 2}, {.chunk_frames = 7}); };
    auto const frames = [&] { return sj::from(x, 1.0) | v::frames(8, 3); };
    for (std::size_t n : {0U, 1U, 7U, 10U, 49U, 50U, 51U}) {
        CHECK(same_bits(flat(blocks() | v::take(n)) + flat(blocks() | v::drop(n)), x));
        CHECK(same_bits(flat(frames() | v::take(n)) + flat(frames() | v::drop(n)), flat(frames())));
    }
}

TEST_CASE("take_time and drop_time together pass everything once") {
    auto const x = noise(300);
    auto const halves = [&](auto stage) {
        for (double const seconds : {0.0, 0.0149, 0.015, 0.04, 0.99, 1.004, 2.0, 2.98, 3.5, HUGE_VAL}) {
            auto const source = [&] { return sj::from(x, 100.0, {.chunk_frames = 16}) | stage; };
            CAPTURE(seconds);
            CHECK(same_bits(flat(source() | v::take_time(seconds)) + flat(source() | v::drop_time(seconds)),
                            flat(source())));
        }
    };
    halves(v::gain(1));
    halves(v::chunks(9));
    halves(v::frames(8, 3));
    halves(v::frames(9, 4, {sj::padding::reflect}));
    CHECK(flat(sj::from(x, 100.0) | v::drop_time(0.5)).size() == 250);
    CHECK(flat(sj::from(x, 100.0) | v::drop(50) | v::drop_time(0.5)).size() == 200);
    CHECK((sj::from(x, 100.0) | v::frames(10, 10) | v::drop(3) | v::drop_time(0.5)).format().start ==
          50);   // in samples of the whole signal
}

TEST_CASE("blocks keep their positions and frames their times after drop") {
    auto const x = noise(200);
    for (std::size_t n : {0U, 1U, 5U, 30U, 64U, 99U}) {
        auto at = static_cast<std::int64_t>(n);
        for (auto const b : sj::from(x, {.channels = 2}, {.chunk_frames = 30}) | v::drop(n)) {
            CHECK(b.position() == at);
            CHECK(b.frames() > 0);
            at += static_cast<std::int64_t>(b.frames());
        }
        CHECK(at == 100);
    }
    for (auto const padding : {sj::padding::none, sj::padding::zero})
        for (std::size_t n : {0U, 1U, 2U, 17U, 100U}) {
            auto const all = sj::from(x, 100.0) | v::frames(10, 4, {padding});
            auto const rest = sj::from(x, 100.0) | v::frames(10, 4, {padding}) | v::drop(n);
            auto const twice = sj::from(x, 100.0) | v::frames(10, 4, {padding}) | v::drop(n / 2) | v::drop(n - n / 2);
            CHECK(twice.format() == rest.format());
            for (std::int64_t i : {0, 1, 20})
                CHECK(sj::frame_time(rest.format(), i) ==
                      sj::frame_time(all.format(), i + static_cast<std::int64_t>(n)));
        }
    for (auto const b : sj::from(x, 1.0) | v::chunks(30) | v::drop(6)) {
        CHECK(b.position() == 180);
        CHECK(b.frames() == 20);
    }
}

TEST_CASE("the format after drop describes the rest, before and after the end") {
    auto const x = noise(200);
    auto const of = [&](int channels) {
        return sj::from(x, {.sample_rate = 50, .channels = channels}, {.chunk_frames = 30});
    };
    CHECK((of(2) | v::drop(20)).format() ==
          sj::audio_format{.sample_rate = 50, .channels = 2, .frames = 80, .max_block = 30});
    CHECK((of(2) | v::drop(SIZE_MAX)).format().frames == 0);
    auto const chunks = (of(2) | v::chunks(12) | v::drop(3)).format();
    CHECK(chunks.frames == 64);
    CHECK(chunks.size == 12);
    CHECK(chunks.hop == 12);
    CHECK(chunks.start == 36);
    CHECK((of(2) | v::chunks(12) | v::drop(9)).format().frames == 0);
    auto const part = (of(2) | v::chunks(12) | v::drop(3) | v::take(2)).format();
    CHECK(part.frames == 24);
    CHECK(part.start == 36);
    auto stream = of(1) | v::frames(10, 4, {sj::padding::zero}) | v::drop(5);
    auto const before = stream.format();
    CHECK(before.frames == 185);
    CHECK(before.start == 15);
    CHECK(before.size == 10);
    CHECK(before.hop == 4);
    CHECK(flat(stream).size() == 46 * 10);
    CHECK(stream.format() == before);
    CHECK((of(1) | v::frames(10, 4, {sj::padding::zero}) | v::drop(1)).format().frames ==
          200);   // frame 1 begins before sample 0
    testing::live_source live{50};
    auto online = live | v::frames(10, 4) | v::drop(5);
    CHECK(online.format().frames == -1);
    CHECK(online.format().start == 20);
    live.push(x);
    live.close();
    while (online.next()) {}
    CHECK(online.format().frames == 180);   // known after the end
    CHECK((of(1) | v::chunks(std::size_t{1} << 40) | v::drop(SIZE_MAX)).format().frames == 0);
    CHECK((of(1) | v::frames(8, (std::size_t{1} << 19) - 1) | v::drop(SIZE_MAX) | v::drop(SIZE_MAX)).format().frames ==
          0);
}

TEST_CASE("drop removes empty blocks among the dropped ones") {
    auto const x = noise(10);
    using block = sj::block<const float>;
    std::vector<block> const holes{block{{}, 2}, block{std::span{x}.first(4), 2}, block{{}, 2, 2},
                                   block{std::span{x}.subspan(4), 2, 2}, block{{}, 2, 5}};
    CHECK(same_bits(flat(holes | v::drop(3)), after(x, 6)));
    CHECK(same_bits(flat(holes | v::drop(2)), after(x, 4)));
    CHECK(flat(holes | v::drop(9)).empty());
    auto stream = holes | v::drop(3);
    REQUIRE(stream.next());
    CHECK(stream.get().position() == 3);
}

TEST_CASE("drop of a live source waits for more and goes on after a break") {
    auto const x = noise(100);
    testing::live_source live{1.0};
    auto stream = live | v::drop(30);
    live.push(std::span{x}.first(20));
    CHECK(!stream.next());
    CHECK(!stream.ended());
    live.push(std::span{x}.subspan(20, 20));
    std::vector<float> got;
    for (auto const b : stream) {
        testing::append(got, b);
        break;
    }
    live.push(std::span{x}.subspan(40));
    live.close();
    for (auto const b : stream) testing::append(got, b);
    CHECK(same_bits(got, after(x, 30)));
    CHECK(stream.ended());
}

TEST_CASE("drop_time refuses invalid times, unknown rates and streams without times") {
    auto const x = noise(10);
    CHECK(message<sj::argument_error>([] { return v::drop_time(-1); }) == "drop_time: -1 seconds, expected 0 or more");
    CHECK_THROWS_AS(v::drop_time(NAN), sj::argument_error);
    CHECK(says(message<sj::format_error>([&] { return sj::from(x, 0.0) | v::drop_time(1); }),
               "drop_time: the sample rate is unknown"));
    CHECK(says(message<sj::format_error>(
                   [&] { return sj::from(std::vector<std::vector<float>>{x}, 8000.0) | v::drop_time(1); }),
               "drop_time: the stream is not framed"));
}

TEST_CASE("istft of selected spectra yields samples of the whole signal, at their positions") {
    auto const x = noise(1000);
    for (auto const padding : {sj::padding::none, sj::padding::zero, sj::padding::reflect})
        for (auto const tail : {sj::tail::drop, sj::tail::pad})
            for (std::size_t const hop : {16U, 24U, 40U}) {
                sj::stft_options const o{.size = 64, .hop = hop, .padding = padding, .tail = tail};
                auto const start = padding == sj::padding::none ? 0 : -32;
                auto const whole = flat(sj::from(x, 8000.0) | v::stft(o) | v::istft(o));
                auto const count = static_cast<std::int64_t>(sj::frame_count(x.size(), 64, hop, padding, tail));
                for (std::int64_t const drop : {0, 1, 2, 3, 11, 62, 70})
                    for (std::int64_t const take : {0, 1, 5, 1000}) {
                        auto const cut = v::stft(o) | v::drop(static_cast<std::size_t>(drop)) |
                                         v::take(static_cast<std::size_t>(take)) | v::istft(o);
                        auto const last = std::min(count, drop + take);   // one past the last selected frame
                        auto const check = [&](auto& stream, bool known) {
                            std::int64_t const begin = std::max<std::int64_t>(start + drop * std::int64_t(hop), 0);
                            std::int64_t at = begin;
                            bool matches = true;
                            while (!stream.ended())
                                for (auto const b : stream) {
                                    matches &= b.position() == at && b.frames() <= stream.format().max_block;
                                    for (float const y : b.samples()) {
                                        auto const p = at++ - start, h = static_cast<std::int64_t>(hop);
                                        auto const oldest =
                                            p < 64 ? 0 : (p - 64) / h + 1;   // frames that contain the sample
                                        auto const newest = std::min(p / h, count - 1);
                                        if (oldest < drop || newest >= last) continue;
                                        matches &= at <= std::ssize(whole) &&
                                                   std::fabs(y - whole[static_cast<std::size_t>(at - 1)]) < 1e-5F;
                                    }
                                }
                            CAPTURE(hop, drop, take, start, static_cast<int>(tail));
                            CHECK(matches);
                            CHECK(at <= std::max(begin, std::ssize(x)));
                            CHECK((stream.format().frames == at - begin || (!known && stream.format().frames == -1)));
                            if (drop < last)
                                CHECK(at >= std::min<std::int64_t>(start + (last - 1) * std::int64_t(hop) + 32,
                                                                   std::ssize(whole)));
                        };
                        auto stream = sj::from(x, 8000.0, {.chunk_frames = 50}) | cut;
                        check(stream, true);
                        testing::live_source live{8000.0};
                        live.push(x);
                        live.close();
                        auto online = live | cut;
                        check(online, false);
                    }
            }
}

TEST_CASE("drop composes with standard views and algorithms on either side") {
    auto const x = noise(100);
    auto const frames = [&] { return sj::from(x, 1.0) | v::frames(10, 10); };
    CHECK(flat(frames() | std::views::drop(2) | v::drop(3) | std::views::take(2)) ==
          std::vector(x.begin() + 50, x.begin() + 70));
    CHECK(flat(frames() | v::drop(8) | std::views::join) == after(x, 80));
    CHECK(std::ranges::distance(frames() | v::drop(7)) == 3);
}
