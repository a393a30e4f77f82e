// SPDX-License-Identifier: MIT
#include <array>
#include <memory>
#include <ranges>
#include <string>

#include <symphonic/views.hpp>

#include "support/everywhere.hpp"
#include "support/stream_types.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::accepts, testing::everywhere, testing::flat, testing::noise, testing::same_bits;

namespace {

using row = std::span<const float>;
constexpr auto loudest = [](row x) { return std::ranges::max(x); };
using loudests = decltype(v::map(loudest));
static_assert(accepts<loudests, testing::framed> && accepts<loudests, testing::powers&>);
static_assert(!accepts<loudests, testing::spectra> && !accepts<loudests, const testing::framed&>);
static_assert(!accepts<decltype(v::map([](int) { return 1; })), testing::framed>);
using maxima = decltype(std::declval<testing::framed>() | v::map(loudest));
static_assert(std::ranges::input_range<maxima> && sj::domain_of<maxima> == sj::domain::none);
static_assert(std::same_as<std::ranges::range_value_t<maxima>, float>);
constexpr auto pair_of = [](row x) { return std::array{x[0], x[1]}; };
constexpr auto samples_of = [](sj::block<const float> b) { return b.samples(); };
using pairs = decltype(std::declval<testing::powers>() | v::map(pair_of));
static_assert(std::ranges::input_range<pairs> && sj::domain_of<pairs> == sj::domain::none);
static_assert(std::same_as<std::ranges::range_reference_t<pairs>, row>);
static_assert(std::same_as<std::ranges::range_value_t<pairs>, sj::frame<float>>);

}   // namespace

TEST_CASE("map is a function of each element: numbers, vectors, arrays, spans and blocks") {
    auto const x = noise(600);
    std::vector<float> maxima, pairs, halves;
    for (std::size_t i = 0; i < x.size(); i += 50) {
        maxima.push_back(*std::max_element(x.data() + i, x.data() + i + 50));
        pairs.insert(pairs.end(), {x[i], x[i + 1]});
    }
    for (float const s : x) halves.push_back(s / 2);
    auto const framed = v::frames(50, 50);
    CHECK(everywhere<float>(x, 1, framed | v::map(loudest)) == maxima);
    CHECK(everywhere<float>(x, 1, framed | v::map(pair_of)) == pairs);
    CHECK(everywhere<float>(x, 1, framed | v::map([](row f) { return f.first(2); })) == pairs);
    CHECK(everywhere<float>(x, 1, framed | v::map([kept = std::vector<float>{}](row f) mutable -> auto const& {
                                      kept.assign(f.begin(), f.end());
                                      for (float& s : kept) s /= 2;
                                      return kept;
                                  })) == halves);
    CHECK(everywhere<float>(x, 2, v::chunks(25) | v::map([](auto b) { return b; })) == x);
    auto const y = noise<double>(100);
    auto const whole = v::map([](std::span<const double> f) { return std::vector(f.begin(), f.end()); });
    CHECK(everywhere<double>(y, 1, v::frames(10, 10) | whole) == y);
}

TEST_CASE("what map returns goes on: rows into stages of rows, blocks into stages of samples") {
    auto const x = noise(100);
    auto const doubled = v::map([](row f) {
        std::vector<float> out(f.begin(), f.end());
        for (float& s : out) s *= 2;
        return out;
    });
    auto levels = flat<double>(sj::from(x, 1.0) | v::frames(10, 10) | v::rms);
    for (double& l : levels) l *= 2;
    CHECK(flat<double>(sj::from(x, 1.0) | v::frames(10, 10) | doubled | v::rms) == levels);
    CHECK(flat(sj::from(x, {.channels = 2}) | v::map([](auto b) { return b; }) | v::channel(1)).size() == 50);
    std::vector<std::string> const words{"ab", "c"};
    std::vector<std::size_t> lengths;
    for (auto const n : words | v::map([](const std::string& w) { return w.size(); })) lengths.push_back(n);
    CHECK(lengths == std::vector<std::size_t>{2, 1});
}

