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
constexpr auto maximum = [](row x) { return std::ranges::max(x); };
using maximum_stage = decltype(v::map(maximum));
static_assert(accepts<maximum_stage, testing::framed> && accepts<maximum_stage, testing::powers&>);
static_assert(!accepts<maximum_stage, testing::spectra> && !accepts<maximum_stage, const testing::framed&>);
static_assert(!accepts<decltype(v::map([](int) { return 1; })), testing::framed>);
using maxima = decltype(std::declval<testing::framed>() | v::map(maximum));
static_assert(std::ranges::input_range<maxima> && sj::domain_of<maxima> == sj::domain::none);
static_assert(std::same_as<std::ranges::range_value_t<maxima>, float>);
constexpr auto pair_of = [](row x) { return std::array{x[0], x[1]}; };
constexpr auto samples_of = [](sj::block<const float> b) { return b.samples(); };
using pairs = decltype(std::declval<testing::powers>() | v::map(pair_of));
static_assert(std::ranges::input_range<pairs> && sj::domain_of<pairs> == sj::domain::none);
static_assert(std::same_as<std::ranges::range_reference_t<pairs>, row>);
static_assert(std::same_as<std::ranges::range_value_t<pairs>, sj::frame<float>>);

}   // namespace

TEST_CASE("map returns numbers, vectors, arrays, spans and blocks") {
    auto const x = noise(600);
    std::vector<float> maxima, pairs, halves;
    for (std::size_t i = 0; i < x.size(); i += 50) {
        maxima.push_back(*std::max_element(x.data() + i, x.data() + i + 50));
        pairs.insert(pairs.end(), {x[i], x[i + 1]});
    }
    for (float const s : x) halves.push_back(s / 2);
    auto const framed = v::frames(50, 50);
    CHECK(everywhere<float>(x, 1, framed | v::map(maximum)) == maxima);
    CHECK(everywhere<float>(x, 1, framed | v::map(pair_of)) == pairs);
    CHECK(everywhere<float>(x, 1, framed | v::map([](row f) { return f.first(2); })) == pairs);
    CHECK(everywhere<float>(x, 1, framed | v::map([copy = std::vector<float>{}](row f) mutable -> auto const& {
                                      copy.assign(f.begin(), f.end());
                                      for (float& s : copy) s /= 2;
                                      return copy;
                                  })) == halves);
    CHECK(everywhere<float>(x, 2, v::chunks(25) | v::map([](auto b) { return b; })) == x);
    auto const y = noise<double>(100);
    auto const copy_of_frame = v::map([](std::span<const double> f) { return std::vector(f.begin(), f.end()); });
    CHECK(everywhere<double>(y, 1, v::frames(10, 10) | copy_of_frame) == y);
}

TEST_CASE("stages of rows accept rows from map, stages of samples accept blocks") {
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

TEST_CASE("map calls its function once per element and owns the result, also a move-only one") {
    auto const x = noise(40);
    int calls = 0;
    auto stream =
        sj::from(x, 1.0) | v::frames(10, 10) | v::map([&](row f) { return ++calls, std::make_unique<float>(f[3]); });
    static_assert(std::ranges::input_range<decltype(stream)>);
    static_assert(std::same_as<std::ranges::range_value_t<decltype(stream)>, std::unique_ptr<float>>);
    REQUIRE(stream.next());
    CHECK(*stream.get() == x[3]);
    CHECK(*stream.get() == x[3]);
    CHECK(calls == 1);
    auto const moved = [&] {
        auto other = std::move(stream);
        CHECK(*other.get() == x[3]);
        return other.next() ? *other.get() : 0;
    }();
    CHECK(moved == x[13]);
    CHECK(calls == 2);
    auto const named =
        v::map([](row f) { return std::to_string(f.size()) + " samples, a text that is not stored inline"; });
    for (const std::string& s : sj::from(x, 1.0) | v::frames(10, 10) | named)
        CHECK(s == "10 samples, a text that is not stored inline");
}

TEST_CASE("a result of map may view memory inside the stream when the stream moves") {
    auto original = std::make_unique<decltype(sj::from(std::array{1.0F, 2.0F}, 1.0) | v::map(samples_of))>(
        sj::from(std::array{1.0F, 2.0F}, 1.0) | v::map(samples_of));
    REQUIRE(original->next());
    auto moved = std::move(*original);
    original.reset();
    CHECK(moved.get()[0] == 1);
    CHECK(moved.get()[1] == 2);
    CHECK(!moved.next());
}

TEST_CASE("each pipeline has its own copy of a function with state") {
    auto const x = noise(40);
    auto const counting = v::frames(10, 10) | v::map([n = 0](auto) mutable { return n++; });
    for (int i = 0; i < 2; ++i) CHECK(flat<int>(sj::from(x, 1.0) | counting) == std::vector{0, 1, 2, 3});
}

TEST_CASE("map keeps the format, works with a live source, and passes exceptions on") {
    auto const x = noise(40);
    auto const framed = [&] { return sj::from(x, 8.0) | v::frames(10, 5); };
    CHECK((framed() | v::map(maximum)).format() == framed().format());
    testing::live_source live{8.0};
    auto online = live | v::map([](auto b) { return b.frames(); });
    CHECK(!online.next());
    CHECK(!online.ended());
    live.push(x);
    REQUIRE(online.next());
    CHECK(online.get() == 40);
    auto stream = framed() | v::map([n = 0](row f) mutable {
                      if (++n == 2) throw std::runtime_error{"no"};
                      return f[0];
                  });
    CHECK(stream.next());
    CHECK_THROWS_AS(stream.next(), std::runtime_error);
    REQUIRE(stream.next());
    CHECK(stream.get() == x[10]);
}

TEST_CASE("map works with standard views before, between and after") {
    auto const x = noise(100);
    auto const large = std::views::filter([](float m) { return m > 0.9F; });
    auto const all = flat(sj::from(x, 1.0) | v::frames(10, 10) | v::map(maximum));
    CHECK(flat(sj::from(x, 1.0) | v::frames(10, 10) | std::views::take(3) | v::map(maximum)) ==
          std::vector(all.begin(), all.begin() + 3));
    auto const count = std::ranges::count_if(all, [](float m) { return m > 0.9F; });
    CHECK(std::ranges::distance(sj::from(x, 1.0) | v::frames(10, 10) | v::map(maximum) | large) == count);
    CHECK(flat(sj::from(x, 1.0) | v::frames(10, 10) | v::map(pair_of) | std::views::join).size() == 20);
    CHECK(std::ranges::equal(sj::from(x, 1.0) | v::frames(10, 10) | v::map(maximum), all));
    auto const limited = std::views::take_while([](row f) { return f[0] < 2; }) | v::map(maximum);
    CHECK(flat(sj::from(x, 1.0) | v::frames(10, 10) | v::gain(1) | limited) == all);
}

TEST_CASE("map and tee reject a pointer to a member") {
    STATIC_REQUIRE(!testing::accepts<decltype(v::map(&sj::block<const float>::frames)), testing::source>);
    STATIC_REQUIRE(!testing::accepts<decltype(v::tee(&sj::block<const float>::frames)), testing::source>);
}
