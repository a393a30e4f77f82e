// SPDX-License-Identifier: MIT
#include <ranges>

#include <symphonic/views.hpp>

#include "support/everywhere.hpp"
#include "support/stream_types.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::accepts, testing::flat, testing::noise;

namespace {

template <sj::domain D> using as = decltype(v::as<D>);
using enum sj::domain;
using rows_of_floats = std::vector<std::vector<float>>;
static_assert(accepts<as<power>, rows_of_floats> && accepts<as<magnitude>, rows_of_floats&> &&
              accepts<as<frames>, rows_of_floats>);
static_assert(accepts<as<decibels>, std::vector<double>> && accepts<as<none>, rows_of_floats>);
static_assert(accepts<as<power>, testing::powers> && accepts<as<samples>, testing::source>);   // the same domain again
static_assert(!accepts<as<power>, testing::levels> && !accepts<as<magnitude>, testing::powers>);
static_assert(!accepts<as<power>, testing::framed> && !accepts<as<none>, testing::powers>);
static_assert(!accepts<as<frames>, testing::source> && !accepts<as<power>, const testing::powers&>);
using relabelled = decltype(std::declval<rows_of_floats>() | v::as<power>);
static_assert(std::ranges::input_range<relabelled> && sj::domain_of<relabelled> == power);
static_assert(std::same_as<std::ranges::range_value_t<relabelled>, sj::frame<float>>);
static_assert(!accepts<decltype(v::rms), relabelled> && !accepts<as<magnitude>, relabelled>);

}   // namespace

TEST_CASE("as sets an unknown domain and changes nothing else") {
    auto const x = noise(600);
    auto const rows = v::frames(10, 10) | v::map([](auto f) { return f; });
    CHECK(testing::everywhere<float>(x, 1, rows | v::as<sj::domain::magnitude>) == x);
    auto stream = sj::from(x, 8.0) | rows | v::as<sj::domain::power>;
    CHECK(stream.format() == (sj::from(x, 8.0) | v::frames(10, 10)).format());
    auto const taken = sj::from(x, 8.0) | v::stft({.size = 16}) | v::power | std::views::take(3) |
                       v::as<sj::domain::power> | v::decibels;
    CHECK(sj::domain_of<decltype(taken)> == sj::domain::decibels);
    CHECK(flat(sj::from(x, 8.0) | rows | v::as<sj::domain::frames> | v::rms | std::views::take(2)).size() == 2);
}
