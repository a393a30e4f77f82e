// SPDX-License-Identifier: MIT
// Checks a stage that computes one number for each frame or chunk.
#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "support/everywhere.hpp"

namespace testing {

template <class T>
void check_frame_reducer(auto framing, std::size_t size, std::size_t hop, bool partial_last, auto stage, auto reduce) {
    auto const x = noise<T>(1003);
    std::vector<double> expected;
    for (std::size_t i = 0; partial_last ? i < x.size() : i + size <= x.size(); i += hop)
        expected.push_back(reduce(std::span<const T>{x}.subspan(i, std::min(size, x.size() - i))));
    CHECK(same_bits(everywhere<double>(x, 1, framing | stage), expected));
}

/// Checks that `stage` equals `reduce(std::span<const T>)` of each frame and chunk, bit for bit, from every source.
void check_frame_reducer(auto stage, auto reduce) {
    namespace v = symphonic::views;
    check_frame_reducer<float>(v::frames(300, 100), 300, 100, false, stage, reduce);
    check_frame_reducer<double>(v::frames(300, 100), 300, 100, false, stage, reduce);
    check_frame_reducer<float>(v::chunks(70), 70, 70, true, stage, reduce);
}

}   // namespace testing
