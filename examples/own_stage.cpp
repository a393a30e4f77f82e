// SPDX-License-Identifier: MIT
// A stage of your own has the rights of ours: it stands where they stand, and composes before there is a source.
#include <cstdio>
#include <vector>

#include <symphonic/symphonic.hpp>

namespace sj = symphonic;
namespace v = symphonic::views;

// The stream: pulls from whatever stands before it, and forwards what it does not change.
template <sj::frame_stream Up>
struct clipped_stream : sj::stream_facade<clipped_stream<Up>> {
    Up up;
    float limit;
    std::vector<float> out{};

    bool next() {
        if (!up.next()) return false;
        out.assign(up.get().begin(), up.get().end());
        for (float& x : out) x = std::clamp(x, -limit, limit);
        return true;
    }
    std::span<const float> get() const { return out; }
    bool ended() const { return up.ended(); }
    sj::audio_format format() const { return up.format(); }
};

// The stage: a value that puts such a stream behind any stream of frames.
constexpr auto clipped(float limit) { return sj::stage_of<clipped_stream>(limit); }

int main() {
    std::vector<float> ramp(64);
    for (std::size_t i = 0; i < ramp.size(); ++i) ramp[i] = static_cast<float>(i) / 64;
    auto const pipeline = v::frames(16, 16) | clipped(0.5F) | v::rms;
    for (double level : sj::from(ramp, 8000.0) | pipeline) std::printf("%.4f\n", level);
}
