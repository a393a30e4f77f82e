// SPDX-License-Identifier: MIT
#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <numeric>
#include <thread>

#include <oneapi/tbb/global_control.h>

#include <symphonic/parallel.hpp>
#include <symphonic/symphonic.hpp>

#include "support/catch.hpp"
#include "support/signals.hpp"
#include "support/threads.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::message, testing::wait_until;

namespace {

std::vector<int> numbers(int n) {
    std::vector<int> all(static_cast<std::size_t>(n));
    std::iota(all.begin(), all.end(), 0);
    return all;
}
int square(int i) { return i * i; }

/// A source of the numbers 0, 1, ..., length - 1. Counts in `pulled` how many were pulled; throws in place of `throws_at`; before
/// `waits_at` waits for request_stop().
struct counting_source : sj::stream_facade<counting_source, sj::domain::none> {
    struct state_type {
        std::atomic<int> pulled = 0;
        std::atomic<bool> waiting = false, stop = false;
    };
    counting_source(state_type& s, int n) : state(&s), length(n) {}

    bool next() {
        if (state->pulled == length) return false;
        current = state->pulled++;
        if (current == throws_at) throw sj::format_error{"no number"};
        if (current == waits_at) {
            state->waiting = true;
            wait_until([this] { return state->stop.load(); });
            return false;
        }
        return true;
    }
    int get() const noexcept { return current; }
    bool ended() const noexcept { return state->pulled == length; }
    sj::audio_format format() const noexcept { return {}; }
    void request_stop() noexcept { state->stop = true; }

    state_type* state;
    int length, throws_at = -1, waits_at = -1, current = -1;
};

/// Requests a stop of the stream in another thread as soon as `begun` is true.
template <class Stream> std::thread stop_when(const std::atomic<bool>& begun, Stream& stream) {
    return std::thread{[&] {
        wait_until([&] { return begun.load(); });
        stream.request_stop();
    }};
}

/// A live source: numbers that were pushed.
struct live_numbers : sj::stream_facade<live_numbers, sj::domain::none> {
    bool next() {
        if (*pushed == taken) return false;
        ++taken;
        return true;
    }
    int get() const noexcept { return taken; }
    bool ended() const noexcept { return *closed && *pushed == taken; }
    sj::audio_format format() const noexcept { return {}; }

    std::shared_ptr<std::atomic<int>> pushed = std::make_shared<std::atomic<int>>(0);
    std::shared_ptr<std::atomic<bool>> closed = std::make_shared<std::atomic<bool>>(false);
    int taken = 0;
};

}   // namespace

TEST_CASE("parallel returns the results in the order of the input, whatever the options", "[threads]") {
    auto const input = numbers(500);
    auto const expected = input | v::map(square) | sj::collect;
    for (std::size_t const threads : {0U, 1U, 2U, 3U, 8U})
        for (std::size_t const in_flight : {0U, 1U, 2U, 100U}) {
            CAPTURE(threads, in_flight);
            CHECK((input | v::parallel(square, {.threads = threads, .in_flight = in_flight}) | sj::collect) ==
                  expected);
            auto unordered = input |
                             v::parallel(square, {.threads = threads, .ordered = false, .in_flight = in_flight}) |
                             sj::collect;
            std::sort(unordered.begin(), unordered.end());
            CHECK(unordered == expected);
        }
    CHECK((numbers(0) | v::parallel(square) | sj::collect).empty());
}

TEST_CASE("parallel gives the function copies of elements that are lent", "[threads]") {
    auto const x = testing::noise(20000);
    auto const sum = [](std::span<const float> frame) { return std::accumulate(frame.begin(), frame.end(), 0.0); };
    auto const frames = v::frames(100, 30);
    CHECK((sj::from(x, 1.0) | frames | v::parallel(sum, {.threads = 3}) | sj::collect) ==
          (sj::from(x, 1.0) | frames | v::map(sum) | sj::collect));
    auto const energy = [](sj::block<const float> b) { return sj::energy(b.samples()); };
    CHECK((sj::from(x, 1.0) | v::chunks(64) | v::parallel(energy, {.threads = 2}) | sj::collect) ==
          (sj::from(x, 1.0) | v::chunks(64) | v::map(energy) | sj::collect));
}

