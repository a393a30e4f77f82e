// SPDX-License-Identifier: MIT
#include <ranges>

#include <symphonic/views.hpp>

#include "support/everywhere.hpp"
#include "support/stream_types.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::accepts, testing::everywhere, testing::flat, testing::message, testing::noise, testing::same_bits;

namespace {

using stage = decltype(v::decibels);
using numbers = std::vector<std::vector<float>>;
using magnitudes = decltype(std::declval<testing::spectra>() | v::magnitude);
using levels = decltype(std::declval<testing::powers>() | v::decibels);
using level_of_rms = decltype(std::declval<testing::levels>() | v::decibels());
static_assert(accepts<stage, testing::powers> && accepts<stage, magnitudes&> && accepts<stage, testing::levels>);
static_assert(accepts<decltype(v::decibels({.floor = 0})), testing::powers>);
static_assert(accepts<stage, decltype(std::declval<numbers>() | v::as<sj::domain::magnitude>)>);
static_assert(!accepts<stage, testing::source> && !accepts<stage, testing::framed> && !accepts<stage, numbers>);
static_assert(!accepts<stage, testing::spectra> && !accepts<stage, levels> && !accepts<stage, level_of_rms>);
static_assert(!accepts<stage, decltype(std::declval<testing::powers>() | std::views::take(3))>);
static_assert(!accepts<stage, decltype(std::declval<testing::framed>() | v::zero_crossing_rate)>);
static_assert(!accepts<stage, decltype(std::declval<testing::spectra>() | v::as<sj::domain::power>)>);   // complex
static_assert(!accepts<stage, const testing::powers&>);
static_assert(std::ranges::input_range<levels> && sj::domain_of<levels> == sj::domain::decibels);
static_assert(std::ranges::input_range<level_of_rms> && sj::domain_of<level_of_rms> == sj::domain::decibels);
static_assert(std::same_as<std::ranges::range_value_t<levels>, sj::frame<float>>);
static_assert(std::same_as<std::ranges::range_value_t<level_of_rms>, double>);
static_assert(!accepts<decltype(v::rms), levels> && !accepts<decltype(v::gain(2)), levels>);

/// librosa.power_to_db with top_db=None.
long double definition(long double power, const sj::decibels_options& o) {
    return 10 * std::log10(std::max<long double>(o.floor, power)) -
           10 * std::log10(static_cast<long double>(o.reference));
}
/// librosa.amplitude_to_db: the level of the square, with the square of the reference.
long double definition_of_magnitude(long double x, const sj::decibels_options& o) {
    return definition(x * x, {.reference = o.reference * o.reference, .floor = o.floor});
}

template <class T> bool near(const std::vector<T>& got, const std::vector<T>& in, const sj::decibels_options& o,
                             auto f) {
    bool close = got.size() == in.size();
    for (std::size_t i = 0; close && i < in.size(); ++i)
        close = std::fabs(static_cast<double>(got[i] - f(in[i], o))) <= (sizeof(T) == 4 ? 1e-5 : 1e-12);
    return close;
}

}   // namespace

TEST_CASE("decibels of powers and magnitudes, in rows and single, equal the definition") {
    auto const x = noise(600);
    auto const y = noise<double>(600);
    sj::stft_options const o{.size = 32};
    for (sj::decibels_options const options :
         {sj::decibels_options{}, {.reference = 0.3}, {.floor = 1e-2}, {.reference = 20, .floor = 0.5}}) {
        auto const level = v::decibels(options);
        CHECK(near(everywhere<float>(x, 1, v::stft(o) | v::power | level),
                   flat(sj::from(x, 1.0) | v::stft(o) | v::power), options, definition));
        CHECK(near(everywhere<float>(x, 1, v::stft(o) | v::magnitude | level),
                   flat(sj::from(x, 1.0) | v::stft(o) | v::magnitude), options, definition_of_magnitude));
        CHECK(near(everywhere<double>(y, 1, v::stft(o) | v::power | level),
                   flat<double>(sj::from(y, 1.0) | v::stft(o) | v::power), options, definition));
        auto const framed = v::frames(50, 20);
        CHECK(near(everywhere<double>(x, 1, framed | v::rms | level), flat<double>(sj::from(x, 1.0) | framed | v::rms),
                   options, definition_of_magnitude));
        CHECK(near(everywhere<double>(x, 1, framed | v::energy | level),
                   flat<double>(sj::from(x, 1.0) | framed | v::energy), options, definition));
    }
}

