// SPDX-License-Identifier: MIT
#include <ranges>

#include <symphonic/fft.hpp>
#include <symphonic/views.hpp>

#include "support/everywhere.hpp"
#include "support/stream_types.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::accepts, testing::everywhere, testing::flat, testing::message, testing::noise, testing::same_bits;

namespace {

using rfft = decltype(v::rfft);
static_assert(accepts<rfft, testing::framed> && accepts<rfft, testing::framed&>);
static_assert(accepts<rfft, std::vector<std::vector<double>>> && accepts<decltype(v::rfft()), testing::framed>);
static_assert(!accepts<rfft, testing::source> && !accepts<rfft, testing::powers> && !accepts<rfft, testing::spectra>);
static_assert(!accepts<rfft, testing::levels> && !accepts<rfft, const testing::framed&>);
static_assert(!accepts<rfft, decltype(std::declval<testing::source>() | v::chunks(4))>);   // the last may be shorter
using bins = decltype(std::declval<testing::framed>() | v::rfft);
static_assert(std::ranges::input_range<bins> && sj::domain_of<bins> == sj::domain::none);
static_assert(std::same_as<std::ranges::range_reference_t<bins>, std::span<const std::complex<float>>>);
static_assert(std::same_as<std::ranges::range_value_t<bins>, sj::frame<std::complex<float>>>);
static_assert(accepts<decltype(v::istft()), bins> && accepts<decltype(v::power), bins> && !accepts<rfft, bins>);

template <class T> std::vector<std::complex<T>> transform_frames(std::span<T const> x, std::size_t size,
                                                                 std::size_t hop) {
    std::vector<std::complex<T>> out;
    for (std::size_t i = 0; i + size <= x.size(); i += hop) {
        auto const X = sj::rfft(x.subspan(i, size));
        out.insert(out.end(), X.begin(), X.end());
    }
    return out;
}

/// The built-in engine without transforms of doubles. Counts the plans.
struct float_engine final : sj::fft_engine {
    char const* name() const noexcept override { return "float_engine"; }
    kernel_ptr<float> real_float(std::size_t size) const override {
        return ++plans, sj::detail::make_builtin_kernel<float>(size);
    }
    mutable int plans = 0;
};

}   // namespace

TEST_CASE("the rfft stage has the bits of sj::rfft of each frame") {
    auto const x = noise(1003);
    auto const y = noise<double>(1003);
    for (std::size_t size : {1U, 2U, 97U, 256U}) {
        auto const stage = v::frames(size, 1 + size / 2) | v::rfft;
        CHECK(same_bits(everywhere<std::complex<float>>(x, 1, stage), transform_frames<float>(x, size, 1 + size / 2)));
        CHECK(same_bits(
            flat<std::complex<double>>(sj::from(y, 1.0, {.chunk_frames = 64}) | v::checked | stage | v::checked),
            transform_frames<double>(y, size, 1 + size / 2)));
    }
}

TEST_CASE("rfft of windowed frames equals stft, and power and istft accept it") {
    auto const x = noise(1000);
    auto const framed = [&] { return sj::from(x, 8.0) | v::frames(64, 16) | v::window(sj::window::hann); };
    auto const whole = [&] { return sj::from(x, 8.0) | v::stft({.size = 64, .hop = 16}); };
    CHECK(same_bits(flat<std::complex<float>>(framed() | v::rfft), flat<std::complex<float>>(whole())));
    CHECK(same_bits(flat(framed() | v::rfft() | v::power), flat(framed() | v::rfft | v::checked | v::power)));
    CHECK((framed() | v::rfft).format() == whole().format());
    auto const back = flat(framed() | v::rfft | v::istft({.size = 64, .hop = 16}));
    CHECK(same_bits(back, flat(whole() | v::istft({.size = 64, .hop = 16}))));
}

TEST_CASE("rfft adapts to frames of unknown and of changing size") {
    auto const x = noise(1000);
    CHECK(same_bits(flat<std::complex<float>>(sj::from(x, 1.0) | v::frames(50, 20) | std::views::take(4) | v::rfft),
                    transform_frames<float>(std::span{x}.first(110), 50, 20)));
    std::vector<std::vector<float>> const rows{{1, 1}, {1, 1, 1, 1}, {}, {2}};
    auto stream = rows | v::rfft;
    REQUIRE(stream.next());
    CHECK(stream.get().size() == 2);
    CHECK(stream.get()[0].real() == 2);
    REQUIRE(stream.next());
    CHECK(stream.get().size() == 3);
    CHECK(stream.get()[0].real() == 4);
    CHECK(message<sj::argument_error>([&] { return stream.next(); }).starts_with("fft: size 0"));
    REQUIRE(stream.next());
    CHECK(stream.get().size() == 1);
    CHECK(stream.get()[0].real() == 2);
}

TEST_CASE("rfft uses the engine in its options, and creates the plan when the stage is applied") {
    auto const x = noise(100);
    float_engine const engine;
    auto const stage = v::frames(8, 8) | v::rfft({.engine = &engine});
    auto stream = sj::from(x, 1.0) | stage;
    CHECK(engine.plans == 1);
    CHECK(same_bits(flat<std::complex<float>>(stream), transform_frames<float>(x, 8, 8)));
    CHECK(engine.plans == 1);
    CHECK(message<sj::argument_error>([&] { return sj::from(noise<double>(9), 1.0) | stage; }) ==
          "fft: engine float_engine does not support double transforms of size 8");
}