TEST_CASE("parallel pulls no more elements than in_flight before the results are taken", "[threads]") {
    counting_source::state_type state;
    auto stream = counting_source{state, 100} | v::parallel(square, {.threads = 2, .in_flight = 5});
    CHECK(state.pulled == 0);
    for (int taken = 0; taken < 50; ++taken) {
        REQUIRE(stream.next());
        CHECK(stream.get() == square(taken));
        CHECK(state.pulled <= taken + 5);
    }
    wait_until([&] { return state.pulled > 50; });
}

TEST_CASE("parallel calls the function in as many threads at once as given, and in no more", "[threads]") {
    for (int const threads : {1, 2, 3}) {
        std::atomic<int> running = 0, most = 0;
        auto const meet = [&](int i) {
            int const now = ++running;
            for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);) {}
            wait_until([&] { return most == threads; });   // all threads are in this function at once
            std::this_thread::sleep_for(std::chrono::microseconds(100));
            --running;
            return i;
        };
        CHECK((numbers(50) | v::parallel(meet, {.threads = static_cast<std::size_t>(threads)}) | sj::collect) ==
              numbers(50));
        CHECK(most == threads);
    }
}

TEST_CASE("parallel delivers results as the calls end, if the order is free", "[threads]") {
    std::atomic<bool> slow_call_begun = false;
    std::atomic<int> taken = 0;
    auto const consumer = std::this_thread::get_id();
    // The first call in a thread of oneTBB ends after the results of all others are taken.
    auto const one_is_slow = [&](int i) {
        if (std::this_thread::get_id() == consumer) wait_until([&] { return slow_call_begun.load(); });
        else if (!slow_call_begun.exchange(true)) {
            wait_until([&] { return taken == 3; });
            return 100 + i;
        }
        return i;
    };
    std::vector<int> got;
    for (int const i : numbers(4) | v::parallel(one_is_slow, {.threads = 2, .ordered = false, .in_flight = 4})) {
        got.push_back(i);
        taken = static_cast<int>(got.size());
    }
    REQUIRE(got.size() == 4);
    CHECK(got.back() >= 100);
    CHECK(std::count_if(got.begin(), got.end(), [](int i) { return i >= 100; }) == 1);
}

TEST_CASE("parallel throws an exception of the function in place of its result, and ends", "[threads]") {
    for (std::size_t const threads : {1U, 2U}) {
        std::atomic<int> calls = 0;
        auto const refuse_20 = [&](int i) {
            ++calls;
            if (i == 20) throw sj::format_error{"refused"};
            return i;
        };
        auto stream = numbers(100000) | v::parallel(refuse_20, {.threads = threads, .in_flight = 8});
        std::vector<int> got;
        CHECK(message<sj::format_error>([&] {
                  while (stream.next()) got.push_back(stream.get());
              }) == "refused");
        CHECK(got == numbers(20));
        CHECK(stream.ended());
        int const calls_at_the_end = calls;
        CHECK_FALSE(stream.next());
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
        CHECK(calls == calls_at_the_end);
        CHECK(calls <= 28);
    }
}

TEST_CASE("parallel throws an exception of the source after the results before it, and ends", "[threads]") {
    counting_source::state_type state;
    counting_source source{state, 100};
    source.throws_at = 7;
    auto stream = std::move(source) | v::parallel(square, {.threads = 2});
    std::vector<int> got;
    CHECK(message<sj::format_error>([&] {
              while (stream.next()) got.push_back(stream.get());
          }) == "no number");
    CHECK(got.size() == 7);
    CHECK(stream.ended());
    CHECK_FALSE(stream.next());
}

