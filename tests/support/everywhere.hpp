// SPDX-License-Identifier: MIT
// What every stage promises, whichever it is: the same bits whatever the blocks and wherever they come from, and no element
// used after the next ++.
#pragma once

#include <symphonic/views.hpp>

#include "support/any_stream.hpp"
#include "support/catch.hpp"
#include "support/live_source.hpp"
#include "support/signals.hpp"

namespace testing {

/// All numbers of x | stage: in one block; in blocks of 1, 7 and 64, each element before and after it in memory of its own;
/// borrowed, begun and then moved; from a live source that stays dry for a while. Checks that they are the same bits.
template <class Out, class T>
std::vector<Out> everywhere(const std::vector<T>& x, int channels, const auto& stage) {
    namespace sj = symphonic;
    auto const source = [&](std::size_t chunk) {
        return basic_any_source<T>(sj::from(x, {.sample_rate = 8000, .channels = channels}, {.chunk_frames = chunk}));
    };
    auto whole = source(x.size() + 1);
    auto const want = flat<Out>(whole | stage);
    for (std::size_t const chunk : {1U, 7U, 64U}) {
        CHECK(same_bits(flat<Out>(source(chunk) | sj::views::checked | stage | sj::views::checked), want));

        std::vector<Out> moved;
        auto upstream = source(chunk);
        auto begun = upstream | stage;
        for (int i = 0; i < 3 && begun.next(); ++i) append(moved, begun.get());
        auto other = std::move(begun);
        while (other.next()) append(moved, other.get());
        CHECK((same_bits(moved, want) && !other.next() && other.ended()));

        std::vector<Out> got;
        basic_live_source<T> live{8000, channels};
        basic_any_source<T> hidden{live};
        auto online = hidden | stage;
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

}   // namespace testing
