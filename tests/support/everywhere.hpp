// SPDX-License-Identifier: MIT
// everywhere: runs a stage over every kind of source, checks that all runs return the same bits and that the stage uses
// no element after it expired, and returns the numbers.
#pragma once

#include <functional>

#include <symphonic/views.hpp>

#include "support/any_stream.hpp"
#include "support/catch.hpp"
#include "support/live_source.hpp"
#include "support/signals.hpp"

namespace testing {

/// Type-erased stage: `owning` takes the source by value, `borrowing` by reference.
template <class T, class Result> struct erased_stage {
    std::function<Result(basic_any_source<T>&&)> owning;
    std::function<Result(basic_any_source<T>&)> borrowing;
};

/// Returns all numbers of x | stage, computed from one block that holds all of x: compare them with the definition of the
/// stage. Fails the test case unless the stage returns the same bits
///   - from blocks of 1, 7 and 64 sample frames, with the elements before and after the stage in memory that is
///     overwritten at the next ++
///   - when the source is borrowed, and when the stage is moved to other memory after its third element; the moved-from stage
///     must have ended
///   - from a live source that is sometimes empty; ended() must be false until its last element was pulled.
/// Out is the type of the returned numbers. x holds interleaved samples of `channels` channels.
template <class Out, class T, class Result>
std::vector<Out> everywhere(const std::vector<T>& x, int channels, const erased_stage<T, Result>& stage) {
    namespace sj = symphonic;
    auto const source_of = [&](std::size_t chunk) {
        return basic_any_source<T>(sj::from(x, {.sample_rate = 8000, .channels = channels}, {.chunk_frames = chunk}));
    };
    auto whole = source_of(x.size() + 1);
    auto const expected = flat<Out>(stage.borrowing(whole));
    for (std::size_t const chunk : {1U, 7U, 64U}) {
        CAPTURE(chunk);
        // The elements before and after the stage lie in memory that is overwritten at the next ++.
        auto checked = stage.owning(basic_any_source<T>(source_of(chunk) | sj::views::checked));
        CHECK(same_bits(flat<Out>(checked | sj::views::checked), expected));

        std::vector<Out> from_moved_stream;
        auto upstream = source_of(chunk);
        auto stream = stage.borrowing(upstream);
        for (int i = 0; i < 3 && stream.next(); ++i) append(from_moved_stream, stream.get());
        CHECK(stream.relocate());
        while (stream.next()) append(from_moved_stream, stream.get());
        CHECK(same_bits(from_moved_stream, expected));
        CHECK_FALSE(stream.next());
        CHECK(stream.ended());

        std::vector<Out> from_live_source;
        basic_live_source<T> live{8000, channels};
        basic_any_source<T> live_upstream{live};
        auto live_stream = stage.borrowing(live_upstream);
        bool ended_early = false;
        auto const n = chunk * static_cast<std::size_t>(channels);
        for (std::size_t first = 0; first < x.size(); first += n) {
            for (auto&& e : live_stream) append(from_live_source, e);   // the source is empty
            live.push(std::span{x}.subspan(first, std::min(n, x.size() - first)));
            for (auto&& e : live_stream) append(from_live_source, e);
            ended_early |= live_stream.ended() && from_live_source.size() < expected.size();
        }
        live.close();
        for (auto&& e : live_stream) append(from_live_source, e);
        CHECK(same_bits(from_live_source, expected));
        CHECK(live_stream.ended());
        CHECK_FALSE(ended_early);
    }
    return expected;
}

/// As above, for a stage of any type, which it erases: the checks are compiled once for each type of result.
template <class Out, class T, class Stage>
std::vector<Out> everywhere(const std::vector<T>& x, int channels, const Stage& stage) {
    using source = basic_any_source<T>;
    using stream = decltype(std::declval<source>() | stage);
    using result = any_stream<symphonic::element_t<stream>, symphonic::domain::none>;
    return everywhere<Out>(x, channels,
                           erased_stage<T, result>{[&](source&& up) { return result{std::move(up) | stage}; },
                                                   [&](source& up) { return result{up | stage}; }});
}

}   // namespace testing
