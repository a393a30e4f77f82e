// SPDX-License-Identifier: MIT
// The names, options and meanings that users compile against: energy, level and summary of samples in memory.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <symphonic/kernels.hpp>

#include "support/catch.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;

namespace {

std::vector<float> const x{3, -4, 0, 1};

/// The energy of 1000 equal samples, divided by its exact value in double.
double energy_ratio(float sample) {
    auto const square = double{sample} * double{sample};
    return sj::energy(std::vector<float>(1000, sample)) / (1000 * square);
}

}   // namespace

TEST_CASE("energy and mean square and RMS and peak of four samples") {
    CHECK(sj::energy(x) == 26.0);
    CHECK(sj::mean_square(x) == 6.5);
    CHECK(std::abs(sj::rms(x) - std::sqrt(6.5)) <= 1e-12);
    CHECK(sj::peak(x) == 4.0);
}

TEST_CASE("zero_crossings counts the changes of sign") {
    CHECK(sj::zero_crossings(std::vector<float>{1, -1, 1, 1, -1}) == 3U);
}

TEST_CASE("energy takes spans and vectors of float or double or int16") {
    CHECK(sj::energy(std::span<const float>{x}) == 26.0);
    CHECK(sj::energy(std::vector<double>{0.5, 0.5}) == 0.5);
    CHECK(sj::energy(std::vector<std::int16_t>{100, -100}) == 20000.0);
}

TEST_CASE("an empty signal has energy 0 and an RMS of NaN") {
    CHECK(sj::energy(std::vector<float>{}) == 0.0);
    CHECK(std::isnan(sj::rms(std::vector<float>{})));
}

TEST_CASE("summarize returns all levels of four samples") {
    sj::signal_summary const s = sj::summarize(x);
    CHECK(s.count == 4U);
    CHECK(s.min == -4.0);
    CHECK(s.max == 3.0);
    CHECK(s.peak == 4.0);
    CHECK(s.energy == 26.0);
    CHECK(s.mean == 0.0);
    CHECK(std::abs(s.crest_factor - 4.0 / std::sqrt(6.5)) <= 1e-12);
}

TEST_CASE("to_decibels converts a power ratio and returns an infinity for 0") {
    CHECK(std::abs(sj::to_decibels(0.01) - -20.0) <= 1e-12);
    CHECK(std::isinf(sj::to_decibels(0.0)));
}

TEST_CASE("energy_joules applies the sample rate and the calibration") {
    auto const joules = sj::energy_joules(x, 2.0, sj::calibration{.volts_per_unit = 2.0, .ohms = 8.0});
    CHECK(std::abs(joules - 26.0 * 4 / 8 / 2) <= 1e-12);
}

TEST_CASE("signal_accumulator returns the bits of summarize for pieces of any length") {
    auto const noise = testing::noise(10007);
    sj::signal_summary const whole = sj::summarize(noise);
    for (std::size_t const piece : {1U, 7U, 64U, 1000U, 10007U}) {
        CAPTURE(piece);
        sj::signal_accumulator accumulator;
        for (std::size_t i = 0; i < noise.size(); i += piece)
            accumulator.push(std::span<const float>{noise}.subspan(i, std::min(piece, noise.size() - i)));
        sj::signal_summary const parts = accumulator.result();
        CHECK(parts.energy == whole.energy);
        CHECK(parts.energy == sj::energy(noise));
        CHECK(parts.mean == whole.mean);
        CHECK(parts.zero_crossings == whole.zero_crossings);
        CHECK(parts.peak == whole.peak);
        CHECK(parts.count == 10007U);
    }
}

TEST_CASE("energy of very large and very small samples neither overflows nor vanishes") {
    CHECK(std::abs(energy_ratio(3e19F) - 1.0) <= 1e-10);
    CHECK(std::abs(energy_ratio(1e-25F) - 1.0) <= 1e-10);
}

TEST_CASE("energy of NaN samples is NaN") { CHECK(std::isnan(sj::energy(std::vector<float>(100, std::nanf(""))))); }

TEST_CASE("energy of 16 Mi float samples with an offset has a relative error below 1e-10") {
    std::vector<float> big(std::size_t{1} << 24);
    long double reference = 0;
    std::uint32_t hash = 0;
    for (float& sample : big) {
        sample = 0.3F + 1e-3F * static_cast<float>((hash >> 8) % 1000);
        reference += static_cast<long double>(sample) * static_cast<long double>(sample);
        hash += 2654435761U;
    }
    CHECK(std::abs(static_cast<double>((sj::energy(big) - reference) / reference)) < 1e-10);
}
