// SPDX-License-Identifier: MIT
#include <symphonic/core.hpp>

#include "support/catch.hpp"
#include "support/live_source.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
using testing::flat;

namespace {

/// Passes each block on unchanged.
template <sj::sample_stream Up> struct unchanged_stream : sj::stage_facade<unchanged_stream<Up>, Up> {
    bool next() { return this->upstream().next(); }
    auto get() const { return this->upstream().get(); }
};

/// Delays the signal by one block, which it holds back.
template <class Up> struct delayed_stream : sj::buffering_stage_facade<delayed_stream<Up>, Up> {
    std::vector<float> held{}, out{};
    bool next() {
        out.swap(held);
        held.clear();
        if (this->upstream().next()) testing::append(held, this->upstream().get());
        else if (!this->upstream().ended()) return held.swap(out), false;
        return !out.empty() || (!held.empty() && next());
    }
    sj::block<const float> get() const { return {out, 1}; }
    bool ended() const { return held.empty() && this->upstream().ended(); }
};

/// Lacks ended().
template <class Up> struct forgetful_stream : sj::buffering_stage_facade<forgetful_stream<Up>, Up> {
    bool next() { return this->upstream().next(); }
    auto get() const { return this->upstream().get(); }
};

}   // namespace

TEST_CASE("stage_facade forwards format, domain and the end of its upstream") {
    testing::live_source live{48000, 1};
    auto stream = live | sj::stage_of<unchanged_stream>();
    STATIC_REQUIRE(sj::domain_of<decltype(stream)> == sj::domain::samples);
    CHECK(stream.format() == live.format());
    CHECK(!stream.next());
    CHECK(!stream.ended());
    live.push(std::vector<float>{1, 2});
    live.close();
    CHECK(flat(stream) == std::vector<float>{1, 2});
    CHECK(stream.ended());
}

TEST_CASE("a stage that holds samples back delivers them after a live source has ended") {
    testing::live_source live{48000, 1};
    auto stream = live | sj::stage_of<delayed_stream>();
    live.push(std::vector<float>{1, 2});
    CHECK(flat(stream).empty());
    CHECK(!stream.ended());
    live.push(std::vector<float>{3});
    CHECK(flat(stream) == std::vector<float>{1, 2});
    live.close();
    CHECK(!stream.ended());
    CHECK(flat(stream) == std::vector<float>{3});
    CHECK(stream.ended());
}

TEST_CASE("buffering_stage_facade does not provide ended()") {
    STATIC_REQUIRE(sj::stream<unchanged_stream<testing::live_source>>);
    STATIC_REQUIRE(sj::stream<delayed_stream<testing::live_source>>);
    STATIC_REQUIRE(!sj::stream<forgetful_stream<testing::live_source>>);
}