TEST_CASE("parallel stops the calls that run, and starts no other, when the loop is left", "[threads]") {
    std::atomic<int> calls = 0, running = 0;
    std::atomic<bool> two_taken = false;
    auto const wait_for_stop = [&](int i) {
        ++calls;
        ++running;
        if (i >= 2) wait_until([] { return sj::stop_requested(); });
        --running;
        return i;
    };
    for (int const i : numbers(1000) | v::parallel(wait_for_stop, {.threads = 2, .in_flight = 6})) {
        if (i < 1) continue;
        two_taken = true;
        break;
    }
    CHECK(two_taken);
    CHECK(running == 0);
    CHECK(calls <= 8);
}

TEST_CASE("parallel continues after a break in a second loop", "[threads]") {
    auto stream = numbers(40) | v::parallel(square, {.threads = 2});
    std::vector<int> got;
    for (int const s : stream) {
        got.push_back(s);
        if (got.size() == 10) break;
    }
    auto moved = std::move(stream);
    CHECK(stream.ended());
    CHECK_FALSE(stream.next());
    for (int const s : moved) got.push_back(s);
    CHECK(got == (numbers(40) | v::map(square) | sj::collect));
}

TEST_CASE("parallel ends when another thread requests a stop", "[threads]") {
    std::atomic<bool> begun = false;
    auto const wait_for_stop = [&](int i) {
        begun = true;
        wait_until([] { return sj::stop_requested(); });
        return i;
    };
    auto stream = numbers(100) | v::parallel(wait_for_stop, {.threads = 2});
    std::thread other = stop_when(begun, stream);
    while (stream.next()) {}
    other.join();
    CHECK(stream.ended());
}

TEST_CASE("parallel ends without an exception if a call throws because it was stopped", "[threads]") {
    for (bool const ordered : {true, false}) {
        std::atomic<bool> begun = false;
        auto const throw_at_stop = [&](int) {
            begun = true;
            wait_until([] { return sj::stop_requested(); });
            throw sj::format_error{"stopped"};
        };
        auto stream = numbers(100) | v::parallel(throw_at_stop, {.threads = 2, .ordered = ordered});
        std::thread other = stop_when(begun, stream);
        CHECK_FALSE(stream.next());
        other.join();
    }
}

TEST_CASE("a request ends parallel while its source waits and cannot be interrupted", "[threads]") {
    std::atomic<bool> waiting = false, go_on = false;
    auto const wait = [&](int i) {
        waiting = true;
        wait_until([&] { return go_on.load(); });
        return i;
    };
    auto stream = numbers(3) | v::map(wait) | v::parallel(square, {.threads = 2});
    std::thread other = stop_when(waiting, stream);
    CHECK_FALSE(stream.next());
    CHECK(stream.ended());
    other.join();
    go_on = true;
}

TEST_CASE("each parallel stage of a pipeline has its own number of threads", "[threads]") {
    std::atomic<int> inside = 0;
    auto const meet_three = [&](int i) {
        ++inside;
        wait_until([&] { return inside >= 3; });
        return i;
    };
    auto stream = numbers(3) | v::parallel(meet_three, {.threads = 3}) | v::parallel(square, {.threads = 1});
    CHECK((std::move(stream) | sj::collect) == std::vector{0, 1, 4});
}

TEST_CASE("parallel delivers results while the source waits, and interrupts the source", "[threads]") {
    counting_source::state_type state;
    counting_source source{state, 100};
    source.waits_at = 3;
    {
        auto stream = std::move(source) | v::parallel(square, {.threads = 2});
        for (int i = 0; i < 3; ++i) {
            REQUIRE(stream.next());
            CHECK(stream.get() == square(i));
        }
        wait_until([&] { return state.waiting.load(); });
    }
    CHECK(state.stop);
}

TEST_CASE("parallel goes on when a live source has elements again", "[threads]") {
    live_numbers source;
    auto const pushed = source.pushed;
    auto const closed = source.closed;
    auto stream = std::move(source) | v::parallel(square, {.threads = 2});
    CHECK_FALSE(stream.next());
    CHECK_FALSE(stream.ended());
    std::vector<int> got;
    for (int round = 0; round < 20; ++round) {
        *pushed += 3;
        if (round == 19) *closed = true;
        while (got.size() < static_cast<std::size_t>(3 * (round + 1)))
            while (stream.next()) got.push_back(stream.get());
        CHECK(stream.ended() == (round == 19));
    }
    CHECK(got.size() == 60);
    CHECK(got.back() == 3600);
}

