// SPDX-License-Identifier: MIT
// Analysis frames by definition: the signal padded as numpy.pad does it, found by walking between the mirrors, then cut.
#pragma once

#include <algorithm>
#include <vector>

#include <symphonic/views/frames.hpp>

namespace testing {

inline std::vector<float> padded(const std::vector<float>& x, symphonic::padding kind, std::size_t margin) {
    if (kind == symphonic::padding::none || x.empty()) return x;
    auto const walk = [&](std::size_t from, int step, std::size_t count) {
        std::vector<float> out;
        auto i = static_cast<std::ptrdiff_t>(from), d = static_cast<std::ptrdiff_t>(step);
        auto const last = static_cast<std::ptrdiff_t>(x.size()) - 1;
        while (out.size() < count) {
            if (last > 0) {
                if (i + d < 0 || i + d > last) d = -d;
                i += d;
            }
            out.push_back(kind == symphonic::padding::zero ? 0.0F : x[static_cast<std::size_t>(i)]);
        }
        return out;
    };
    auto out = walk(0, 1, margin), end = walk(x.size() - 1, -1, margin);
    std::ranges::reverse(out);
    out.insert(out.end(), x.begin(), x.end());
    out.insert(out.end(), end.begin(), end.end());
    return out;
}

inline std::vector<float> frames_by_hand(const std::vector<float>& x, std::size_t size, std::size_t hop,
                                         symphonic::frames_options o) {
    auto s = padded(x, o.padding, size / 2);
    std::size_t count = x.empty() || s.size() < size ? 0 : 1 + (s.size() - size) / hop;
    auto const covered = count == 0 ? 0 : (count - 1) * hop + size;
    if (o.tail == symphonic::tail::pad && covered < s.size() && count * hop < s.size()) {
        ++count;
        s.resize((count - 1) * hop + size);
    }
    std::vector<float> out;
    for (std::size_t k = 0; k < count; ++k) {
        auto const first = s.begin() + static_cast<std::ptrdiff_t>(k * hop);
        out.insert(out.end(), first, first + static_cast<std::ptrdiff_t>(size));
    }
    return out;
}

}   // namespace testing
