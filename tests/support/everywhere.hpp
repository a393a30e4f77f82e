// SPDX-License-Identifier: MIT
// Checks what every stage promises: the same bits from every source in blocks of any size, and no element used after the
// next ++.
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

template <class Out, class T, class Result>
std::vector<Out> everywhere(const std::vector<T>& x, int channels, const erased_stage<T, Result>& stage) {
    namespace sj = symphonic;
    auto const source = [&](std::size_t chunk) {
        return basic_any_source<T>(sj::from(x, {.sample_rate = 8000, .channels = channels}, {.chunk_frames = chunk}));
    };
    auto whole = source(x.size() + 1);
    auto const want = flat<Out>(stage.borrowing(whole));
    for (std::size_t const chunk : {1U, 7U, 64U}) {
        auto checked = stage.owning(basic_any_source<T>(source(chunk) | sj::views::checked));
        CHECK(same_bits(flat<Out>(checked | sj::views::checked), want));

        std::vector<Out> moved;
        auto upstream = source(chunk);
        auto begun = stage.borrowing(upstream);
        for (int i = 0; i < 3 && begun.next(); ++i) append(moved, begun.get());
        begun.relocate();
        while (begun.next()) append(moved, begun.get());
        CHECK((same_bits(moved, want) && !begun.next() && begun.ended()));

        std::vector<Out> got;
        basic_live_source<T> live{8000, channels};
        basic_any_source<T> hidden{live};
        auto online = stage.borrowing(hidden);
        bool early_end = false;
        auto const n = chunk * static_cast<std::size_t>(channels);
        for (std::size_t at = 0; at < x.size(); at += n) {
            for (auto&& e : online) append(got, e);   // nothing now
            live.push(std::span{x}.subspan(at, std::min(n, x.size() - at)));
            for (auto&& e : online) append(got, e);
            early_end |= online.ended() && got.size() < want.size();
        }
        live.close();
        for (auto&& e : online) append(got, e);
        CHECK((same_bits(got, want) && online.ended() && !early_end));
    }
    return want;
}

/// Returns all numbers of x | stage, and checks that they have the same bits
///   - in one block, and in blocks of 1, 7 and 64 sample frames with each element before and after the stage in memory that
///     is overwritten at the next ++
///   - when the source is borrowed, and when the stage is moved to other memory after its third element
///   - from a live source that is sometimes empty.
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
