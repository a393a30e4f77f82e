// SPDX-License-Identifier: MIT
#include <algorithm>
#include <ranges>

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

/// One element of each in turns, to the end of both.
template <class A, class B> auto in_turns(A&& a, B&& b) {
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

TEST_CASE("each pipeline of a fork gives what it gives alone") {
    auto const x = noise(5000);
    for (std::size_t chunk : {1U, 33U, 5000U}) {
        auto const source = [&] { return sj::from(x, 1.0, {.chunk_frames = chunk}); };
        auto [a, b] = sj::fork(source() | v::checked, {.ahead = 400}, levels, powers | v::checked);
        STATIC_REQUIRE(sj::domain_of<decltype(a)> == sj::domain::magnitude);
        CHECK((a.format().size == 100 && b.format().hop == 16));
        auto const [got_a, got_b] = in_turns(a, b);
        CHECK(same_bits(got_a, flat<double>(source() | levels)));
        CHECK(same_bits(got_b, flat<double>(source() | powers)));
        CHECK((a.ended() && b.ended() && !a.next()));
    }
}

TEST_CASE("one that is gone is waited for no more, and one too far ahead is told") {
    auto const x = noise(5000);
    auto [a, b] = sj::fork(sj::from(x, 1.0, {.chunk_frames = 10}), {.ahead = 5}, v::chunks(10), v::chunks(10));
    for (int i = 0; i < 6; ++i) CHECK(a.next());   // five and the one that is lent
    CHECK(message<sj::format_error>([&] { return a.next(); }) ==
          "fork: one pipeline is more than 5 elements ahead of another; pull them in turns, or give fork_options a "
          "larger ahead");
    CHECK((b.next() && b.next() && b.get().position() == 10));
    CHECK((a.next() && a.get().position() == 60));   // nothing was lost
    { auto const leaves = std::move(b); }
    CHECK(flat(a).size() == 5000 - 70);
    CHECK_THROWS_AS(sj::fork(sj::from(x, 1.0), {.ahead = 0}, levels), sj::argument_error);
}

TEST_CASE("an exception comes to each pipeline of a fork, in its place, once") {
    std::vector<int> const numbers{0, 1, 2, 3, 4, 5};
    auto const throwing = numbers | std::views::transform([](int i) {
                              if (i == 3) throw sj::format_error{"three"};
                              return static_cast<double>(i);
                          });
    auto [a, b] = sj::fork(throwing | v::map([](double d) { return d; }), v::map([](double d) { return d; }),
                           v::map([](double d) { return -d; }));
    auto const all = [](auto& stream) {
        std::vector<double> got;
        for (int caught = 0;; ++caught) try {
                while (stream.next()) got.push_back(stream.get());
                CHECK(caught == 1);
                return got;
            } catch (const sj::format_error&) {
                CHECK(got.size() == 3);
            }
    };
    CHECK(all(a) == std::vector<double>{0, 1, 2, 4, 5});
    CHECK(all(b) == std::vector<double>{-0.0, -1, -2, -4, -5});
}

TEST_CASE("a fork of a live source goes on, and borrows an lvalue") {
    testing::live_source live{1.0};
    auto [a, b] = sj::fork(live, v::chunks(10), v::frames(20, 20));
    auto const x = noise(50);
    live.push(std::span{x}.first(25));
    CHECK((flat(a).size() == 20 && flat(b).size() == 20 && !a.ended() && !b.ended()));
    live.push(std::span{x}.subspan(25));
    live.close();
    CHECK((flat(b).size() == 20 && flat(a).size() == 30 && a.ended() && b.ended()));
}

TEST_CASE("pipelines of a fork may run in threads of their own", "[threads]") {
    auto const x = noise(50000);
    auto [a, b] = sj::fork(sj::from(x, 1.0, {.chunk_frames = 100}), {.ahead = 1000}, levels | v::prefetch(20),
                           powers | v::prefetch(20));
    auto const [got_a, got_b] = in_turns(a, b);
    CHECK(same_bits(got_a, flat<double>(sj::from(x, 1.0) | levels)));
    CHECK(same_bits(got_b, flat<double>(sj::from(x, 1.0) | powers)));
}

TEST_CASE("what a fork has kept is had at once, and it is left at once, while its source waits", "[threads]") {
    sj::push_source<float> live{48000.0};
    auto const x = noise(15);
    live.push(x);
    {
        auto [a, b] = sj::fork(live, v::chunks(5), v::chunks(5) | v::prefetch(5));
        CHECK(b.next());
        CHECK((a.next() && a.get().position() == 0));
    }
    live.push(x);
    {
        auto [a, b] = sj::fork(live, v::chunks(5) | v::prefetch(2), v::chunks(5) | v::prefetch(2));
        CHECK((b.next() && a.next()));
    }
    live.close();
}

TEST_CASE("a branch that is moved keeps its place") {
    auto const x = noise(100);
    auto [a, b] = sj::fork(sj::from(x, 1.0, {.chunk_frames = 10}), {.ahead = 2}, v::chunks(10), v::chunks(10));
    CHECK(a.next());
    auto& same = a;
    a = std::move(same);
    CHECK((b.next() && b.next() && b.next()));
    CHECK_THROWS_AS(b.next(), sj::format_error);
    CHECK((a.next() && a.get().position() == 10));
}
