// SPDX-License-Identifier: MIT
#include <list>
#include <numbers>

#include <symphonic/fft/fftw.hpp>
#include <symphonic/symphonic.hpp>

#include "support/catch.hpp"
#include "support/dft.hpp"
#include "support/frames_by_hand.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;

TEST_CASE("stft against the definition: frames by hand, a window, a DFT") {
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

TEST_CASE("a sine stands in its bin, with the power that its amplitude and the window give") {
    std::vector<double> x(4096);
    for (std::size_t i = 0; i < x.size(); ++i)
        x[i] = 0.5 * std::sin(2 * std::numbers::pi * 32 * static_cast<double>(i) / 1024);
    for (auto const row : sj::from(x, 48000.0) | v::stft({.size = 1024, .hop = 512}) | v::power) {
        CHECK(row[32] == Approx(0.25 * 512 * 512 / 4));   // (A sum(w) / 2)^2, and a hann window sums up to 512
        CHECK(row[100] < 1e-15);
    }
}

TEST_CASE("the format after stft, and its defaults") {
    auto const x = testing::noise(5000);
    auto const format = (sj::from(x, 50.0) | v::stft()).format();
    CHECK((format.size == 2048 && format.hop == 512 && format.start == 0 && format.sample_rate == 50));
    auto const centred =
        (sj::from(x, 50.0) | v::stft({.size = 100, .padding = sj::padding::reflect}) | v::power).format();
    CHECK((centred.size == 100 && centred.hop == 25 && centred.start == -50));
}

TEST_CASE("a window shorter than the frame: a longer transform of the same samples") {
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

TEST_CASE("an engine passed in the options computes, and differs by rounding alone") {
    auto const x = testing::noise(3000);
    auto const with = [&](sj::fft_engine const* engine) {
        return testing::flat(sj::from(x, 1.0) | v::stft({.size = 256, .engine = engine}) | v::power);
    };
    auto const ours = with(sj::builtin_fft()), fftws = with(sj::fftw());
    REQUIRE(ours.size() == fftws.size());
    for (std::size_t i = 0; i < ours.size(); ++i) CHECK(std::fabs(ours[i] - fftws[i]) < 1e-3F);
}

TEST_CASE("after the end the format knows how many samples came") {
    auto const x = testing::noise(1000);
    for (auto const padding : {sj::padding::none, sj::padding::zero, sj::padding::reflect}) {
        auto stream = sj::from(std::list<float>(x.begin(), x.end()), 1.0, {.chunk_frames = 30}) |
                      v::stft({.size = 64, .padding = padding});
        CHECK(stream.format().frames == -1);
        while (stream.next()) {}
        CHECK(stream.format().frames == 1000);
    }
}

TEST_CASE("a tail that is padded shows the last samples") {
    auto const x = testing::noise(100);
    CHECK(testing::flat(sj::from(x, 1.0) | v::stft({.size = 64, .hop = 64}) | v::power).size() == 33);
    CHECK(testing::flat(sj::from(x, 1.0) | v::stft({.size = 64, .hop = 64, .tail = sj::tail::pad}) | v::power).size() ==
          66);
}

TEST_CASE("what cannot be is refused by name") {
    auto const x = testing::noise(100);
    using testing::message, testing::says;
    CHECK(says(message<sj::argument_error>([] { return v::stft({.size = 0}); }), "stft: size 0"));
    CHECK(says(message<sj::format_error>([&] { return sj::from(x, {.channels = 2}) | v::stft({.size = 8}); }),
               "stft: the stream has 2 channels"));
    CHECK(says(message<sj::argument_error>([] { return v::stft({.size = 8, .window_size = 9}); }),
               "stft: window_size 9, expected at most the size, 8"));
}
