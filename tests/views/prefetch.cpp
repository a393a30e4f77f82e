// SPDX-License-Identifier: MIT
#include <atomic>
#include <chrono>
#include <ranges>
#include <thread>

#include <unistd.h>

#include <symphonic/symphonic.hpp>

#include "support/everywhere.hpp"
#include "support/recording.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::everywhere, testing::flat, testing::message, testing::noise, testing::same_bits;

namespace {

/// A source of `length` blocks of one sample each, with the values 0, 1, 2 ... Counts in `pulled` how many were pulled.
/// Throws once in place of sample `throws_at`, and waits before sample `waits_at` until a stop is requested.
class counting_source : public sj::stream_facade<counting_source, sj::domain::samples> {
public:
    counting_source(std::atomic<int>& pulled, int length) : pulled_(&pulled), length_(length) {}
    int throws_at = -1, waits_at = -1;

    bool next() {
        if (*pulled_ == length_) return false;
        sample_ = static_cast<float>((*pulled_)++);
        if (static_cast<int>(sample_) == throws_at) {
            throws_at = -1;
            throw sj::format_error{"no sample"};
        }
        while (static_cast<int>(sample_) == waits_at && !sj::stop_requested()) usleep(100);
        return true;
    }
    sj::block<const float> get() const noexcept {
        return {std::span{&sample_, 1}, 1, static_cast<std::int64_t>(sample_)};
    }
    bool ended() const noexcept { return *pulled_ == length_; }
    sj::audio_format format() const noexcept { return {.sample_rate = 10, .channels = 1, .frames = length_}; }

private:
    std::atomic<int>* pulled_;
    int length_;
    float sample_ = 0;
};

/// A source with one block of 100 samples, which then waits for request_stop(), as a source in a plug-in does.
class interruptible_source : public sj::stream_facade<interruptible_source, sj::domain::samples> {
public:
    bool next() {
        stop_->store(false);
        if (!std::exchange(started_, true)) return true;
        while (!*stop_) usleep(100);
        return false;
    }
    sj::block<const float> get() const noexcept { return {samples_, 1, 0}; }
    bool ended() const noexcept { return false; }
    sj::audio_format format() const noexcept { return {.sample_rate = 10, .channels = 1, .max_block = 100}; }
    void request_stop() noexcept { stop_->store(true); }

private:
    std::vector<float> samples_ = std::vector<float>(100, 1.0F);
    std::unique_ptr<std::atomic<bool>> stop_ = std::make_unique<std::atomic<bool>>();
    bool started_ = false;
};

double seconds_of(auto f) {
    auto const begin = std::chrono::steady_clock::now();
    f();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

}   // namespace

TEST_CASE("prefetch passes on blocks, frames, spectra and numbers unchanged", "[threads]") {
    auto const x = noise(5000);
    CHECK(same_bits(everywhere<float>(noise(600), 2, v::prefetch(3)), noise(600)));
    for (std::size_t ahead : {1U, 2U, 7U, 1000U}) {
        auto const source = [&] { return sj::from(x, {.sample_rate = 10, .channels = 2}, {.chunk_frames = 30}); };
        CHECK(same_bits(flat(source() | v::prefetch(ahead)), x));
        auto const frames = v::mono | v::frames(100, 30);
        auto const prefetched = v::prefetch(ahead);
        CHECK(same_bits(flat(source() | frames | prefetched), flat(source() | frames)));
        CHECK(same_bits(flat<double>(source() | prefetched | frames | prefetched | v::rms | prefetched),
                        flat<double>(source() | frames | v::rms)));
        auto const spectrum = v::mono | v::stft({.size = 64});
        CHECK(same_bits(flat(source() | spectrum | prefetched | v::power), flat(source() | spectrum | v::power)));
    }
}

TEST_CASE("prefetch keeps domain and format, and updates the format at the end", "[threads]") {
    auto const x = noise(100);
    auto stream = sj::from(x, 8000.0) | v::frames(10, 5) | v::prefetch(2);
    CHECK(sj::domain_of<decltype(stream)> == sj::domain::frames);
    CHECK(stream.format().size == 10);
    CHECK(stream.format().hop == 5);
    CHECK(stream.format().sample_rate == 8000);
    auto const unknown = std::vector<float>(x) | std::views::transform([](float s) { return s; });
    auto prefetched = sj::from(unknown, 8000.0, {.chunk_frames = 7}) | v::frames(10, 5) | v::prefetch(2);
    CHECK(prefetched.format().frames == -1);
    CHECK(flat(prefetched).size() == 190);
    CHECK(prefetched.ended());
    CHECK(prefetched.format().frames == 100);
}

TEST_CASE("prefetch starts with the first next() and stays n elements ahead", "[threads]") {
    std::atomic<int> pulled = 0;
    {
        auto stream = counting_source{pulled, 100} | v::prefetch(3);
        CHECK(pulled == 0);
        REQUIRE(stream.next());
        for (int i = 0; i < 1000 && pulled < 4; ++i) usleep(1000);
        usleep(20000);
        CHECK(pulled == 4);   // the current one and three ahead
        REQUIRE(stream.next());
        CHECK(stream.get().samples()[0] == 1);
        auto moved = std::move(stream);
        REQUIRE(moved.next());
        CHECK(moved.get().samples()[0] == 2);
        CHECK(moved.get().position() == 2);
    }
    CHECK(pulled <= 6);
}

TEST_CASE("prefetch throws the source's exception once, in place of the element, and continues", "[threads]") {
    std::atomic<int> pulled = 0;
    counting_source source{pulled, 10};
    source.throws_at = 4;
    auto stream = std::move(source) | v::prefetch(2);
    std::vector<float> got;
    for (int caught = 0;;) {
        try {
            while (stream.next()) got.push_back(stream.get().samples()[0]);
            CHECK(caught == 1);
            break;
        } catch (const sj::format_error& e) {
            CHECK(std::string{e.what()} == "no sample");
            CHECK(got.size() == 4);
            REQUIRE(++caught == 1);
        }
    }
    CHECK(got == std::vector<float>{0, 1, 2, 3, 5, 6, 7, 8, 9});
}

TEST_CASE("destroying a pipeline stops a source that waits", "[threads]") {
    std::atomic<int> pulled = 0;
    CHECK(seconds_of([&] {
              counting_source source{pulled, 10};
              source.waits_at = 3;
              for (auto const b : std::move(source) | v::prefetch(20))
                  if (b.position() == 1) break;
          }) < 5);
    CHECK(pulled >= 2);

    sj::push_source<float> live{48000.0};
    CHECK(seconds_of([&] {
              auto stream = live | v::chunks(10) | v::prefetch(2);
              live.push(noise(15));
              CHECK(stream.next());
          }) < 5);

    testing::temporary_file const wav{".wav"};   // read from a pipe
    testing::write_recording(wav.path(), noise(2000), 1, 8000, SF_FORMAT_WAV | SF_FORMAT_FLOAT);
    auto const bytes = testing::bytes_of(wav.path());
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    auto const half = bytes.size() / 2;
    REQUIRE(write(ends[1], bytes.data(), half) == static_cast<ssize_t>(half));
    CHECK(seconds_of([&] {
              auto stream = sj::read(sj::file_descriptor{ends[0]}, {.chunk_frames = 100}) | v::prefetch(1);
              REQUIRE(stream.next());
              CHECK(stream.get().frames() == 100);
          }) < 5);
    close(ends[0]);
    close(ends[1]);
}

TEST_CASE("every stage forwards request_stop() to its upstream", "[threads]") {
    auto const stops_after = [](auto pipeline, auto&& source) {
        return seconds_of([&] {
                   auto stream = std::forward<decltype(source)>(source) | pipeline | v::prefetch(1);
                   CHECK(stream.next());
               }) < 5;
    };
    CHECK(stops_after(v::mono | v::gain(2) | v::chunks(10) | v::drop(1), interruptible_source{}));
    CHECK(stops_after(v::frames(10, 10) | v::map([](auto frame) { return frame[0]; }), interruptible_source{}));
    CHECK(stops_after(v::stft({.size = 16}) | v::istft({.size = 16}) | v::prefetch(100), interruptible_source{}));
    CHECK(stops_after(v::mono, sj::concat(interruptible_source{}, interruptible_source{})));
    interruptible_source borrowed;
    CHECK(stops_after(v::map_samples([](float s) { return s; }), borrowed));
    CHECK(stops_after(v::mono, std::get<0>(sj::fork(interruptible_source{}, v::mono))));
}

TEST_CASE("a fork that is stopped in one pipeline continues in the other", "[threads]") {
    interruptible_source source;
    auto [a, b] = sj::fork(source, v::chunks(50) | v::prefetch(3), v::chunks(50));
    REQUIRE(a.next());
    REQUIRE(b.next());
    std::thread waits{
        [&other = b] { CHECK((other.next() && !other.next())); }};   // waits for the one that pulls, or pulls
    usleep(20000);
    { auto const destroyed = std::move(a); }
    usleep(20000);
    CHECK(waits.joinable());
    b.request_stop();
    for (int i = 0; i < 100; ++i, usleep(1000)) b.request_stop();
    waits.join();
    CHECK(!b.ended());
}

TEST_CASE("prefetch pulls from an empty live source again with the next call of next()", "[threads]") {
    sj::push_source<float> live{48000.0, {.blocking = false}};
    auto stream = live | v::prefetch(4) | v::frames(10, 10) | v::prefetch(2);
    CHECK(!stream.next());
    CHECK(!stream.ended());
    auto const x = noise(25);
    live.push(x);
    CHECK(flat(stream).size() == 20);
    CHECK(!stream.ended());
    live.push(std::span{x}.first(5));
    CHECK(flat(stream).size() == 10);
    live.close();
    CHECK(flat(stream).empty());
    CHECK(stream.ended());
}

TEST_CASE("prefetch continues after a seek in its borrowed reader", "[threads]") {
    testing::temporary_file const wav{".wav"};
    auto const x = noise(1000);
    testing::write_recording(wav.path(), x, 1, 8000, SF_FORMAT_WAV | SF_FORMAT_FLOAT);
    sj::reader in{wav.path(), {.chunk_frames = 64}};
    auto stream = in | v::prefetch(3) | v::frames(100, 100);
    auto const first = flat(stream);
    CHECK(first.size() == 1000);
    CHECK(stream.ended());
    in.seek(500);
    CHECK(!stream.ended());
    CHECK(flat(stream).size() == 500);
}

TEST_CASE("prefetch throws for 0 elements") {
    CHECK(message<sj::argument_error>([] { return v::prefetch(0); }) ==
          "prefetch: 0 elements ahead, expected 1 to 17592186044416");
}

TEST_CASE("destroying a pipeline stops several prefetches in sequence", "[threads]") {
    sj::push_source<float> live{48000.0};
    CHECK(seconds_of([&] {
              auto stream = live | v::chunks(10) | v::prefetch(2) | v::prefetch(2) | v::prefetch(1);
              live.push(noise(15));
              CHECK(stream.next());
          }) < 5);
}

TEST_CASE("assigning to a prefetched stream stops the thread of the old one", "[threads]") {
    std::atomic<int> pulled = 0, pulled_later = 0;
    auto stream = counting_source{pulled, 1000000} | v::prefetch(4);
    REQUIRE(stream.next());
    stream = counting_source{pulled_later, 3} | v::prefetch(4);
    int const pulled_before = pulled;
    usleep(10000);
    CHECK(pulled == pulled_before);
    CHECK(flat(stream) == std::vector<float>{0, 1, 2});
}

TEST_CASE("prefetch has ended after an exception in place of the last element", "[threads]") {
    std::atomic<int> pulled = 0;
    counting_source source{pulled, 3};
    source.throws_at = 2;
    auto stream = std::move(source) | v::prefetch(5);
    REQUIRE(stream.next());
    CHECK(stream.next());
    CHECK_THROWS_AS(stream.next(), sj::format_error);
    CHECK(stream.ended());
}

TEST_CASE("prefetch copies spans of mutable elements", "[threads]") {
    std::vector<float> memory(1);
    auto const rows = std::views::iota(0, 50) | std::views::transform([&](int i) {
                          memory[0] = static_cast<float>(i);
                          return i;
                      });
    auto const mutable_span = v::map([&](int) { return std::span<float>{memory}; });
    std::vector<float> got;
    for (auto const row : rows | mutable_span | v::prefetch(4)) got.push_back(row[0]);
    for (std::size_t i = 0; i < 50; ++i) CHECK(got.at(i) == static_cast<float>(i));
}
