// SPDX-License-Identifier: MIT
#include <array>
#include <cmath>
#include <limits>

#include <symphonic/kernels.hpp>

#include "support/catch.hpp"
#include "support/instruction_sets.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;

namespace {

/// True if all members have the same bits.
bool same_summary(const sj::signal_summary& a, const sj::signal_summary& b) {
    return testing::same_bits(
               std::vector{a.min, a.max, a.peak, a.sum, a.mean, a.energy, a.mean_square, a.rms, a.crest_factor},
               std::vector{b.min, b.max, b.peak, b.sum, b.mean, b.energy, b.mean_square, b.rms, b.crest_factor}) &&
           a.count == b.count && a.zero_crossings == b.zero_crossings;
}

}   // namespace

TEST_CASE("summarize has the bits of the functions for single members", "[kernels]") {
    for (std::size_t n : {1U, 5U, 32U, 100U, 10007U}) {
        auto const x = testing::noise(n);
        auto const s = sj::summarize(x);
        CHECK(s.count == n);
        CHECK(s.energy == sj::energy(x));
        CHECK(s.mean_square == sj::mean_square(x));
        CHECK(s.rms == sj::rms(x));
        CHECK(s.peak == sj::peak(x));
        CHECK(s.zero_crossings == sj::zero_crossings(x));
        CHECK(s.crest_factor == s.peak / s.rms);
        CHECK(s.min == static_cast<double>(*std::min_element(x.begin(), x.end())));
        CHECK(s.max == static_cast<double>(*std::max_element(x.begin(), x.end())));
        long double sum = 0;
        for (float const v : x) sum += static_cast<long double>(v);
        CHECK(std::fabs(s.sum - static_cast<double>(sum)) < 1e-10);
        CHECK(s.mean == s.sum / static_cast<double>(n));
    }
}

TEST_CASE("signal_accumulator gives the same bits however the signal is cut", "[kernels]") {
    auto const x = testing::noise(10007);
    auto const whole = sj::summarize(x);
    for (std::size_t piece : {1U, 7U, 31U, 32U, 33U, 64U, 1000U, 10007U}) {
        sj::signal_accumulator parts;
        for (std::size_t i = 0; i < x.size(); i += piece) {
            parts.push(std::span<const float>{x}.subspan(i, std::min(piece, x.size() - i)));
            parts.push(std::span<const float>{});   // an empty piece has no effect
        }
        CHECK(same_summary(parts.result(), whole));
    }
}

TEST_CASE("signal_accumulator counts zero crossings between pieces and none at the first sample", "[kernels]") {
    std::vector<float> const x{-1, 1, -1, -1, 0, -0.0F, -2};
    CHECK(sj::zero_crossings(x) == 4);
    CHECK(sj::summarize(x).zero_crossings == 4);
    sj::signal_accumulator parts;
    for (float const s : x) parts.push(std::span{&s, 1});
    CHECK(parts.result().zero_crossings == 4);
    CHECK(sj::summarize(std::vector<float>{1, -1, 1, 1, -1}).zero_crossings == 3);
    CHECK(sj::summarize(std::vector<float>{-1}).zero_crossings == 0);
    CHECK(sj::summarize(std::vector<float>{}).zero_crossings == 0);
}

TEST_CASE("summarize of empty, silent and non-finite signals is as documented", "[kernels]") {
    auto const empty = sj::summarize(std::vector<float>{});
    CHECK(empty.count == 0);
    CHECK(empty.energy == 0);
    CHECK(empty.sum == 0);
    CHECK(empty.peak == 0);
    CHECK(empty.zero_crossings == 0);
    for (double const undefined : {empty.min, empty.max, empty.mean, empty.mean_square, empty.rms, empty.crest_factor})
        CHECK(std::isnan(undefined));
    auto const silent = sj::summarize(std::vector<float>(10));
    CHECK(silent.rms == 0);
    CHECK(silent.peak == 0);
    CHECK(silent.min == 0);
    CHECK(std::isnan(silent.crest_factor));
    for (std::size_t at : {0U, 5U, 9U}) {
        std::vector<float> x{1, -1, 1, -1, 1, -1, 1, -1, 1, -1};
        x[at] = std::numeric_limits<float>::quiet_NaN();
        auto const s = sj::summarize(x);
        CHECK(s.count == 10);
        for (double const undefined :
             {s.min, s.max, s.peak, s.sum, s.mean, s.energy, s.mean_square, s.rms, s.crest_factor})
            CHECK(std::isnan(undefined));
        CHECK(std::isnan(sj::peak(x)));
    }
    std::vector<float> const infinite{1, std::numeric_limits<float>::infinity()};
    CHECK(std::isinf(sj::summarize(infinite).peak));
    CHECK(std::isinf(sj::summarize(infinite).energy));
}

