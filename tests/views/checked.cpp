// SPDX-License-Identifier: MIT
#include <ranges>
#include <string>

#include <symphonic/views.hpp>

#include "support/everywhere.hpp"
#include "support/stream_types.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::everywhere, testing::flat, testing::noise, testing::same_bits;

namespace {

using checked_powers = decltype(std::declval<testing::powers>() | v::checked);
static_assert(std::ranges::input_range<checked_powers> && sj::domain_of<checked_powers> == sj::domain::power);
static_assert(std::same_as<std::ranges::range_value_t<checked_powers>, sj::frame<float>>);
using checked_source = decltype(std::declval<testing::source>() | v::checked);
static_assert(sj::domain_of<checked_source> == sj::domain::samples);
static_assert(std::same_as<std::ranges::range_reference_t<checked_source>, sj::block<const float>>);
static_assert(!testing::accepts<decltype(v::checked), const testing::source&>);
static_assert(!testing::accepts<decltype(v::checked), int>);

bool is_nan(float x) { return std::isnan(x); }
bool is_nan(std::complex<float> x) { return std::isnan(x.real()) && std::isnan(x.imag()); }

/// True if the numbers of an element become NaN with the following next(), which stores its element elsewhere.
bool overwrites_expired_element(auto stream) {
    auto const numbers = [&] {
        if constexpr (requires { stream.get().samples(); }) return stream.get().samples();
        else return stream.get();
    };
    if (!stream.next()) return false;
    auto const kept = numbers();
    if (kept.empty() || std::ranges::any_of(kept, [](auto x) { return is_nan(x); })) return false;
    if (!stream.next()) return false;
    return numbers().data() != kept.data() && std::ranges::all_of(kept, [](auto x) { return is_nan(x); });
}

}   // namespace

TEST_CASE("checked changes no element before it expires") {
    auto const x = noise(600);
    CHECK(same_bits(everywhere<float>(x, 2, v::checked), x));
    auto const y = noise<double>(60);
    CHECK(same_bits(everywhere<double>(y, 1, v::frames(6, 6) | v::checked), y));
    auto const of = [&] { return sj::from(x, {.sample_rate = 8, .channels = 2}, {.chunk_frames = 7}) | v::chunks(9); };
    auto stream = of() | v::checked;
    CHECK(stream.format() == of().format());
    std::int64_t position = 0;
    for (auto const b : stream) {
        CHECK(b.position() == position);
        CHECK(b.channels() == 2);
        position += static_cast<std::int64_t>(b.frames());
    }
    CHECK(position == 300);
}

TEST_CASE("checked overwrites expired blocks, rows and spectra with NaN") {
    auto const x = noise(600);
    auto const source = [&] { return sj::from(x, 1.0, {.chunk_frames = 50}); };
    CHECK(overwrites_expired_element(source() | v::checked));
    CHECK(overwrites_expired_element(source() | v::frames(10, 5) | v::checked));
    CHECK(overwrites_expired_element(source() | v::stft({.size = 16}) | v::checked));
    CHECK(overwrites_expired_element(source() | v::stft({.size = 16}) | v::power | v::checked));
    CHECK(overwrites_expired_element(std::vector<std::vector<float>>{{1, 2}, {3, 4}} | v::checked));
    auto last = source() | v::drop(550) | v::checked;   // the last element expires, too
    REQUIRE(last.next());
    auto const kept = last.get().samples();
    CHECK(!last.next());
    CHECK(last.ended());
    CHECK(std::isnan(kept[0]));
    CHECK(std::isnan(kept[49]));
}

TEST_CASE("checked passes values on unchanged") {
    auto const x = noise(60);
    CHECK(flat<double>(sj::from(x, 1.0) | v::frames(6, 6) | v::rms | v::checked) ==
          flat<double>(sj::from(x, 1.0) | v::frames(6, 6) | v::rms));
    std::vector<std::string> const words{"one", "two"};
    auto stream = words | v::checked;
    REQUIRE(stream.next());
    CHECK(&stream.get() == &words[0]);
    REQUIRE(stream.next());
    CHECK(stream.get() == "two");
    CHECK(!stream.next());
}
