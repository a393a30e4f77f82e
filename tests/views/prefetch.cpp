// SPDX-License-Identifier: MIT
#include <atomic>
#include <chrono>
#include <ranges>
#include <thread>

#include <unistd.h>

#include <symphonic/symphonic.hpp>

#include "support/catch.hpp"
#include "support/recording.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::flat, testing::message, testing::noise, testing::same_bits;

namespace {

/// Blocks of one sample, of which it tells how many were asked for; at one place it throws, at another it waits for ever, or
/// until nobody waits for it.
class counting_source : public sj::stream_facade<counting_source, sj::domain::samples> {
public:
    counting_source(std::atomic<int>& asked, int length) : asked_(&asked), length_(length) {}
    int throws_at = -1, waits_at = -1;

    bool next() {
        if (*asked_ == length_) return false;
        sample_ = static_cast<float>((*asked_)++);
        if (static_cast<int>(sample_) ==
            std::exchange(throws_at, sample_ == static_cast<float>(throws_at) ? -1 : throws_at))
            throw sj::format_error{"here"};
        while (static_cast<int>(sample_) == waits_at && !sj::stop_requested()) usleep(100);
        return true;
    }
    sj::block<const float> get() const noexcept {
        return {std::span{&sample_, 1}, 1, static_cast<std::int64_t>(sample_)};
    }
    bool ended() const noexcept { return *asked_ == length_; }
    sj::audio_format format() const noexcept { return {.sample_rate = 10, .channels = 1, .frames = length_}; }

private:
    std::atomic<int>* asked_;
    int length_;
    float sample_ = 0;
};

double seconds_of(auto f) {
    auto const begin = std::chrono::steady_clock::now();
    f();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

}   // namespace

TEST_CASE("prefetch hands on every element of every kind", "[threads]") {
    auto const x = noise(5000);
    for (std::size_t ahead : {1U, 2U, 7U, 1000U}) {
        auto const source = [&] { return sj::from(x, {.sample_rate = 10, .channels = 2}, {.chunk_frames = 30}); };
        CHECK(same_bits(flat(source() | v::prefetch(ahead)), x));
        auto const frames = v::mono | v::frames(100, 30);
        auto const ahead_of = v::prefetch(ahead);
        CHECK(same_bits(flat(source() | frames | ahead_of), flat(source() | frames)));
        CHECK(same_bits(flat<double>(source() | ahead_of | frames | ahead_of | v::rms | ahead_of),
                        flat<double>(source() | frames | v::rms)));
        auto const spectrum = v::mono | v::stft({.size = 64});
        CHECK(same_bits(flat(source() | spectrum | ahead_of | v::power), flat(source() | spectrum | v::power)));
    }
}

TEST_CASE("prefetch keeps domain and format, and knows what was learnt by the end", "[threads]") {
    auto const x = noise(100);
    auto stream = sj::from(x, 8000.0) | v::frames(10, 5) | v::prefetch(2);
    CHECK(sj::domain_of<decltype(stream)> == sj::domain::frames);
    CHECK((stream.format().size == 10 && stream.format().hop == 5 && stream.format().sample_rate == 8000));
    auto const unknown = std::vector<float>(x) | std::views::transform([](float s) { return s; });
    auto counted = sj::from(unknown, 8000.0, {.chunk_frames = 7}) | v::frames(10, 5) | v::prefetch(2);
    CHECK(counted.format().frames == -1);
    CHECK(flat(counted).size() == 190);
    CHECK((counted.ended() && counted.format().frames == 100));
}

TEST_CASE("prefetch begins with the first element, and stays so many ahead", "[threads]") {
    std::atomic<int> asked = 0;
    {
        auto stream = counting_source{asked, 100} | v::prefetch(3);
        CHECK(asked == 0);
        REQUIRE(stream.next());
        for (int i = 0; i < 1000 && asked < 4; ++i) usleep(1000);
        usleep(20000);
        CHECK(asked == 4);   // the one that is lent, and three
        REQUIRE(stream.next());
        CHECK(stream.get().samples()[0] == 1);
        auto moved = std::move(stream);
        REQUIRE(moved.next());
        CHECK((moved.get().samples()[0] == 2 && moved.get().position() == 2));
    }
    CHECK(asked <= 6);
}

TEST_CASE("prefetch delivers an exception in its place, once, and what follows", "[threads]") {
    std::atomic<int> asked = 0;
    counting_source source{asked, 10};
    source.throws_at = 4;
    auto stream = std::move(source) | v::prefetch(2);
    std::vector<float> got;
    for (int caught = 0;;) {
        try {
            while (stream.next()) got.push_back(stream.get().samples()[0]);
            CHECK(caught == 1);
            break;
        } catch (const sj::format_error& e) {
            CHECK(std::string{e.what()} == "here");
            CHECK(got.size() == 4);
            REQUIRE(++caught == 1);
        }
    }
    CHECK(got == std::vector<float>{0, 1, 2, 3, 5, 6, 7, 8, 9});
}

TEST_CASE("a pipeline that is left ends at once, also where its source waits", "[threads]") {
    std::atomic<int> asked = 0;
    CHECK(seconds_of([&] {
              counting_source source{asked, 10};
              source.waits_at = 3;
              for (auto const b : std::move(source) | v::prefetch(20))
                  if (b.position() == 1) break;
          }) < 5);
    CHECK(asked >= 2);

    sj::push_source<float> live{48000.0};   // waits, too
    CHECK(seconds_of([&] {
              auto stream = live | v::chunks(10) | v::prefetch(2);
              live.push(noise(15));
              CHECK(stream.next());
          }) < 5);

    testing::temporary_file const wav{".wav"};   // and so does a pipe
    testing::write_recording(wav.path(), noise(2000), 1, 8000, SF_FORMAT_WAV | SF_FORMAT_FLOAT);
    auto const image = testing::bytes_of(wav.path());
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    auto const half = image.size() / 2;
    REQUIRE(write(ends[1], image.data(), half) == static_cast<ssize_t>(half));
    CHECK(seconds_of([&] {
              auto stream = sj::read(sj::file_descriptor{ends[0]}, {.chunk_frames = 100}) | v::prefetch(1);
              CHECK((stream.next() && stream.get().frames() == 100));
          }) < 5);
    close(ends[0]);
    close(ends[1]);
}

TEST_CASE("a source that has nothing now is asked again when the consumer asks", "[threads]") {
    sj::push_source<float> live{48000.0, {.blocking = false}};
    auto stream = live | v::prefetch(4) | v::frames(10, 10) | v::prefetch(2);
    CHECK((!stream.next() && !stream.ended()));
    auto const x = noise(25);
    live.push(x);
    CHECK(flat(stream).size() == 20);
    CHECK(!stream.ended());
    live.push(std::span{x}.first(5));
    CHECK(flat(stream).size() == 10);
    live.close();
    CHECK((flat(stream).empty() && stream.ended()));
}

TEST_CASE("a borrowed reader that is sought goes on behind prefetch", "[threads]") {
    testing::temporary_file const wav{".wav"};
    auto const x = noise(1000);
    testing::write_recording(wav.path(), x, 1, 8000, SF_FORMAT_WAV | SF_FORMAT_FLOAT);
    sj::reader in{wav.path(), {.chunk_frames = 64}};
    auto stream = in | v::prefetch(3) | v::frames(100, 100);
    auto const first = flat(stream);
    CHECK((first.size() == 1000 && stream.ended()));
    in.seek(500);
    CHECK(!stream.ended());
    CHECK(flat(stream).size() == 500);
}

TEST_CASE("no elements ahead") {
    CHECK(message<sj::argument_error>([] { return v::prefetch(0); }) ==
          "prefetch: 0 elements ahead, expected 1 to 17592186044416");
}

TEST_CASE("threads that run ahead of one another end at once, too", "[threads]") {
    sj::push_source<float> live{48000.0};
    CHECK(seconds_of([&] {
              auto stream = live | v::chunks(10) | v::prefetch(2) | v::prefetch(2) | v::prefetch(1);
              live.push(noise(15));
              CHECK(stream.next());
          }) < 5);
}

TEST_CASE("a prefetch that is assigned to ends then", "[threads]") {
    std::atomic<int> asked = 0, others = 0;
    auto stream = counting_source{asked, 1000000} | v::prefetch(4);
    REQUIRE(stream.next());
    stream = counting_source{others, 3} | v::prefetch(4);
    int const then = asked;
    usleep(10000);
    CHECK(asked == then);
    CHECK(flat(stream) == std::vector<float>{0, 1, 2});
}

TEST_CASE("behind an exception that was the end prefetch has ended, too", "[threads]") {
    std::atomic<int> asked = 0;
    counting_source source{asked, 3};
    source.throws_at = 2;
    auto stream = std::move(source) | v::prefetch(5);
    CHECK((stream.next() && stream.next()));
    CHECK_THROWS_AS(stream.next(), sj::format_error);
    CHECK(stream.ended());
}

TEST_CASE("a span that could be written to is kept as well", "[threads]") {
    std::vector<float> memory(1);
    auto const rows = std::views::iota(0, 50) | std::views::transform([&](int i) {
                          memory[0] = static_cast<float>(i);
                          return i;
                      });
    auto const lends = v::map([&](int) { return std::span<float>{memory}; });
    std::vector<float> got;
    for (auto const row : rows | lends | v::prefetch(4)) got.push_back(row[0]);
    for (std::size_t i = 0; i < 50; ++i) CHECK(got.at(i) == static_cast<float>(i));
}
