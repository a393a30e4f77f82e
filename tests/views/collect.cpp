// SPDX-License-Identifier: MIT
#include <ranges>
#include <string>

#include <symphonic/views.hpp>

#include "support/catch.hpp"
#include "support/live_source.hpp"
#include "support/signals.hpp"
#include "support/stream_types.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::flat, testing::message, testing::noise, testing::same_bits;

namespace {

template <class S> using collected = decltype(sj::collect(std::declval<S>()));
static_assert(std::same_as<collected<testing::source>, sj::audio_buffer<float>>);
static_assert(std::same_as<collected<testing::powers&>, sj::matrix<float>>);
static_assert(std::same_as<collected<testing::spectra>, sj::matrix<std::complex<float>>>);
static_assert(std::same_as<collected<testing::levels>, std::vector<double>>);
static_assert(std::same_as<collected<std::vector<std::string>&>, std::vector<std::string>>);
static_assert(!testing::accepts<decltype(sj::collect), const testing::source&>);
static_assert(!testing::accepts<decltype(sj::collect), int>);

}   // namespace

TEST_CASE("collect returns an audio_buffer of blocks, at the position of the first") {
    auto const x = noise(600);
    for (std::size_t chunk : {1U, 7U, 64U, 300U}) {
        auto const of = [&] {
            return sj::from(x, {.sample_rate = 8, .channels = 2}, {.chunk_frames = chunk}) | v::checked;
        };
        auto const all = of() | sj::collect;
        CHECK(same_bits(std::vector(all.samples().begin(), all.samples().end()), x));
        CHECK(all.frames() == 300);
        CHECK(all.channels() == 2);
        CHECK(all.position() == 0);
        CHECK(all.format().sample_rate == 8);
        auto const rest = sj::collect(of() | v::drop(100));
        CHECK(rest.frames() == 200);
        CHECK(rest.position() == 100);
        CHECK(rest.samples()[0] == x[200]);
        auto const chunks = of() | v::chunks(50) | v::drop(2) | sj::collect;   // the result is not framed
        CHECK(chunks.format() == sj::audio_format{.sample_rate = 8, .channels = 2, .frames = 200, .max_block = 200});
        CHECK(chunks.position() == 100);
    }
    auto const y = noise<double>(10);
    CHECK(same_bits((sj::from(y, 1.0) | sj::collect).samples(), y));
}

TEST_CASE("collect returns a matrix of rows and a vector of any other elements") {
    auto const x = noise(600);
    auto const framed = [&] { return sj::from(x, 8.0, {.chunk_frames = 7}) | v::frames(10, 5) | v::checked; };
    auto const rows = framed() | sj::collect;
    CHECK(rows.rows() == 119);
    CHECK(rows.cols() == 10);
    for (std::size_t k = 0; k < 119; ++k) CHECK(std::ranges::equal(rows.row(k), std::span{x}.subspan(5 * k, 10)));
    auto const spectra = sj::collect(framed() | v::rfft);
    std::size_t k = 0;
    for (auto const X : framed() | v::rfft) CHECK(std::ranges::equal(spectra.row(k++), X));
    CHECK(spectra.rows() == k);
    CHECK(spectra.cols() == 6);
    CHECK(sj::collect(framed() | v::rms) == flat<double>(framed() | v::rms));
    auto const names = framed() | v::take(2) | v::map([](auto f) { return std::to_string(f.size()); }) | sj::collect;
    CHECK(names == std::vector<std::string>{"10", "10"});
}

TEST_CASE("collect ends a pipeline value and accepts standard ranges") {
    auto const x = noise(600);
    auto const spectrogram = v::mono | v::stft({.size = 32}) | v::power | sj::collect;
    auto const once = sj::from(x, 8.0) | spectrogram;
    CHECK(once == (sj::from(x, 8.0, {.chunk_frames = 7}) | spectrogram));
    CHECK(once.rows() == 72);
    CHECK(once.cols() == 17);
    std::vector<std::vector<float>> const rows{{1, 2}, {3, 4}};
    auto const m = rows | sj::collect;
    CHECK(m.rows() == 2);
    CHECK(m(1, 0) == 3);
    CHECK((sj::from(x, 8.0) | v::frames(10, 10) | std::views::take(3) | sj::collect).rows() == 3);
    CHECK((std::vector{1.0, 2.0} | std::views::transform([](double s) { return 2 * s; }) | sj::collect) ==
          std::vector<double>{2, 4});
    auto const first = std::views::take(1) | sj::collect;
    CHECK((rows | first).rows() == 1);
}

TEST_CASE("collect of an empty stream is empty") {
    std::vector<float> const none;
    auto const silence = sj::from(none, {.sample_rate = 8, .channels = 2}) | sj::collect;
    CHECK(silence.frames() == 0);
    CHECK(silence.channels() == 2);
    CHECK(silence.format().sample_rate == 8);
    CHECK((sj::from(none, 8.0) | v::frames(10, 5) | sj::collect) == sj::matrix<float>{});
    CHECK((sj::from(none, 8.0) | v::frames(10, 5) | v::rms | sj::collect).empty());
    std::vector<sj::block<const float>> const blocks;
    CHECK((blocks | sj::collect).channels() == 1);
}

TEST_CASE("collect consumes a borrowed stream and returns the samples of a live source that have arrived") {
    auto const x = noise(100);
    auto source = sj::from(x, 8.0, {.chunk_frames = 10});
    CHECK((source | v::take(30) | sj::collect).frames() == 30);
    auto const rest = source | sj::collect;
    CHECK(rest.frames() == 70);
    CHECK(rest.position() == 30);
    testing::live_source live{8.0};
    live.push(x);
    CHECK((live | sj::collect).frames() == 100);
    live.push(std::span{x}.first(5));
    CHECK((live | sj::collect).position() == 100);
}

TEST_CASE("collect refuses rows of different lengths and blocks of different channels") {
    std::vector<std::vector<float>> const rows{{1, 2}, {3, 4}, {5}};
    CHECK(message<sj::format_error>([&] { return rows | sj::collect; }) ==
          "collect: row 2 has 1 numbers, expected 2 as before");
    auto const x = noise(8);
    using block = sj::block<const float>;
    std::vector<block> const blocks{block{std::span{x}.first(4), 2}, block{std::span{x}.last(4), 1, 2}};
    CHECK(message<sj::format_error>([&] { return blocks | sj::collect; }) ==
          "collect: a block of 1 channels after a block of 2, expected the same number");
}
