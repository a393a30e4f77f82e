// SPDX-License-Identifier: MIT
#include <algorithm>
#include <chrono>
#include <ranges>
#include <thread>

#include <symphonic/symphonic.hpp>

#include "support/catch.hpp"
#include "support/live_source.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::flat, testing::message, testing::noise, testing::same_bits;

namespace {

constexpr auto levels = v::frames(100, 50) | v::rms;
constexpr auto powers = v::stft({.size = 64, .hop = 16}) | v::power;

/// Pulls one element of `a` and up to three of `b` in turn, to the end of both. Returns all numbers of each.
template <class A, class B> auto pull_in_turn(A&& a, B&& b) {
    std::pair<std::vector<double>, std::vector<double>> got;
    for (bool more = true; more;) {
        more = false;
        if (a.next()) testing::append(got.first, a.get()), more = true;
        for (int i = 0; i < 3; ++i)
            if (b.next()) testing::append(got.second, b.get()), more = true;
    }
    return got;
}

}   // namespace

TEST_CASE("each pipeline of a fork produces the same elements as alone") {
    auto const x = noise(5000);
    for (std::size_t chunk : {1U, 33U, 5000U}) {
        auto const source = [&] { return sj::from(x, 1.0, {.chunk_frames = chunk}); };
        auto [a, b] = sj::fork(source() | v::checked, {.ahead = 400}, levels, powers | v::checked);
        STATIC_REQUIRE(sj::domain_of<decltype(a)> == sj::domain::magnitude);
        CHECK(a.format().size == 100);
        CHECK(b.format().hop == 16);
        auto const [got_a, got_b] = pull_in_turn(a, b);
        CHECK(same_bits(got_a, flat<double>(source() | levels)));
        CHECK(same_bits(got_b, flat<double>(source() | powers)));
        CHECK(a.ended());
        CHECK(b.ended());
        CHECK(!a.next());
    }
}

TEST_CASE("fork throws if a pipeline is too far ahead, and ignores destroyed results") {
    auto const x = noise(5000);
    auto [a, b] = sj::fork(sj::from(x, 1.0, {.chunk_frames = 10}), {.ahead = 5}, v::chunks(10), v::chunks(10));
    for (int i = 0; i < 6; ++i) CHECK(a.next());   // five ahead, and the current one
    CHECK(message<sj::format_error>([&] { return a.next(); }) ==
          "fork: a pipeline is more than 5 elements ahead of another; pull them in turn or set a larger "
          "fork_options::ahead");
    REQUIRE(b.next());
    REQUIRE(b.next());
    CHECK(b.get().position() == 10);
    REQUIRE(a.next());
    CHECK(a.get().position() == 60);   // no element was lost
    { auto const destroyed = std::move(b); }
    CHECK(flat(a).size() == 5000 - 70);
    CHECK_THROWS_AS(sj::fork(sj::from(x, 1.0), {.ahead = 0}, levels), sj::argument_error);
}

TEST_CASE("each result of a fork throws the source's exception once, in place of the element") {
    std::vector<int> const numbers{0, 1, 2, 3, 4, 5};
    auto const throwing = numbers | std::views::transform([](int i) {
                              if (i == 3) throw sj::format_error{"three"};
                              return static_cast<double>(i);
                          });
    auto [a, b] = sj::fork(throwing | v::map([](double d) { return d; }), v::map([](double d) { return d; }),
                           v::map([](double d) { return -d; }));
    auto const pull_all = [](auto& stream) {
        std::vector<double> got;
        for (int caught = 0;; ++caught) try {
                while (stream.next()) got.push_back(stream.get());
                CHECK(caught == 1);
                return got;
            } catch (const sj::format_error&) {
                CHECK(got.size() == 3);
            }
    };
    CHECK(pull_all(a) == std::vector<double>{0, 1, 2, 4, 5});
    CHECK(pull_all(b) == std::vector<double>{-0.0, -1, -2, -4, -5});
}

TEST_CASE("fork of a live source continues after it was empty, and borrows an lvalue") {
    testing::live_source live{1.0};
    auto [a, b] = sj::fork(live, v::chunks(10), v::frames(20, 20));
    auto const x = noise(50);
    live.push(std::span{x}.first(25));
    CHECK(flat(a).size() == 20);
    CHECK(flat(b).size() == 20);
    CHECK(!a.ended());
    CHECK(!b.ended());
    live.push(std::span{x}.subspan(25));
    live.close();
    CHECK(flat(b).size() == 20);
    CHECK(flat(a).size() == 30);
    CHECK(a.ended());
    CHECK(b.ended());
}

TEST_CASE("pipelines of a fork may run in different threads", "[threads]") {
    auto const x = noise(50000);
    auto [a, b] = sj::fork(sj::from(x, 1.0, {.chunk_frames = 100}), {.ahead = 1000}, levels | v::prefetch(20),
                           powers | v::prefetch(20));
    auto const [got_a, got_b] = pull_in_turn(a, b);
    CHECK(same_bits(got_a, flat<double>(sj::from(x, 1.0) | levels)));
    CHECK(same_bits(got_b, flat<double>(sj::from(x, 1.0) | powers)));
}

TEST_CASE("a waiting source blocks neither the stored elements of a fork nor its destruction", "[threads]") {
    sj::push_source<float> live{48000.0};
    auto const x = noise(15);
    live.push(x);
    {
        auto [a, b] = sj::fork(live, v::chunks(5), v::chunks(5) | v::prefetch(5));
        CHECK(b.next());
        REQUIRE(a.next());
        CHECK(a.get().position() == 0);
    }
    live.push(x);
    {
        auto [a, b] = sj::fork(live, v::chunks(5) | v::prefetch(2), v::chunks(5) | v::prefetch(2));
        REQUIRE(b.next());
        CHECK(a.next());
    }
    live.close();
}

TEST_CASE("moving or self-assigning a result of a fork keeps its position") {
    auto const x = noise(100);
    auto [a, b] = sj::fork(sj::from(x, 1.0, {.chunk_frames = 10}), {.ahead = 2}, v::chunks(10), v::chunks(10));
    CHECK(a.next());
    auto& alias = a;
    a = std::move(alias);
    REQUIRE(b.next());
    REQUIRE(b.next());
    CHECK(b.next());
    CHECK_THROWS_AS(b.next(), sj::format_error);
    REQUIRE(a.next());
    CHECK(a.get().position() == 10);
}

TEST_CASE("results in threads of their own get all elements that are held back until the end", "[threads]") {
    auto const x = noise(95);
    for (int round = 0; round < 20; ++round) {
        auto const slow = v::tee([](auto) { std::this_thread::sleep_for(std::chrono::microseconds{200}); });
        auto [a, b] = sj::fork(sj::from(x, 1.0, {.chunk_frames = 10}) | slow, v::chunks(70) | v::prefetch(2),
                               v::chunks(70) | v::prefetch(2));
        CHECK(flat(a).size() == 95);
        CHECK(flat(b).size() == 95);
    }
}
