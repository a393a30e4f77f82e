// SPDX-License-Identifier: MIT
#include <symphonic/views/timed.hpp>

#include <ranges>

#include <symphonic/views.hpp>

#include "support/everywhere.hpp"
#include "support/manual_clock.hpp"
#include "support/stream_types.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::entry_of, testing::flat, testing::manual_clock, testing::ns, testing::pass;

namespace {

/// A stage that advances the manual clock for each element.
auto delay(std::uint64_t nanoseconds) {
    return v::tee([nanoseconds](const auto&) { pass(nanoseconds); });
}

template <class S>
constexpr auto timed_domain = sj::domain_of<decltype(std::declval<S>() | v::timed(std::declval<sj::profile&>(), ""))>;
static_assert(timed_domain<testing::source> == sj::domain::samples &&
              timed_domain<testing::framed> == sj::domain::frames);
static_assert(timed_domain<testing::powers> == sj::domain::power &&
              timed_domain<testing::levels> == sj::domain::magnitude);
static_assert(timed_domain<std::vector<float>&> == sj::domain::none);
static_assert(!std::invocable<decltype(v::timed), sj::profile, char const*>);   // a temporary would dangle

}   // namespace

TEST_CASE("timed changes nothing and counts each next()") {
    auto const x = testing::noise(1000);
    sj::profile prof;
    auto const timed = v::timed(prof, "source");
    auto stream = sj::from(x, {.sample_rate = 10, .channels = 2}, {.chunk_frames = 100}) | timed;
    CHECK(stream.format() == sj::from(x, {.sample_rate = 10, .channels = 2}, {.chunk_frames = 100}).format());
    REQUIRE(stream.next());
    CHECK(stream.get().samples().data() == x.data());
    CHECK(!stream.ended());
    CHECK(testing::same_bits(flat(stream), std::vector(x.begin() + 200, x.end())));
    CHECK(stream.ended());
    CHECK(entry_of(prof, "source").calls == 6);
    auto const whole = flat<double>(sj::from(x, 1.0) | v::frames(64, 16) | v::rms);
    CHECK(
        testing::same_bits(flat<double>(sj::from(x, 1.0) | timed | v::frames(64, 16) | timed | v::rms | timed), whole));
    CHECK(flat(std::vector{1.0F, 2.0F} | std::views::transform([](float s) { return 2 * s; }) | timed) ==
          std::vector{2.0F, 4.0F});
    CHECK(prof.entries().size() == 1);
}

TEST_CASE("the self time of a timed stage excludes the stages before the previous timed") {
    sj::profile prof{{.clock = manual_clock}};
    auto const x = testing::noise(1000);
    auto const pipeline = delay(100) | v::timed(prof, "decode") | v::frames(100, 100) | delay(30) |
                          v::timed(prof, "frame") | v::rms | delay(7) | v::timed(prof, "measure");
    CHECK(flat<double>(sj::from(x, 1.0, {.chunk_frames = 50}) | pipeline).size() == 10);
    auto const decode = entry_of(prof, "decode"), frame = entry_of(prof, "frame"), measure = entry_of(prof, "measure");
    CHECK(decode.calls == 21);
    CHECK(ns(decode.self) == 2000);
    CHECK(ns(decode.total) == 2000);
    CHECK(frame.calls == 11);
    CHECK(ns(frame.self) == 300);
    CHECK(ns(frame.total) == 2300);
    CHECK(measure.calls == 11);
    CHECK(ns(measure.self) == 70);
    CHECK(ns(measure.total) == 2370);
}

TEST_CASE("timed works in a pipeline without a source, with a borrowed source and in a moved stream") {
    sj::profile prof;
    auto const x = testing::noise(100);
    auto const pipeline = v::mono | v::timed(prof, "mono") | v::chunks(10);
    auto source = sj::from(x, 1.0, {.chunk_frames = 10});
    {
        auto borrowing = source | pipeline;
        CHECK(borrowing.next());
        auto moved = std::move(borrowing);
        REQUIRE(moved.next());
        CHECK(moved.get().position() == 10);
    }
    CHECK(testing::same_bits(flat(source | pipeline), std::vector(x.begin() + 20, x.end())));
    CHECK(entry_of(prof, "mono").calls == 11);
}

TEST_CASE("timed has the same bits for a live source, a moved stream and blocks of any size") {
    sj::profile prof;
    auto const x = testing::noise(600);
    CHECK(testing::same_bits(testing::everywhere<float>(x, 2, v::timed(prof, "source")), x));
}

TEST_CASE("timed has not ended while a live source is empty") {
    sj::profile prof;
    auto const x = testing::noise(30);
    testing::live_source live{1.0};
    auto stream = live | v::timed(prof, "live") | v::chunks(20);
    live.push(std::span{x}.first(10));
    CHECK(!stream.next());
    CHECK(!stream.ended());
    live.push(std::span{x}.subspan(10, 15));
    REQUIRE(stream.next());
    CHECK(stream.get().frames() == 20);
    live.push(std::span{x}.subspan(25));
    live.close();
    REQUIRE(stream.next());
    CHECK(stream.get().frames() == 10);
    CHECK(!stream.next());
    CHECK(stream.ended());
}

TEST_CASE("timed counts a call that throws and passes the exception on") {
    sj::profile prof{{.clock = manual_clock}};
    auto const x = testing::noise(60);
    int calls = 0;
    auto const throwing = v::tee([&](auto) {
        pass(5);
        if (++calls == 2) throw sj::format_error{"second element"};
    });
    auto stream = sj::from(x, 1.0, {.chunk_frames = 10}) | throwing | v::timed(prof, "inner") | delay(1) |
                  v::timed(prof, "outer");
    CHECK(testing::message<sj::format_error>([&] { return flat(stream); }) == "second element");
    CHECK(flat(stream).size() == 40);
    auto const inner = entry_of(prof, "inner"), outer = entry_of(prof, "outer");
    CHECK(inner.calls == 7);
    CHECK(ns(inner.self) == 30);
    CHECK(outer.calls == 7);
    CHECK(ns(outer.self) == 5);
}