TEST_CASE("map runs its function once an element, and keeps what it returned, also what only moves") {
    auto const x = noise(40);
    int calls = 0;
    auto stream =
        sj::from(x, 1.0) | v::frames(10, 10) | v::map([&](row f) { return ++calls, std::make_unique<float>(f[3]); });
    static_assert(std::ranges::input_range<decltype(stream)>);
    static_assert(std::same_as<std::ranges::range_value_t<decltype(stream)>, std::unique_ptr<float>>);
    CHECK((stream.next() && *stream.get() == x[3] && *stream.get() == x[3] && calls == 1));
    auto const moved = [&] {
        auto other = std::move(stream);
        CHECK(*other.get() == x[3]);
        return other.next() ? *other.get() : 0;
    }();
    CHECK((moved == x[13] && calls == 2));
    auto const named = v::map([](row f) { return std::to_string(f.size()) + " samples, and then some more"; });
    for (const std::string& s : sj::from(x, 1.0) | v::frames(10, 10) | named)
        CHECK(s == "10 samples, and then some more");
}

TEST_CASE("what map returned may view memory that is part of the stream, also when that moves") {
    auto begun = std::make_unique<decltype(sj::from(std::array{1.0F, 2.0F}, 1.0) | v::map(samples_of))>(
        sj::from(std::array{1.0F, 2.0F}, 1.0) | v::map(samples_of));
    REQUIRE(begun->next());
    auto moved = std::move(*begun);
    begun.reset();
    CHECK((moved.get()[0] == 1 && moved.get()[1] == 2 && !moved.next()));
}

TEST_CASE("a function that remembers does so in each pipeline for itself") {
    auto const x = noise(40);
    auto const counting = v::frames(10, 10) | v::map([n = 0](auto) mutable { return n++; });
    for (int i = 0; i < 2; ++i) CHECK(flat<int>(sj::from(x, 1.0) | counting) == std::vector{0, 1, 2, 3});
}

TEST_CASE("map keeps the format, waits with a live source, and what its function throws arrives") {
    auto const x = noise(40);
    auto const framed = [&] { return sj::from(x, 8.0) | v::frames(10, 5); };
    CHECK((framed() | v::map(loudest)).format() == framed().format());
    testing::live_source live{8.0};
    auto online = live | v::map([](auto b) { return b.frames(); });
    CHECK((!online.next() && !online.ended()));
    live.push(x);
    CHECK((online.next() && online.get() == 40));
    auto stream = framed() | v::map([n = 0](row f) mutable {
                      if (++n == 2) throw std::runtime_error{"no"};
                      return f[0];
                  });
    CHECK(stream.next());
    CHECK_THROWS_AS(stream.next(), std::runtime_error);
    CHECK((stream.next() && stream.get() == x[10]));
}

TEST_CASE("standard views before, between and after map") {
    auto const x = noise(100);
    auto const big = std::views::filter([](float m) { return m > 0.9F; });
    auto const all = flat(sj::from(x, 1.0) | v::frames(10, 10) | v::map(loudest));
    CHECK(flat(sj::from(x, 1.0) | v::frames(10, 10) | std::views::take(3) | v::map(loudest)) ==
          std::vector(all.begin(), all.begin() + 3));
    auto const count = std::ranges::count_if(all, [](float m) { return m > 0.9F; });
    CHECK(std::ranges::distance(sj::from(x, 1.0) | v::frames(10, 10) | v::map(loudest) | big) == count);
    CHECK(flat(sj::from(x, 1.0) | v::frames(10, 10) | v::map(pair_of) | std::views::join).size() == 20);
    CHECK(std::ranges::equal(sj::from(x, 1.0) | v::frames(10, 10) | v::map(loudest), all));
    auto const silent = std::views::take_while([](row f) { return f[0] < 2; }) | v::map(loudest);
    CHECK(flat(sj::from(x, 1.0) | v::frames(10, 10) | v::gain(1) | silent) == all);
}

TEST_CASE("a pointer to a member is no function of an element") {
    STATIC_REQUIRE(!testing::accepts<decltype(v::map(&sj::block<const float>::frames)), testing::source>);
    STATIC_REQUIRE(!testing::accepts<decltype(v::tee(&sj::block<const float>::frames)), testing::source>);
}
