// SPDX-License-Identifier: MIT
// A stage written by a user. It combines with the stages of the library, also in a pipeline that has no source yet.
#include <algorithm>
#include <cstdio>
#include <vector>

#include <symphonic/symphonic.hpp>

namespace sj = symphonic;
namespace v = symphonic::views;

/// Limits each sample of an analysis frame to -limit .. limit. stage_facade owns the upstream and forwards ended() and
/// format(); the stage writes next(), which does the work, and get(), which returns the current element. A stage that
/// holds samples back derives from buffering_stage_facade and writes ended(), too.
template <sj::frame_stream Up>
struct clipped_stream : sj::stage_facade<clipped_stream<Up>, Up> {
    float limit;
    std::vector<float> out{};

    bool next() {
        if (!this->upstream().next()) return false;
        auto const frame = this->upstream().get();
        out.assign(frame.begin(), frame.end());
        for (float& x : out) x = std::clamp(x, -limit, limit);
        return true;
    }
    std::span<const float> get() const { return out; }
};

/// The stage: a value that applies clipped_stream to any stream of frames.
constexpr auto clipped(float limit) { return sj::stage_of<clipped_stream>(limit); }

int main() {
    std::vector<float> ramp(64);
    for (std::size_t i = 0; i < ramp.size(); ++i) ramp[i] = static_cast<float>(i) / 64;
    auto const pipeline = v::frames(16, 16) | clipped(0.5F) | v::rms;
    for (double const level : sj::from(ramp, 8000.0) | pipeline) std::printf("%.4f\n", level);
}
