// SPDX-License-Identifier: MIT
#include <array>
#include <list>
#include <ranges>
#include <string>

#include <symphonic/symphonic.hpp>

#include "support/catch.hpp"
#include "support/signals.hpp"
#include "support/stream_types.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::accepts, testing::flat, testing::noise;
using testing::framed, testing::levels, testing::powers, testing::source, testing::spectra;

namespace {

using rms_t = decltype(v::rms);

}   // namespace

TEST_CASE("a stage accepts only the domains that it can process") {
    STATIC_REQUIRE(accepts<rms_t, framed>);
    STATIC_REQUIRE(accepts<rms_t, framed&>);
    STATIC_REQUIRE(!accepts<rms_t, source>);                                           // source blocks have any length;
    STATIC_REQUIRE(accepts<rms_t, decltype(std::declval<source>() | v::chunks(4))>);   // chunks have a chosen one
    STATIC_REQUIRE(!accepts<rms_t, powers>);
    STATIC_REQUIRE(!accepts<rms_t, spectra>);
    STATIC_REQUIRE(!accepts<rms_t, levels>);
    STATIC_REQUIRE(!accepts<decltype(v::mono), spectra>);
    STATIC_REQUIRE(!accepts<decltype(v::mono), framed>);
    STATIC_REQUIRE(!accepts<decltype(v::frames(4, 2)), framed>);
    STATIC_REQUIRE(accepts<decltype(v::power), spectra>);
    STATIC_REQUIRE(!accepts<decltype(v::power), framed>);
    STATIC_REQUIRE(!accepts<decltype(v::window(sj::window::hann)), powers>);
    STATIC_REQUIRE(!accepts<decltype(v::mono), int>);
    STATIC_REQUIRE(!accepts<decltype(v::mono), std::vector<std::vector<char>>>);
}

TEST_CASE("a const stream is refused") {
    STATIC_REQUIRE(!accepts<rms_t, const framed&>);
    STATIC_REQUIRE(!accepts<rms_t, const framed>);
}

TEST_CASE("an lvalue stream is borrowed: a later loop reads its remaining elements") {
    auto const x = noise(3000);
    auto const expected = flat<double>(sj::from(x, 100.0) | v::frames(200, 50) | v::rms);
    auto frames = sj::from(x, 100.0, {.chunk_frames = 77}) | v::frames(200, 50);
    std::vector<double> got;
    for (double e : frames | v::rms) {
        got.push_back(e);
        if (got.size() == 5) break;
    }
    for (double e : frames | v::rms) got.push_back(e);
    CHECK(got == expected);
}

TEST_CASE("a vector or a list can be moved into a pipeline") {
    auto const x = noise(1000);
    auto const expected = flat<double>(sj::from(x, 100.0) | v::frames(200, 50) | v::rms);
    CHECK(flat<double>(sj::from(std::vector(x), 100.0) | v::frames(200, 50) | v::rms) == expected);
    CHECK(flat<double>(sj::from(std::list(x.begin(), x.end()), 100.0) | v::frames(200, 50) | v::rms) == expected);
}

TEST_CASE("standard views compose before, between and after stages") {
    auto const x = noise(1000);
    auto const ours = [&] { return sj::from(x, 100.0) | v::frames(100, 100); };
    auto const all = flat<double>(ours() | v::rms);
    auto const first = [&](std::ptrdiff_t n) { return std::vector<double>(all.begin(), all.begin() + n); };
    CHECK(flat<double>(ours() | v::rms | std::views::take(3)) == first(3));
    CHECK(flat<double>(ours() | std::views::take(3) | v::rms) == first(3));
    CHECK(flat<double>(ours() | std::views::filter([](auto f) { return f[0] > 2; }) | v::rms).empty());
    auto const halved = x | std::views::transform([](float s) { return s / 2; });
    CHECK(flat<double>(sj::from(halved, 100.0) | v::frames(100, 100) | v::rms).front() == all[0] / 2);
    auto const owning = std::views::transform([](auto f) { return std::vector<float>(f.begin(), f.end()); });
    CHECK(flat<double>(ours() | owning | v::rms) == all);
    auto const joined = flat(ours() | std::views::join);
    CHECK(testing::same_bits(joined, x));
}

TEST_CASE("a standard range of numeric rows is accepted as a stream") {
    std::vector<std::vector<float>> const rows{{3, 3}, {4, 4}};
    CHECK(flat<double>(rows | v::rms) == std::vector<double>{3, 4});
    CHECK(flat<double>(std::list{rows[1]} | v::rms) == std::vector<double>{4});
    std::vector<sj::frame<float>> kept;
    auto const x = noise(100);
    for (auto const f : sj::from(x, 1.0) | v::frames(10, 10)) kept.emplace_back(f);
    CHECK(flat<double>(kept | v::rms) == flat<double>(sj::from(x, 1.0) | v::frames(10, 10) | v::rms));
}

TEST_CASE("proxies of a range are copied as values", "[threads]") {
    std::vector<bool> const bits{true, false, false, true, false};
    CHECK(std::ranges::equal(sj::collect(std::vector<bool>{bits}),
                             bits));   // the range is destroyed before the result is read
    auto borrowed = bits;
    auto [a, b] = sj::fork(borrowed, v::take(5), v::map([](bool bit) { return !bit; }) | v::prefetch(2));
    for (bool const bit : bits) {
        REQUIRE(a.next());
        REQUIRE(b.next());
        CHECK(a.get() == bit);
        CHECK(b.get() == !bit);
    }
    CHECK(borrowed == bits);
}

TEST_CASE("rvalue references of a range or a function are moved into values") {
    std::vector<std::string> names{"a long name that is not stored inside the string", "b"};
    auto const moved = std::ranges::subrange(std::move_iterator(names.begin()), std::move_iterator(names.end()));
    CHECK(sj::collect(moved | v::map([](const std::string& name) { return name.size(); })) ==
          std::vector<std::size_t>{48, 1});
    std::string text = "text";
    CHECK(sj::collect(noise(2) | v::map([&](float) -> std::string&& { return std::move(text); })) ==
          std::vector<std::string>{"text", ""});
}

TEST_CASE("a started pipeline can be moved") {
    auto const x = noise(3000);
    auto const pipeline = v::mono | v::frames(200, 50) | v::window(sj::window::hann) | v::rms;
    auto const expected = flat<double>(sj::from(x, 100.0) | pipeline);
    auto const moved = [](auto stream) {
        std::vector<double> out;
        for (int i = 0; i < 3 && stream.next(); ++i) out.push_back(stream.get());
        auto other = std::move(stream);
        while (other.next()) out.push_back(other.get());
        return out;
    };
    std::array<float, 3000> image{};
    std::ranges::copy(x, image.begin());
    CHECK(moved(sj::from(x, 100.0, {.chunk_frames = 77}) | pipeline) == expected);
    CHECK(moved(sj::from(std::array{image}, 100.0) | pipeline) == expected);
    CHECK(moved(sj::from(std::vector(x), 100.0) | std::views::filter([](auto) { return true; }) | pipeline) ==
          expected);
}

TEST_CASE("the format is unknown after a standard view") {
    auto const x = noise(100);
    auto const after = sj::from(x, 100.0) | v::frames(10, 10) | std::views::take(2) | v::rms;
    CHECK(after.format() == sj::audio_format{});
    auto const known = sj::from(sj::from(x, 100.0) | v::frames(10, 10) | std::views::take(2), 50.0) | v::rms;
    CHECK(known.format().sample_rate == 50);
}
