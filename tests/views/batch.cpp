// SPDX-License-Identifier: MIT
#include <filesystem>

#include <symphonic/symphonic.hpp>

#include "support/catch.hpp"
#include "support/live_source.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::message;

namespace {

/// Returns the elements of each batch.
template <class T> auto batches(auto&& stream) {
    std::vector<std::vector<T>> all;
    while (stream.next()) {
        auto const batch = stream.get();
        all.emplace_back(batch.begin(), batch.end());
    }
    return all;
}

}   // namespace

TEST_CASE("batch groups n elements; the last group may be shorter") {
    std::vector<int> const numbers{1, 2, 3, 4, 5, 6, 7};
    auto stream = numbers | v::batch(3);
    CHECK(batches<int>(stream) == std::vector<std::vector<int>>{{1, 2, 3}, {4, 5, 6}, {7}});
    CHECK(stream.ended());
    CHECK(batches<int>(numbers | v::batch(7)).size() == 1);
    CHECK(batches<int>(numbers | v::batch(100)) == std::vector<std::vector<int>>{numbers});
    CHECK(batches<int>(std::vector<int>{} | v::batch(3)).empty());
}

TEST_CASE("batch owns copies of elements that are lent") {
    auto const x = testing::noise(1000);
    auto const frames = sj::from(x, 1.0, {.chunk_frames = 30}) | v::frames(100, 50) | v::checked | sj::collect;
    std::size_t row = 0;
    for (auto const batch : sj::from(x, 1.0, {.chunk_frames = 30}) | v::frames(100, 50) | v::batch(4))
        for (sj::frame<float> const& frame : batch) CHECK(std::ranges::equal(frame, frames.row(row++)));
    CHECK(row == frames.rows());
    for (auto const batch : sj::from(x, 1.0, {.chunk_frames = 400}) | v::batch(3)) {
        REQUIRE(batch.size() == 3);
        CHECK(batch[2].position() == 800);
        CHECK(batch[2].frames() == 200);
    }
    for (auto const batch : std::vector<std::filesystem::path>{"a", "b"} | v::batch(2)) CHECK(batch[1] == "b");
}

TEST_CASE("batch waits for the elements of a live source, and gives a partial batch at its end") {
    testing::live_source live{8000};
    auto stream = live | v::batch(2);
    auto const x = testing::noise(10);
    CHECK_FALSE(stream.next());
    live.push(x);
    CHECK_FALSE(stream.next());
    CHECK_FALSE(stream.ended());
    live.push(x);
    REQUIRE(stream.next());
    CHECK(stream.get().size() == 2);
    live.push(x);
    CHECK_FALSE(stream.next());
    live.close();
    CHECK_FALSE(stream.ended());
    REQUIRE(stream.next());
    CHECK(stream.get().size() == 1);
    CHECK(stream.ended());
    CHECK_FALSE(stream.next());
}

TEST_CASE("batch keeps its elements when the upstream throws, and when it is moved") {
    auto const throw_once = [thrown = false](int i) mutable {
        if (i == 2 && !std::exchange(thrown, true)) throw sj::format_error{"refused"};
        return i;
    };
    auto stream = std::vector{1, 2, 3, 4} | v::map(throw_once) | v::batch(2);
    CHECK(message<sj::format_error>([&] { (void)stream.next(); }) == "refused");
    auto moved = std::move(stream);
    CHECK_FALSE(stream.next());
    CHECK(stream.ended());
    CHECK(batches<int>(moved) == std::vector<std::vector<int>>{{1, 3}, {4}});
    CHECK(message<sj::argument_error>([] { (void)v::batch(0); }) == "batch: 0 elements, expected 1 to 17592186044416");
}
