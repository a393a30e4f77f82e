// SPDX-License-Identifier: MIT
#include <list>
#include <numbers>

#include <symphonic/fft/fftw.hpp>
#include <symphonic/symphonic.hpp>

#include "support/dft.hpp"
#include "support/everywhere.hpp"
#include "support/frames_by_hand.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;

TEST_CASE("stft equals the definition: padded frames, a window, a DFT") {
    auto const x = testing::noise(500);
    for (auto const padding : {sj::padding::none, sj::padding::zero, sj::padding::reflect})
        for (std::size_t size : {1U, 15U, 64U, 100U})
            for (std::size_t hop : {0U, 1U, 33U, 200U}) {
                auto const step = hop != 0 ? hop : std::max<std::size_t>(size / 4, 1);
                auto const frames = testing::frames_by_hand(x, size, step, {.padding = padding});
                auto const w = sj::make_window<float>(sj::window::hann, size);
                std::size_t k = 0;
                for (auto const spectrum :
                     sj::from(x, 1.0, {.chunk_frames = 77}) | v::stft({.size = size, .hop = hop, .padding = padding})) {
                    std::vector<float> frame(frames.begin() + static_cast<std::ptrdiff_t>(k * size),
                                             frames.begin() + static_cast<std::ptrdiff_t>((k + 1) * size));
                    for (std::size_t i = 0; i < size; ++i) frame[i] *= w[i];
                    auto const want = testing::dft(std::span<float const>{frame}, size / 2 + 1);
                    CHECK(spectrum.size() == want.size());
                    CHECK(testing::relative_error<std::complex<float>>(spectrum, want) <= 3e-7);
                    ++k;
                }
                CHECK(k == frames.size() / size);
            }
}

TEST_CASE("stft has the same bits for a live source, a moved stream and blocks of any size") {
    auto const x = testing::noise(300);
    for (auto const padding : {sj::padding::none, sj::padding::zero, sj::padding::reflect}) {
        sj::stft_options const o{.size = 32, .hop = 20, .padding = padding, .tail = sj::tail::pad};
        auto const bins = testing::everywhere<std::complex<float>>(x, 1, v::stft(o));
        CHECK(bins.size() == 17 * sj::frame_count(300, 32, 20, padding, sj::tail::pad));
    }
}

TEST_CASE("a sine appears in its bin with the power that amplitude and window determine") {
    std::vector<double> x(4096);
    for (std::size_t i = 0; i < x.size(); ++i)
        x[i] = 0.5 * std::sin(2 * std::numbers::pi * 32 * static_cast<double>(i) / 1024);
    for (auto const row : sj::from(x, 48000.0) | v::stft({.size = 1024, .hop = 512}) | v::power) {
        CHECK(row[32] == Approx(0.25 * 512 * 512 / 4));   // (A sum(w) / 2)^2; the sum of a Hann window of 1024 is 512
        CHECK(row[100] < 1e-15);
    }
}

TEST_CASE("stft sets size, hop and start of the format") {
    auto const x = testing::noise(5000);
    auto const format = (sj::from(x, 50.0) | v::stft()).format();
    CHECK(format.size == 2048);
    CHECK(format.hop == 512);
    CHECK(format.start == 0);
    CHECK(format.sample_rate == 50);
    auto const centred =
        (sj::from(x, 50.0) | v::stft({.size = 100, .padding = sj::padding::reflect}) | v::power).format();
    CHECK(centred.size == 100);
    CHECK(centred.hop == 25);
    CHECK(centred.start == -50);
}

TEST_CASE("a window shorter than the frame is centred and padded with zeros") {
    auto const x = testing::noise<double>(300);
    auto const w = sj::make_window<double>(sj::window::hann, 40);
    std::size_t k = 0;
    for (auto const spectrum : sj::from(x, 1.0) | v::stft({.size = 65, .hop = 16, .window_size = 40})) {
        std::vector<double> frame(65);
        for (std::size_t i = 0; i < 40; ++i) frame[12 + i] = x[k * 16 + 12 + i] * w[i];
        CHECK(testing::relative_error<std::complex<double>>(
                  spectrum, testing::dft(std::span<double const>{frame}, 33)) <= 1.2e-15);
        ++k;
    }
    CHECK(k == 15);
}

TEST_CASE("stft uses the engine in its options; results differ by rounding only") {
    auto const x = testing::noise(3000);
    auto const with = [&](sj::fft_engine const* engine) {
        return testing::flat(sj::from(x, 1.0) | v::stft({.size = 256, .engine = engine}) | v::power);
    };
    auto const builtin = with(sj::builtin_fft()), fftw = with(sj::fftw());
    REQUIRE(builtin.size() == fftw.size());
    for (std::size_t i = 0; i < builtin.size(); ++i) CHECK(std::fabs(builtin[i] - fftw[i]) < 1e-3F);
}

TEST_CASE("after the end the format holds the number of samples") {
    auto const x = testing::noise(1000);
    for (auto const padding : {sj::padding::none, sj::padding::zero, sj::padding::reflect}) {
        auto stream = sj::from(std::list<float>(x.begin(), x.end()), 1.0, {.chunk_frames = 30}) |
                      v::stft({.size = 64, .padding = padding});
        CHECK(stream.format().frames == -1);
        while (stream.next()) {}
        CHECK(stream.format().frames == 1000);
    }
}

TEST_CASE("tail::pad adds a frame for the last samples") {
    auto const x = testing::noise(100);
    CHECK(testing::flat(sj::from(x, 1.0) | v::stft({.size = 64, .hop = 64}) | v::power).size() == 33);
    CHECK(testing::flat(sj::from(x, 1.0) | v::stft({.size = 64, .hop = 64, .tail = sj::tail::pad}) | v::power).size() ==
          66);
}

TEST_CASE("stft throws for invalid options and streams, and names itself") {
    auto const x = testing::noise(100);
    using testing::message, testing::says;
    CHECK(says(message<sj::argument_error>([] { return v::stft({.size = 0}); }), "stft: size 0"));
    CHECK(says(message<sj::format_error>([&] { return sj::from(x, {.channels = 2}) | v::stft({.size = 8}); }),
               "stft: the stream has 2 channels"));
    CHECK(says(message<sj::argument_error>([] { return v::stft({.size = 8, .window_size = 9}); }),
               "stft: window_size 9, expected at most the size, 8"));
}