TEST_CASE("summarize takes int16 and double samples", "[kernels]") {
    auto const s = sj::summarize(std::vector<std::int16_t>{-32768, 32767});
    CHECK(s.min == -32768);
    CHECK(s.max == 32767);
    CHECK(s.peak == 32768);
    CHECK(s.sum == -1);
    CHECK(sj::peak(std::vector<std::int16_t>{-32768}) == 32768);
    CHECK(sj::summarize(std::vector<double>{0.25, -0.75}).energy == 0.625);
}

TEST_CASE("signal_accumulator gives the same bits on every instruction set for pieces of any length", "[kernels]") {
    auto const check = []<class T>(std::vector<T> x) {
        for (std::size_t const n : {0U, 1U, 31U, 64U, 95U, 96U, 5000U, 20000U})
            for (std::size_t const piece : {19U, 32U, 4096U, 20000U}) {
                std::vector<sj::signal_summary> all;
                for (auto const set : testing::instruction_sets()) {
                    sj::detail::summary_state state;
                    for (std::size_t i = 0; i < n; i += piece)
                        testing::on<sj::detail::summary_kernel>(set, static_cast<T const*>(x.data() + i),
                                                                std::min(piece, n - i), &state);
                    all.push_back(testing::on<sj::detail::summary_result_kernel>(
                        set, static_cast<sj::detail::summary_state const*>(&state)));
                }
                for (auto const& summary : all) CHECK(same_summary(summary, all.front()));
                CHECK(same_summary(all.front(), sj::summarize(std::span<const T>{x.data(), n})));
            }
    };
    auto floats = testing::noise<float>(20000);
    for (std::size_t i = 0; i < floats.size(); i += 11) floats[i] = i % 2 == 0 ? 0.0F : -0.0F;
    check(floats);
    check(testing::noise<double>(20000));
    check(testing::integers(20000));
}

TEST_CASE("functions of a block measure the samples of all its channels", "[kernels]") {
    std::vector<float> const x{1, -1, -2, 1,
                               3, -1, 99};   // two channels of three sample frames; the last sample is no whole one
    sj::block<const float> const stereo{std::span{x}.first(6), 2};
    CHECK(sj::energy(stereo) == 17);
    CHECK(sj::mean_square(stereo) == 17.0 / 6);
    CHECK(sj::rms(stereo) == std::sqrt(17.0 / 6));
    CHECK(sj::peak(stereo) == 3);
    CHECK(sj::minmax(stereo).min == -2);
    CHECK(sj::zero_crossings(stereo) == 4);   // two in each channel
    CHECK(sj::zero_crossings(sj::block<const float>{x, 2}) == 4);
    auto const summary = sj::summarize(stereo);
    CHECK(summary.count == 6);
    CHECK(summary.energy == 17);
    CHECK(summary.zero_crossings == 4);
    sj::block<const float> const mono{std::span{x}.first(6), 1};
    CHECK(sj::summarize(mono).zero_crossings == sj::zero_crossings(std::span{x}.first(6)));
}

TEST_CASE("signal_accumulator takes pieces of different types", "[kernels]") {
    sj::signal_accumulator mixed;
    mixed.push(std::vector<std::int16_t>{100, -100});
    mixed.push(std::vector<double>{0.5});
    auto const s = mixed.result();
    CHECK(s.count == 3);
    CHECK(s.energy == 20000.25);
    CHECK(s.min == -100);
    CHECK(s.max == 100);
    CHECK(s.zero_crossings == 2);
    CHECK(s.sum == 0.5);
}

TEST_CASE("signal_accumulator::push works in constant expressions", "[kernels]") {
    constexpr auto level = [] {
        sj::signal_accumulator all;
        all.push(std::array<float, 70>{1, -1});
        return all;
    }();
    CHECK(level.result().count == 70);
    CHECK(level.result().energy == 2);
    CHECK(level.result().zero_crossings == 2);
}
