// SPDX-License-Identifier: MIT
#include <algorithm>
#include <ranges>

#include <symphonic/symphonic.hpp>

#include "support/catch.hpp"
#include "support/live_source.hpp"
#include "support/signals.hpp"
#include "support/stream_types.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::flat;
using testing::framed, testing::levels, testing::powers, testing::source, testing::spectra;

namespace {

template <class Up> struct silent : sj::stream_facade<silent<Up>> {};
template <class Up, int N> struct silent_by_number : sj::stream_facade<silent_by_number<Up, N>> {};
template <class Up> struct silent_power : sj::stream_facade<silent_power<Up>, sj::domain::power> {};

}   // namespace

TEST_CASE("a stream is a single-pass, move-only input range") {
    STATIC_REQUIRE(std::ranges::input_range<source>);
    STATIC_REQUIRE(std::ranges::input_range<framed>);
    STATIC_REQUIRE(std::ranges::input_range<spectra>);
    STATIC_REQUIRE(std::ranges::input_range<powers>);
    STATIC_REQUIRE(std::ranges::input_range<levels>);
    STATIC_REQUIRE(std::ranges::input_range<sj::reader>);
    STATIC_REQUIRE(!std::ranges::forward_range<framed>);
    STATIC_REQUIRE(std::movable<framed>);
    STATIC_REQUIRE(!std::copyable<framed>);
    STATIC_REQUIRE(!std::copyable<std::ranges::iterator_t<framed>>);
}

TEST_CASE("elements are views, range values own") {
    STATIC_REQUIRE(std::same_as<std::ranges::range_reference_t<framed>, std::span<const float>>);
    STATIC_REQUIRE(std::same_as<std::ranges::range_value_t<framed>, sj::frame<float>>);
    STATIC_REQUIRE(std::same_as<std::ranges::range_value_t<spectra>, sj::frame<std::complex<float>>>);
    STATIC_REQUIRE(std::same_as<std::ranges::range_value_t<source>, sj::audio_buffer<float>>);
    STATIC_REQUIRE(std::same_as<std::ranges::range_value_t<levels>, double>);
    auto const x = testing::noise(100);
    std::vector<sj::frame<float>> copied(49);
    std::ranges::copy(sj::from(x, 1.0) | v::frames(4, 2), copied.begin());
    CHECK(std::ranges::equal(copied[48], std::span{x}.last(4)));
}

TEST_CASE("a stream class without a domain of its own has that of its upstream") {
    STATIC_REQUIRE(sj::domain_of<silent<source>> == sj::domain::samples);
    STATIC_REQUIRE(sj::domain_of<silent<silent<powers>>> == sj::domain::power);
    STATIC_REQUIRE(sj::domain_of<silent_by_number<framed, 3>> == sj::domain::frames);
    STATIC_REQUIRE(sj::domain_of<silent_power<source>> == sj::domain::power);
    STATIC_REQUIRE(sj::domain_of<silent<std::vector<float>>> == sj::domain::none);
}

TEST_CASE("a second loop after a break continues with the next element") {
    auto const x = testing::noise(20);
    auto frames = sj::from(x, 1.0) | v::frames(4, 4);
    std::size_t seen = 0;
    for (auto const f : frames) {
        CHECK(f[0] == x[0]);
        ++seen;
        break;
    }
    for (auto const f : frames) CHECK(f[0] == x[4 * seen++]);
    CHECK(seen == 5);
}

TEST_CASE("next() stays false after the end") {
    auto const x = testing::noise(10);
    auto stream = sj::from(x, 1.0) | v::mono | v::frames(4, 3, {.tail = sj::tail::pad}) | v::rms;
    while (stream.next()) {}
    CHECK(stream.ended());
    CHECK(!stream.next());
    CHECK(!stream.next());
    CHECK(stream.ended());
}

TEST_CASE("a second loop continues after a live source was empty") {
    testing::live_source live{48000.0};
    auto meter = live | v::frames(100, 100) | v::rms;
    std::vector<float> const callback(64, 0.5F);
    std::size_t measured = 0;
    for (int i = 0; i < 10; ++i) {
        live.push(callback);
        for (double const level : meter) measured += level == 0.5;
        CHECK(!meter.ended());
    }
    CHECK(measured == 6);
    live.close();
    CHECK(flat<double>(meter).empty());   // the partial frame is dropped
    CHECK(meter.ended());
}

TEST_CASE("get() returns the same element when called twice") {
    auto const x = testing::noise(100);
    auto stream = sj::from(x, 1.0, {.chunk_frames = 7}) | v::frames(10, 5);
    while (stream.next()) {
        auto const once = stream.get(), twice = stream.get();
        CHECK(once.data() == twice.data());
        CHECK(once.size() == twice.size());
    }
}
