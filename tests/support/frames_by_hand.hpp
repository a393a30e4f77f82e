// SPDX-License-Identifier: MIT
// Analysis frames from their definition: the signal padded as numpy.pad, step by step, then divided.
#pragma once

#include <algorithm>
#include <vector>

#include <symphonic/views/frames.hpp>

namespace testing {

/// x with `margin` samples of padding at both ends.
inline std::vector<float> padded(const std::vector<float>& x, symphonic::padding kind, std::size_t margin) {
    if (kind == symphonic::padding::none || x.empty()) return x;
    auto const margin_after = [&](std::size_t from, int step) {   // turns back at both ends of x
        std::vector<float> out;
        auto i = static_cast<std::ptrdiff_t>(from), direction = static_cast<std::ptrdiff_t>(step);
        auto const last = static_cast<std::ptrdiff_t>(x.size()) - 1;
        while (out.size() < margin) {
            if (last > 0) {
                if (i + direction < 0 || i + direction > last) direction = -direction;
                i += direction;
            }
            out.push_back(kind == symphonic::padding::zero ? 0.0F : x[static_cast<std::size_t>(i)]);
        }
        return out;
    };
    auto out = margin_after(0, 1), end = margin_after(x.size() - 1, -1);
    std::ranges::reverse(out);
    out.insert(out.end(), x.begin(), x.end());
    out.insert(out.end(), end.begin(), end.end());
    return out;
}

/// All frames of x, one after the other.
inline std::vector<float> frames_by_hand(const std::vector<float>& x, std::size_t size, std::size_t hop,
                                         symphonic::frames_options o) {
    auto signal = padded(x, o.padding, size / 2);
    std::size_t count = x.empty() || signal.size() < size ? 0 : 1 + (signal.size() - size) / hop;
    auto const covered = count == 0 ? 0 : (count - 1) * hop + size;
    if (o.tail == symphonic::tail::pad && covered < signal.size() && count * hop < signal.size()) {
        ++count;
        signal.resize((count - 1) * hop + size);
    }
    std::vector<float> out;
    for (std::size_t k = 0; k < count; ++k) {
        auto const first = signal.begin() + static_cast<std::ptrdiff_t>(k * hop);
        out.insert(out.end(), first, first + static_cast<std::ptrdiff_t>(size));
    }
    return out;
}

}   // namespace testing