TEST_CASE("parallel inside a parallel function ends, even if oneTBB has no thread for it", "[threads]") {
    for (std::size_t const limit : {1U, 2U, 8U}) {
        oneapi::tbb::global_control const control{oneapi::tbb::global_control::max_allowed_parallelism, limit};
        for (bool const ordered : {true, false}) {
            sj::parallel_options const options{.threads = 3, .ordered = ordered};
            auto const sum_of_squares = [&](int n) {
                int sum = 0;
                for (int const s : numbers(n) | v::parallel(square, options)) sum += s;
                return sum;
            };
            auto sums = numbers(20) | v::parallel(sum_of_squares, options) | sj::collect;
            std::sort(sums.begin(), sums.end());
            CHECK(sums == (numbers(20) | v::map(sum_of_squares) | sj::collect));
        }
    }
}

TEST_CASE("a loop over parallel inside a function of parallel may be left early", "[threads]") {
    auto const first_above = [](int limit) {
        for (int const s : numbers(1000) | v::parallel(square, {.threads = 2}))
            if (s > limit) return s;
        return -1;
    };
    std::vector<int> got;
    for (int const s : numbers(1000) | v::parallel(first_above, {.threads = 2})) {
        got.push_back(s);
        if (got.size() == 10) break;
    }
    CHECK(got == std::vector{1, 4, 4, 4, 9, 9, 9, 9, 9, 16});
}

TEST_CASE("request_stop() of an inner pipeline reaches its calls in a thread of an outer one", "[threads]") {
    oneapi::tbb::global_control const no_worker{oneapi::tbb::global_control::max_allowed_parallelism, 1};
    auto const stop_inner = [](int i) {
        std::atomic<bool> begun = false;
        auto const wait_for_stop = [&](int) {
            begun = true;
            wait_until([] { return sj::stop_requested(); });
        };
        auto inner = numbers(2) | v::parallel(wait_for_stop, {.threads = 1});
        std::thread other = stop_when(begun, inner);
        bool const has_result = inner.next();
        other.join();
        return has_result ? -1 : i;
    };
    CHECK((numbers(3) | v::map(stop_inner) | v::prefetch(1) | sj::collect) == numbers(3));
}

TEST_CASE("parallel accepts functions that return nothing, and results that can only be moved", "[threads]") {
    std::atomic<int> sum = 0;
    int results = 0;
    for (std::monostate const& done : numbers(10) | v::parallel([&](int i) { sum += i; }, {.threads = 2}))
        results += done == std::monostate{};
    CHECK(results == 10);
    CHECK(sum == 45);
    std::vector<std::unique_ptr<int>> kept;
    for (auto& pointer : numbers(10) | v::parallel([](int i) { return std::make_unique<int>(i); }))
        kept.push_back(std::move(pointer));
    CHECK(*kept[9] == 9);
}

TEST_CASE("parallel destroys its function and all results before its own destruction ends", "[threads]") {
    auto const counted = std::make_shared<int>(3);
    for (bool const ordered : {false, true}) {
        auto const share = [counted](const std::shared_ptr<int>& p) { return p; };
        auto const input = std::vector(50, counted);
        long const before = counted.use_count();
        for (auto const& p : input | v::parallel(share, {.threads = 3, .ordered = ordered}))
            if (p.use_count() > 1) break;
        CHECK(counted.use_count() == before);
    }
}

TEST_CASE("request_stop() of an outer pipeline reaches the calls of an inner one", "[threads]") {
    std::atomic<bool> begun = false;
    auto const wait_for_stop = [&](int i) {
        begun = true;
        wait_until([] { return sj::stop_requested(); });
        return i;
    };
    auto const inner = [&](int i) {
        for (int const j : numbers(4) | v::parallel(wait_for_stop, {.threads = 1})) i += j;
        return i;
    };
    auto stream = numbers(3) | v::parallel(inner, {.threads = 2});
    std::thread other = stop_when(begun, stream);
    CHECK_FALSE(stream.next());
    other.join();
}