TEST_CASE("decibels of silence, values near the floor, NaN and infinity") {
    auto const level = [](auto domain, auto x, const sj::decibels_options& o = {}) {
        return flat<decltype(x)>(std::vector{x} | domain | v::decibels(o)).at(0);
    };
    auto const power = v::as<sj::domain::power>;
    auto const magnitude = v::as<sj::domain::magnitude>;
    CHECK(level(power, 1.0) == 0);
    CHECK(level(magnitude, 1.0) == 0);
    CHECK(level(power, 100.0F) == 20);
    CHECK(level(magnitude, 100.0F) == 40);
    CHECK(level(magnitude, -100.0) == 40);
    CHECK(level(power, 0.0) == -100);
    CHECK(level(magnitude, 0.0F) == -100);
    CHECK(level(power, -1.0) == -100);
    CHECK(level(power, 1e-11) == -100);
    CHECK(level(magnitude, 1e-6) == -100);
    CHECK(level(power, 1e-9) > -100);
    CHECK(level(power, 0.0, {.floor = 0}) == -HUGE_VAL);
    CHECK(level(magnitude, 0.0F, {.floor = 0}) == -HUGE_VALF);
    CHECK(level(power, HUGE_VAL) == HUGE_VAL);
    CHECK(level(magnitude, -HUGE_VALF) == HUGE_VALF);
    CHECK(std::isnan(level(power, std::nan(""))));
    CHECK(std::isnan(level(magnitude, std::nanf(""))));
    CHECK(std::fabs(level(magnitude, 3.0, {.reference = 3})) < 1e-14);
    CHECK(level(power, 3.0, {.reference = 3}) == 0);
    CHECK(std::fabs(level(magnitude, 1e30F) - 600) < 1e-4F);   // the square overflows a float
}

TEST_CASE("magnitude and power have the same level") {
    auto const x = noise(600);
    auto const of_power = flat(sj::from(x, 1.0) | v::stft({.size = 32}) | v::power | v::decibels);
    auto const of_magnitude = flat(sj::from(x, 1.0) | v::stft({.size = 32}) | v::magnitude | v::decibels());
    REQUIRE(of_power.size() == of_magnitude.size());
    bool close = true;
    for (std::size_t i = 0; i < of_power.size(); ++i) close &= std::fabs(of_power[i] - of_magnitude[i]) < 1e-4F;
    CHECK(close);
}

TEST_CASE("decibels keep the format, accept rows of changing size, and throw for invalid options") {
    auto const x = noise(600);
    auto const powers = [&] { return sj::from(x, 8.0) | v::stft({.size = 32}) | v::power; };
    CHECK((powers() | v::decibels).format() == powers().format());
    std::vector<std::vector<double>> const rows{{1, 10}, {}, {100}};
    CHECK(flat<double>(rows | v::as<sj::domain::power> | v::decibels | std::views::take(3)) ==
          std::vector<double>{0, 10, 20});
    CHECK(message<sj::argument_error>([] { return v::decibels({.reference = 0}); }) ==
          "decibels: reference is 0, expected a finite number above 0");
    CHECK(message<sj::argument_error>([] { return v::decibels({.floor = -1}); }) ==
          "decibels: floor is -1, expected a power of 0 or more, such as 1e-12 for -120 dB");
    CHECK_THROWS_AS(v::decibels({.reference = std::nan("")}), sj::argument_error);
    CHECK_THROWS_AS(v::decibels({.floor = std::nan("")}), sj::argument_error);
}
