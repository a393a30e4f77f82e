// SPDX-License-Identifier: MIT
#include <atomic>
#include <chrono>
#include <thread>

#include <symphonic/views.hpp>

#include "support/catch.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::flat, testing::message, testing::noise, testing::same_bits;

TEST_CASE("a pipeline in the callback itself delivers the pushed samples", "[threads]") {
    sj::push_source<float> live{48000.0, {.channels = 1, .capacity_frames = 4096, .blocking = false}};
    auto meter = live | v::frames(100, 100) | v::rms;
    std::size_t measured = 0;
    std::vector<float> const callback(64, 0.5F);
    for (int i = 0; i < 10; ++i) {
        CHECK(live.push(callback) == 64);
        for (double const level : meter) measured += level == 0.5;
    }
    CHECK(measured == 6);
    CHECK(live.overruns() == 0);
    CHECK(!meter.ended());
    live.close();
    CHECK(flat<double>(meter).empty());
    CHECK(meter.ended());
    CHECK(live.push(callback) == 0);   // closed
    CHECK(live.overruns() == 64);
}

TEST_CASE("push takes whole sample frames until the ring buffer is full and counts the dropped ones", "[threads]") {
    sj::push_source<double> live{8000.0, {.channels = 2, .capacity_frames = 10, .blocking = false}};
    CHECK(live.format().channels == 2);
    CHECK(live.format().max_block == 10);
    CHECK(live.format().sample_rate == 8000);
    auto const x = noise<double>(100);
    CHECK(live.push(std::span{x}.first(9)) == 4);   // half a sample frame is dropped
    CHECK(live.overruns() == 1);
    CHECK(live.push(std::span{x}.subspan(8, 20)) == 6);
    CHECK(live.overruns() == 5);
    REQUIRE(live.next());
    CHECK(live.get().position() == 0);
    CHECK(live.get().frames() == 10);
    CHECK(std::equal(x.begin(), x.begin() + 20, live.get().samples().begin()));
    CHECK(live.push(std::span{x}.first(2)) == 0);   // the current block occupies its room
    CHECK(!live.next());
    CHECK(!live.ended());
    CHECK(live.push(std::span{x}.first(2)) == 1);
    REQUIRE(live.next());
    CHECK(live.get().position() == 10);
    CHECK(live.overruns() == 6);
    live.close();
    CHECK(!live.next());
    CHECK(live.ended());
    CHECK(live.push({}) == 0);
}

TEST_CASE("a block ends at the end of the ring buffer, and the next one continues at its start", "[threads]") {
    sj::push_source<float> live{1.0, {.capacity_frames = 7, .blocking = false}};
    auto const x = noise(1000);
    std::vector<float> got;
    for (std::size_t pushed = 0; pushed < x.size();) {
        pushed += live.push(std::span{x}.subspan(pushed, std::min<std::size_t>(3, x.size() - pushed)));
        while (live.next()) testing::append(got, live.get());
    }
    CHECK(same_bits(got, x));
    CHECK(live.overruns() == 0);
}

TEST_CASE("a blocking source waits for samples and for close", "[threads]") {
    sj::push_source<float> live{48000.0, {.channels = 2, .capacity_frames = 64}};
    auto const x = noise(20000);
    std::thread callback{[&] {
        for (std::size_t pushed = 0; pushed < x.size(); std::this_thread::yield())
            pushed += 2 * live.push(std::span{x}.subspan(pushed, std::min<std::size_t>(64, x.size() - pushed)));
        live.close();
    }};
    auto const got = flat(live | v::chunks(100));
    callback.join();
    CHECK(same_bits(got, x));
}

TEST_CASE("request_stop ends a next() that waits, and the following next() waits again", "[threads]") {
    sj::push_source<float> live{48000.0};
    std::atomic<bool> returned = false;
    std::thread stopped{[&] {
        CHECK(!live.next());
        returned = true;
    }};
    while (!returned) live.request_stop();
    stopped.join();
    CHECK(!live.ended());
    std::thread consumer{[&] { CHECK(live.next()); }};
    std::this_thread::sleep_for(std::chrono::milliseconds{10});
    live.push(noise(10));
    consumer.join();
    CHECK(live.get().frames() == 10);
}

TEST_CASE("push_source throws for invalid options") {
    auto const refusal = [](double rate, sj::push_source_options o) {
        return message<sj::argument_error>([&] { return sj::push_source<float>(rate, o); });
    };
    CHECK(refusal(-1, {}) == "push_source: sample rate -1 Hz, expected 0 or more");
    CHECK(refusal(1, {.channels = 0}) == "push_source: 0 channels, expected 1 or more");
    CHECK(testing::says(refusal(1, {.capacity_frames = 0}), "push_source: capacity_frames is 0, expected 1 to"));
    CHECK(testing::says(refusal(1, {.channels = 1 << 30, .capacity_frames = SIZE_MAX}),
                        "push_source: capacity_frames is"));
}
