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

template <class T> std::vector<std::complex<T>> by_the_frame(std::span<T const> x, std::size_t size, std::size_t hop) {
    std::vector<std::complex<T>> out;
    for (std::size_t i = 0; i + size <= x.size(); i += hop) {
        auto const X = sj::rfft(x.subspan(i, size));
        out.insert(out.end(), X.begin(), X.end());
    }
    return out;
}

/// Ours, but for doubles.
struct lazy final : sj::fft_engine {
    char const* name() const noexcept override { return "lazy"; }
    kernel_ptr<float> real_float(std::size_t size) const override {
        return ++asked, std::make_shared<const sj::detail::builtin_kernel<float>>(size);
    }
    mutable int asked = 0;
};

}   // namespace

TEST_CASE("rfft is the transform of each frame, bit for bit") {
    auto const x = noise(1003);
    auto const y = noise<double>(1003);
    for (std::size_t size : {1U, 2U, 97U, 256U}) {
        auto const stage = v::frames(size, 1 + size / 2) | v::rfft;
        CHECK(same_bits(everywhere<std::complex<float>>(x, 1, stage), by_the_frame<float>(x, size, 1 + size / 2)));
        CHECK(same_bits(
            flat<std::complex<double>>(sj::from(y, 1.0, {.chunk_frames = 64}) | v::checked | stage | v::checked),
            by_the_frame<double>(y, size, 1 + size / 2)));
    }
}

TEST_CASE("rfft of windowed frames is what stft gives, and power and istft follow it") {
    auto const x = noise(1000);
    auto const framed = [&] { return sj::from(x, 8.0) | v::frames(64, 16) | v::window(sj::window::hann); };
    auto const whole = [&] { return sj::from(x, 8.0) | v::stft({.size = 64, .hop = 16}); };
    CHECK(same_bits(flat<std::complex<float>>(framed() | v::rfft), flat<std::complex<float>>(whole())));
    CHECK(same_bits(flat(framed() | v::rfft() | v::power), flat(framed() | v::rfft | v::checked | v::power)));
    CHECK((framed() | v::rfft).format() == whole().format());
    auto const back = flat(framed() | v::rfft | v::istft({.size = 64, .hop = 16}));
    CHECK(same_bits(back, flat(whole() | v::istft({.size = 64, .hop = 16}))));
}

TEST_CASE("frames of unknown and of changing size have transforms of their size") {
    auto const x = noise(1000);
    CHECK(same_bits(flat<std::complex<float>>(sj::from(x, 1.0) | v::frames(50, 20) | std::views::take(4) | v::rfft),
                    by_the_frame<float>(std::span{x}.first(110), 50, 20)));
    std::vector<std::vector<float>> const rows{{1, 1}, {1, 1, 1, 1}, {}, {2}};
    auto stream = rows | v::rfft;
    CHECK((stream.next() && stream.get().size() == 2 && stream.get()[0].real() == 2));
    CHECK((stream.next() && stream.get().size() == 3 && stream.get()[0].real() == 4));
    CHECK(message<sj::argument_error>([&] { return stream.next(); }).starts_with("fft: size 0"));
    CHECK((stream.next() && stream.get().size() == 1 && stream.get()[0].real() == 2));
}

TEST_CASE("rfft by another engine, which is asked when the stage is applied") {
    auto const x = noise(100);
    lazy const engine;
    auto const stage = v::frames(8, 8) | v::rfft({.engine = &engine});
    auto stream = sj::from(x, 1.0) | stage;
    CHECK(engine.asked == 1);
    CHECK(same_bits(flat<std::complex<float>>(stream), by_the_frame<float>(x, 8, 8)));
    CHECK(engine.asked == 1);
    CHECK(message<sj::argument_error>([&] { return sj::from(noise<double>(9), 1.0) | stage; }) ==
          "fft: engine lazy does not support double transforms of size 8");
}
