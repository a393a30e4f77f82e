// SPDX-License-Identifier: MIT
#include <ranges>

#include <symphonic/symphonic.hpp>

#include "support/catch.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::flat, testing::noise;

TEST_CASE("a pipeline is a value: reusable, with the same result in any bracketing") {
    auto const x = noise(3000);
    auto const source = [&] { return sj::from(x, 100.0, {.chunk_frames = 77}); };
    constexpr auto a = v::mono;
    constexpr auto b = v::frames(200, 50);
    constexpr auto c = v::rms;
    constexpr auto pipeline = a | b | c;
    auto const expected = flat<double>(source() | a | b | c);
    CHECK(expected.size() == 57);
    CHECK(flat<double>(source() | pipeline) == expected);
    CHECK(flat<double>(source() | pipeline) == expected);
    CHECK(flat<double>(source() | (a | (b | c))) == expected);
    CHECK(flat<double>((source() | a) | (b | c)) == expected);
}

TEST_CASE("standard closures compose with stages without a source") {
    auto const x = noise(1000);
    auto const all = flat<double>(sj::from(x, 100.0) | v::frames(100, 100) | v::rms);
    auto const closure = v::frames(100, 100) | std::views::take(3) | v::rms | std::views::take(2);
    CHECK(flat<double>(sj::from(x, 100.0) | closure) == std::vector(all.begin(), all.begin() + 2));
    CHECK(flat<double>(sj::from(x, 100.0) | v::frames(100, 100) | (std::views::take(3) | v::rms)) ==
          std::vector(all.begin(), all.begin() + 3));
}

TEST_CASE("stft | power fuses in either bracketing, and has the same bits unfused") {
    auto const x = noise(3000);
    auto const source = [&] { return sj::from(x, 100.0, {.chunk_frames = 77}); };
    using fused = decltype(source() | v::stft({.size = 32}) | v::power);
    using composed = decltype(source() | (v::stft({.size = 32}) | v::power));
    STATIC_REQUIRE(std::same_as<fused, composed>);
    auto spectrum = source() | v::stft({.size = 32});
    using apart = decltype(spectrum | v::power);
    STATIC_REQUIRE(!std::same_as<fused, apart>);
    CHECK(testing::same_bits(flat(spectrum | v::power), flat(source() | (v::stft({.size = 32}) | v::power))));
}
