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

bool same(const sj::signal_summary& a, const sj::signal_summary& b) {
    return testing::same_bits(
               std::vector{a.min, a.max, a.peak, a.sum, a.mean, a.energy, a.mean_square, a.rms, a.crest_factor},
               std::vector{b.min, b.max, b.peak, b.sum, b.mean, b.energy, b.mean_square, b.rms, b.crest_factor}) &&
           a.count == b.count && a.zero_crossings == b.zero_crossings;
}

}   // namespace

TEST_CASE("a summary agrees with the kernels, bit for bit", "[kernels]") {
    for (std::size_t n : {1U, 5U, 32U, 100U, 10007U}) {
        auto const x = testing::noise(n);
        auto const s = sj::summarize(x);
        CHECK(
            (s.count == n && s.energy == sj::energy(x) && s.mean_square == sj::mean_square(x) && s.rms == sj::rms(x)));
        CHECK((s.peak == sj::peak(x) && s.zero_crossings == sj::zero_crossings(x) && s.crest_factor == s.peak / s.rms));
        CHECK(s.min == static_cast<double>(*std::min_element(x.begin(), x.end())));
        CHECK(s.max == static_cast<double>(*std::max_element(x.begin(), x.end())));
        long double sum = 0;
        for (float const v : x) sum += static_cast<long double>(v);
        CHECK(std::fabs(s.sum - static_cast<double>(sum)) < 1e-10);
        CHECK(s.mean == s.sum / static_cast<double>(n));
    }
}

TEST_CASE("over pieces the bits are the same, however the signal was cut", "[kernels]") {
    auto const x = testing::noise(10007);
    auto const whole = sj::summarize(x);
    for (std::size_t piece : {1U, 7U, 31U, 32U, 33U, 64U, 1000U, 10007U}) {
        sj::signal_accumulator parts;
        for (std::size_t i = 0; i < x.size(); i += piece) {
            parts.push(std::span<const float>{x}.subspan(i, std::min(piece, x.size() - i)));
            parts.push(std::span<const float>{});   // nothing changes nothing
        }
        CHECK(same(parts.result(), whole));
    }
}

TEST_CASE("crossings are counted across pieces, and none before the first sample", "[kernels]") {
    std::vector<float> const x{-1, 1, -1, -1, 0, -0.0F, -2};
    CHECK(sj::zero_crossings(x) == 4);
    CHECK(sj::summarize(x).zero_crossings == 4);
    sj::signal_accumulator parts;
    for (float const s : x) parts.push(std::span{&s, 1});
    CHECK(parts.result().zero_crossings == 4);
    CHECK(sj::zero_crossings(std::vector<float>{1, -1, 1, 1, -1}) == 3);
    CHECK(sj::zero_crossings(std::vector<float>{-1}) == 0);
    CHECK(sj::zero_crossings(std::vector<float>{}) == 0);
}

TEST_CASE("the table of what is empty, silent or not finite", "[kernels]") {
    auto const empty = sj::summarize(std::vector<float>{});
    CHECK((empty.count == 0 && empty.energy == 0 && empty.sum == 0 && empty.peak == 0 && empty.zero_crossings == 0));
    for (double const undefined : {empty.min, empty.max, empty.mean, empty.mean_square, empty.rms, empty.crest_factor})
        CHECK(std::isnan(undefined));
    auto const silent = sj::summarize(std::vector<float>(10));
    CHECK((silent.rms == 0 && silent.peak == 0 && silent.min == 0 && std::isnan(silent.crest_factor)));
    for (std::size_t at : {0U, 5U, 9U}) {
        std::vector<float> x{1, -1, 1, -1, 1, -1, 1, -1, 1, -1};
        x[at] = std::numeric_limits<float>::quiet_NaN();
        auto const s = sj::summarize(x);
        CHECK(s.count == 10);
        for (double const lost : {s.min, s.max, s.peak, s.sum, s.mean, s.energy, s.mean_square, s.rms, s.crest_factor})
            CHECK(std::isnan(lost));
        CHECK(std::isnan(sj::peak(x)));
    }
    std::vector<float> const infinite{1, std::numeric_limits<float>::infinity()};
    CHECK((std::isinf(sj::summarize(infinite).peak) && std::isinf(sj::summarize(infinite).energy)));
}

TEST_CASE("integers and doubles", "[kernels]") {
    auto const s = sj::summarize(std::vector<std::int16_t>{-32768, 32767});
    CHECK((s.min == -32768 && s.max == 32767 && s.peak == 32768 && s.sum == -1));
    CHECK(sj::peak(std::vector<std::int16_t>{-32768}) == 32768);
    CHECK(sj::summarize(std::vector<double>{0.25, -0.75}).energy == 0.625);
}

TEST_CASE("every instruction set gives the same summary, bit for bit, whatever the pieces", "[kernels]") {
    auto const check = []<class T>(std::vector<T> x) {
        for (std::size_t const n : {0U, 1U, 31U, 64U, 95U, 96U, 5000U, 20000U})
            for (std::size_t const piece : {19U, 32U, 4096U, 20000U}) {
                std::vector<sj::signal_summary> all;
                for (auto const set : testing::instruction_sets()) {
                    sj::detail::signal_so_far seen;
                    for (std::size_t i = 0; i < n; i += piece)
                        testing::on<sj::detail::summary_kernel>(set, static_cast<T const*>(x.data() + i),
                                                                std::min(piece, n - i), &seen);
                    all.push_back(testing::on<sj::detail::summary_result>(
                        set, static_cast<sj::detail::signal_so_far const*>(&seen)));
                }
                for (auto const& one : all) CHECK(same(one, all.front()));
                CHECK(same(all.front(), sj::summarize(std::span<const T>{x.data(), n})));
            }
    };
    auto floats = testing::noise<float>(20000);
    for (std::size_t i = 0; i < floats.size(); i += 11) floats[i] = i % 2 == 0 ? 0.0F : -0.0F;
    check(floats);
    check(testing::noise<double>(20000));
    check(testing::integers(20000));
}

TEST_CASE("pieces may be of different types", "[kernels]") {
    sj::signal_accumulator mixed;
    mixed.push(std::vector<std::int16_t>{100, -100});
    mixed.push(std::vector<double>{0.5});
    auto const s = mixed.result();
    CHECK((s.count == 3 && s.energy == 20000.25 && s.min == -100 && s.max == 100 && s.zero_crossings == 2 &&
           s.sum == 0.5));
}

TEST_CASE("an accumulator is pushed to at compile time too", "[kernels]") {
    constexpr auto level = [] {
        sj::signal_accumulator all;
        all.push(std::array<float, 70>{1, -1});
        return all;
    }();
    CHECK((level.result().count == 70 && level.result().energy == 2 && level.result().zero_crossings == 2));
}
