// SPDX-License-Identifier: MIT
#include <array>
#include <ranges>

#include <symphonic/kernels/interleave.hpp>

#include "support/catch.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;

TEST_CASE("deinterleave restores the channels that interleave joined", "[kernels]") {
    std::vector<std::vector<float>> const channels{{1, 2, 3}, {4, 5, 6}};
    std::vector<float> frames(6);
    sj::interleave(channels, frames);
    CHECK(frames == std::vector<float>{1, 4, 2, 5, 3, 6});
    std::vector<std::vector<float>> restored(2, std::vector<float>(3));
    sj::deinterleave(frames, restored);
    CHECK(restored == channels);

    for (std::size_t const count : {1U, 2U, 5U})
        for (std::size_t const n : {0U, 1U, 100U}) {
            std::vector<std::vector<double>> many;
            for (std::size_t c = 0; c < count; ++c) many.push_back(testing::noise<double>(n, static_cast<unsigned>(c)));
            std::vector<double> all(n * count);
            sj::interleave(many, all);
            auto again = std::vector(count, std::vector<double>(n));
            sj::deinterleave(all, again);
            CHECK(again == many);
            if (n > 0) CHECK(all[(n - 1) * count] == many[0][n - 1]);
        }
}

TEST_CASE("interleave and deinterleave take any range of contiguous ranges of one type", "[kernels]") {
    std::vector<std::int16_t> left(2), right(2);
    sj::deinterleave(std::vector<std::int16_t>{1, 2, 3, 4}, std::array{std::span{left}, std::span{right}});
    CHECK(left == std::vector<std::int16_t>{1, 3});
    CHECK(right == std::vector<std::int16_t>{2, 4});

    std::vector<std::vector<float>> channels(2, std::vector<float>(3));
    auto const spans = channels | std::views::transform([](auto& channel) { return std::span{channel}; });
    sj::deinterleave(std::vector<float>(6, 9), spans);
    CHECK(channels[1] == std::vector<float>(3, 9));

    std::vector<float> frames(6);
    auto const fits = []<class C, class O>(const C& all, O& out) { return requires { sj::interleave(all, out); }; };
    CHECK(fits(channels, frames));
    CHECK_FALSE(fits(std::vector<std::vector<double>>{}, frames));
}

TEST_CASE("interleave and deinterleave throw unless each channel has an equal share of the samples", "[kernels]") {
    std::vector<float> out(6);
    using channels = std::vector<std::vector<float>>;
    CHECK(testing::message<sj::argument_error>([&] { return sj::interleave(channels{{1, 2, 3}, {4, 5}}, out), 0; }) ==
          "interleave: 2 channels, one of them with 2 samples, and 6 interleaved samples, expected an equal share for "
          "each channel");
    CHECK_THROWS_AS(sj::interleave(channels{{1, 2, 3}}, out), sj::argument_error);
    CHECK_THROWS_AS(sj::interleave(channels{}, out), sj::argument_error);
    channels two{{1, 2}, {3, 4}};
    CHECK_THROWS_AS(sj::deinterleave(out, two), sj::argument_error);
    CHECK_NOTHROW(sj::interleave(channels{}, std::vector<float>{}));
}
