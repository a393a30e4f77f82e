// SPDX-License-Identifier: MIT
#include <ranges>

#include <symphonic/spectral.hpp>
#include <symphonic/views.hpp>

#include "support/everywhere.hpp"
#include "support/stream_types.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::everywhere, testing::flat, testing::message, testing::noise, testing::same_bits, testing::says;

static_assert(testing::accepts<decltype(v::istft()), testing::spectra>);
static_assert(!testing::accepts<decltype(v::istft()), testing::powers>);
static_assert(!testing::accepts<decltype(v::istft()), testing::framed>);
static_assert(sj::domain_of<decltype(std::declval<testing::spectra>() | v::istft())> == sj::domain::samples);

TEST_CASE("the istft stage has the bits and positions of the offline istft for all options") {
    std::mt19937 random{9};
    for (int round = 0; round < 300; ++round) {
        std::size_t const size = 1 + random() % 150, n = random() % 900;
        sj::stft_options const o{.size = size,
                                 .hop = 1 + random() % size,
                                 .window = sj::window::hamming,
                                 .padding = static_cast<sj::padding>(random() % 3),
                                 .tail = static_cast<sj::tail>(random() % 2)};
        auto const x = noise(n);
        CAPTURE(n, size, o.hop, static_cast<int>(o.padding), static_cast<int>(o.tail));
        auto stream = sj::from(x, 8000.0, {.chunk_frames = 1 + random() % 200}) | v::stft(o) | v::istft(o);
        auto const format = stream.format();
        CHECK(format.sample_rate == 8000);
        CHECK(format.channels == 1);
        CHECK(format.size == 0);
        CHECK(format.hop == 0);
        std::vector<float> y;
        bool contiguous = true;
        for (auto const b : stream) {
            contiguous &= b.position() == static_cast<std::int64_t>(y.size()) && b.channels() == 1 && b.frames() > 0 &&
                          b.frames() <= format.max_block;
            y.insert(y.end(), b.samples().begin(), b.samples().end());
        }
        CHECK(contiguous);
        CHECK(format.frames == static_cast<std::int64_t>(y.size()));
        auto want = sj::istft(sj::stft(x, o), o, n);
        CHECK(y.size() <= n);
        want.resize(std::min(y.size(), n));
        CHECK(same_bits(y, want));
        if (o.padding != sj::padding::none && o.hop <= size / 2) CHECK(y.size() == n);
    }
}

TEST_CASE("istft has the same bits for a live source, a moved stream and blocks of any size") {
    auto const x = noise(300);
    sj::stft_options const o{.size = 32, .hop = 8, .padding = sj::padding::zero, .tail = sj::tail::pad};
    CHECK(everywhere<float>(x, 1, v::stft(o) | v::istft(o)).size() == 300);
}

TEST_CASE("istft of a live source delivers hop samples for each frame, and ends where the source ends") {
    auto const x = noise(1003);
    for (std::size_t hop : {100U, 64U, 13U}) {
        sj::stft_options const o{.size = 128, .hop = hop, .padding = sj::padding::reflect};
        auto const want = flat(sj::from(x, 8000.0) | v::stft(o) | v::istft(o));
        testing::live_source live{8000.0};
        auto online = live | v::stft(o) | v::istft(o);
        CHECK(online.format().frames == -1);
        std::vector<float> got;
        for (std::size_t begin = 0; begin < x.size(); begin += 59) {
            live.push(std::span{x}.subspan(begin, std::min<std::size_t>(59, x.size() - begin)));
            for (auto const b : online) testing::append(got, b);
            CHECK(!online.ended());
            CHECK(begin + 59 < got.size() + 128 + 2 * hop);   // at most a frame and two hops late
        }
        live.close();
        for (auto const b : online) testing::append(got, b);
        CHECK(online.ended());
        CHECK(!online.next());
        CHECK(same_bits(got, want));
    }
}

TEST_CASE("after a standard view the signal ends with the last frame and starts where the options say") {
    auto const x = noise(1000);
    auto const halved = std::views::transform([](std::span<const std::complex<float>> bins) {
        std::vector<std::complex<float>> out(bins.begin(), bins.end());
        for (auto& bin : out) bin *= 0.5F;
        return out;
    });
    for (auto const padding : {sj::padding::none, sj::padding::zero}) {
        sj::stft_options const o{.size = 64, .hop = 16, .padding = padding};
        auto stream = sj::from(x, 1.0) | v::stft(o) | halved | v::istft(o);
        CHECK(stream.format().frames == -1);
        CHECK(stream.format().sample_rate == 0);
        auto const y = flat(stream);
        CHECK(y.size() == 992);
        double worst = 0;
        for (std::size_t i = 16; i + 16 < y.size(); ++i)
            worst = std::max(worst, std::fabs(static_cast<double>(2 * y[i] - x[i])));
        CHECK(worst < 1e-5);
    }
}

TEST_CASE("the format of the spectra overrides the padding in the options of istft") {
    auto const x = noise(500);
    sj::stft_options const o{.size = 64, .hop = 16, .padding = sj::padding::reflect};
    CHECK(same_bits(flat(sj::from(x, 1.0) | v::stft(o) | v::istft({.size = 64, .hop = 16})),
                    flat(sj::from(x, 1.0) | v::stft(o) | v::istft(o))));
}

TEST_CASE("istft throws for spectra of another size or hop, and for windows that lose samples") {
    auto const x = noise(500);
    CHECK(message<sj::format_error>([&] {
              return sj::from(x, 1.0) | v::stft({.size = 64}) | v::istft({.size = 32});
          }) == "istft: spectra of size 64 and hop 16, expected size 32 and hop 8");
    std::vector<std::vector<std::complex<float>>> const rows(3, std::vector<std::complex<float>>(9));
    CHECK(flat(rows | v::istft({.size = 16})).size() == 24);
    CHECK(says(message<sj::format_error>([&] { return flat(rows | v::istft({.size = 32})); }),
               "istft: a spectrum of 9 bins, expected 17 for a size of 32"));
    CHECK(says(message<sj::argument_error>([&] { return rows | v::istft({.size = 16, .hop = 16}); }), "loses samples"));
    CHECK_THROWS_AS(v::istft({.size = 0}), sj::argument_error);
}
