// SPDX-License-Identifier: MIT
#include <thread>

#include <symphonic/views.hpp>

#include "support/catch.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::flat, testing::message, testing::noise, testing::same_bits;

TEST_CASE("what a callback pushes comes out, in the callback itself", "[threads]") {
    sj::push_source<float> live{48000.0, {.channels = 1, .capacity_frames = 4096, .blocking = false}};
    auto meter = live | v::frames(100, 100) | v::rms;
    std::size_t measured = 0;
    std::vector<float> const callback(64, 0.5F);
    for (int i = 0; i < 10; ++i) {
        CHECK(live.push(callback) == 64);
        for (double const level : meter) measured += level == 0.5;
    }
    CHECK((measured == 6 && live.overruns() == 0 && !meter.ended()));
    live.close();
    CHECK((flat<double>(meter).empty() && meter.ended()));
    CHECK((live.push(callback) == 0 && live.overruns() == 64));   // after the end
}

TEST_CASE("what does not fit is lost and counted, and the rest is whole sample frames", "[threads]") {
    sj::push_source<double> live{8000.0, {.channels = 2, .capacity_frames = 10, .blocking = false}};
    CHECK((live.format().channels == 2 && live.format().max_block == 10 && live.format().sample_rate == 8000));
    auto const x = noise<double>(100);
    CHECK(live.push(std::span{x}.first(9)) == 4);   // half a frame is not taken
    CHECK(live.push(std::span{x}.subspan(8, 20)) == 6);
    CHECK(live.overruns() == 4);
    CHECK((live.next() && live.get().position() == 0 && live.get().frames() == 10));
    CHECK(std::equal(x.begin(), x.begin() + 20, live.get().samples().begin()));
    CHECK(live.push(std::span{x}.first(2)) == 0);   // what is lent takes up room
    CHECK((!live.next() && !live.ended()));
    CHECK(live.push(std::span{x}.first(2)) == 1);
    CHECK((live.next() && live.get().position() == 10 && live.overruns() == 5));
    live.close();
    CHECK((!live.next() && live.ended()));
    CHECK(live.push({}) == 0);
}

TEST_CASE("at the end of the ring a block ends, and the next one goes on", "[threads]") {
    sj::push_source<float> live{1.0, {.capacity_frames = 7, .blocking = false}};
    auto const x = noise(1000);
    std::vector<float> got;
    for (std::size_t at = 0; at < x.size();) {
        at += live.push(std::span{x}.subspan(at, std::min<std::size_t>(3, x.size() - at)));
        while (live.next()) testing::append(got, live.get());
    }
    CHECK((same_bits(got, x) && live.overruns() == 0));
}

TEST_CASE("another thread waits for what comes, and for the end", "[threads]") {
    sj::push_source<float> live{48000.0, {.channels = 2, .capacity_frames = 64}};
    auto const x = noise(20000);
    std::thread callback{[&] {
        for (std::size_t at = 0; at < x.size(); std::this_thread::yield())
            at += 2 * live.push(std::span{x}.subspan(at, std::min<std::size_t>(64, x.size() - at)));
        live.close();
    }};
    auto const got = flat(live | v::chunks(100));
    callback.join();
    CHECK(same_bits(got, x));
}

TEST_CASE("options that make no ring") {
    auto const with = [](double rate, sj::push_source_options o) {
        return message<sj::argument_error>([&] { return sj::push_source<float>(rate, o); });
    };
    CHECK(with(-1, {}) == "push_source: a sample rate of -1 Hz");
    CHECK(with(1, {.channels = 0}) == "push_source: 0 channels, expected 1 or more");
    CHECK(testing::says(with(1, {.capacity_frames = 0}), "push_source: a capacity of 0 sample frames, expected 1 to"));
    CHECK(testing::says(with(1, {.channels = 1 << 30, .capacity_frames = SIZE_MAX}), "push_source: a capacity of"));
}