TEST_CASE("the destructor of a result may stop the pipeline", "[threads]") {
    std::function<void()> stop;
    struct stopping {
        std::function<void()>* stop;
        ~stopping() { (*stop)(); }
    };
    std::atomic<int> taken = 0;
    std::atomic<bool> armed = true;
    auto const consumer = std::this_thread::get_id();
    // The second result is delivered before the first. Then the reference to it in the ring is the last one.
    auto const second_first = [&](int i) {
        if (i != 1 && std::this_thread::get_id() != consumer)
            wait_until([&] { return taken > i / 2 || sj::stop_requested(); });
        return std::make_unique<stopping>(&stop);
    };
    auto stream = numbers(3) | v::parallel(second_first, {.threads = 3, .ordered = false});
    stop = [&] {
        if (armed) stream.request_stop();
    };
    while (stream.next()) ++taken;
    CHECK(taken >= 1);
    armed = false;
}

TEST_CASE("parallel keeps a larger limit of the program, and nothing of oneTBB after the last pipeline", "[threads]") {
    using control = oneapi::tbb::global_control;
    auto const before = control::active_value(control::max_allowed_parallelism);
    {
        control const program{control::max_allowed_parallelism, before + 50};
        auto stream = numbers(10) | v::parallel(square, {.threads = before + 2});
        REQUIRE(stream.next());
        CHECK(control::active_value(control::max_allowed_parallelism) == before + 50);
    }
    auto stream = numbers(10) | v::parallel(square, {.threads = before + 2});
    CHECK(control::active_value(control::max_allowed_parallelism) >= before + 2);
    { auto const moved = std::move(stream); }
    CHECK(control::active_value(control::max_allowed_parallelism) == before);
}

TEST_CASE("parallel keeps no more results than in_flight, and none after the end", "[threads]") {
    static std::atomic<int> living = 0;
    struct counted {
        counted() { ++living; }
        counted(const counted&) = delete;
        counted& operator=(const counted&) = delete;
        ~counted() { --living; }
    };
    for (bool const ordered : {true, false}) {
        auto const make = [](int) { return std::make_unique<counted>(); };
        auto stream = numbers(300) | v::parallel(make, {.threads = 2, .ordered = ordered, .in_flight = 4});
        int most = 0;
        for (int taken = 0; taken < 300; ++taken) {
            REQUIRE(stream.next());
            std::this_thread::yield();
            most = std::max(most, living.load());
        }
        CHECK(most <= 4);
        CHECK_FALSE(stream.next());
        CHECK(living == 0);
    }
}

TEST_CASE("parallel throws in place of the result if the copy of an element throws", "[threads]") {
    struct copied {
        explicit copied(int i) : number(i) {}
        copied(const copied& other) : number(other.number) {
            if (number == 5) throw sj::format_error{"no copy"};
        }
        copied& operator=(const copied&) = default;
        int number;
    };
    std::vector<copied> input;
    input.reserve(10);
    for (int i = 0; i < 10; ++i) input.emplace_back(i);
    std::vector<int> got;
    CHECK(message<sj::format_error>([&] {
              for (int const i : input | v::parallel([](const copied& c) { return c.number; }, {.threads = 2}))
                  got.push_back(i);
          }) == "no copy");
    CHECK(got == numbers(5));
}

TEST_CASE("parallel refuses numbers of threads and elements that are too large") {
    CHECK(message<sj::argument_error>([] { (void)v::parallel(square, {.threads = 300}); }) ==
          "parallel: 300 threads, expected at most 256");
    CHECK(message<sj::argument_error>([] { (void)v::parallel(square, {.in_flight = std::size_t{1} << 50}); }) ==
          "parallel: 1125899906842624 elements in flight, expected 1 to 17592186044416");
}
