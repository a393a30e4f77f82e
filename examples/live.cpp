// SPDX-License-Identifier: MIT
// live [FILE]: runs one pipeline over a whole signal, in an audio callback, and in a thread that reads what a callback
// pushes. Prints the levels of each; the bits are the same.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <memory>
#include <thread>
#include <vector>

#include <symphonic/symphonic.hpp>

namespace sj = symphonic;
namespace v = symphonic::views;

namespace {

constexpr auto meter = v::mono | v::frames(1024, 512) | v::window(sj::window::hann) | v::rms;

/// Measures levels inside the audio callback, as a plug-in does.
class plug_in {
public:
    /// Called before the first callback. Allocates all memory. No callback has more than `max_frames` sample frames.
    void prepare(double sample_rate, int channels, std::size_t max_frames) {
        live_ = std::make_unique<sj::push_source<float>>(
            sample_rate,
            sj::push_source_options{.channels = channels, .capacity_frames = 2 * max_frames, .blocking = false});
        meter_ = std::make_unique<stream>(*live_ | meter);
        levels_.reserve(10000);
    }
    /// The callback: never waits, locks, allocates or calls the system. The loop measures all complete frames; samples
    /// of an incomplete frame wait for the next callback.
    void process(std::span<const float> samples) {
        live_->push(samples);
        for (double const level : *meter_)
            if (levels_.size() < levels_.capacity()) levels_.push_back(level);
    }
    /// Called after the last callback. Returns all levels.
    [[nodiscard]] std::vector<double> release() {
        live_->close();
        process({});
        if (live_->overruns() > 0) std::printf("%zu sample frames lost\n", static_cast<std::size_t>(live_->overruns()));
        return levels_;
    }

private:
    using stream = decltype(std::declval<sj::push_source<float>&>() | meter);
    std::unique_ptr<sj::push_source<float>> live_;
    std::unique_ptr<stream> meter_;   // borrows *live_
    std::vector<double> levels_;
};

/// Calls callback(samples) for each 32 sample frames, as a sound card does.
void play(const sj::audio_buffer<float>& song, auto callback) {
    auto const step = 32 * static_cast<std::size_t>(song.channels());
    for (std::size_t i = 0; i < song.samples().size(); i += step)
        callback(song.samples().subspan(i, std::min(step, song.samples().size() - i)));
}

[[nodiscard]] sj::audio_buffer<float> chirp() {
    return sj::generate([](std::int64_t n) { return static_cast<float>(std::sin(1e-6 * static_cast<double>(n * n))); },
                        48000.0) |
           v::take_time(2.0) | sj::collect;
}

void print_levels(char const* name, const std::vector<double>& levels, const std::vector<double>& expected) {
    bool const same = levels.size() == expected.size() &&
                      std::memcmp(levels.data(), expected.data(), levels.size() * sizeof(double)) == 0;
    std::printf("%-24s %zu levels, the last %.17g%s\n", name, levels.size(), levels.empty() ? 0.0 : levels.back(),
                same ? "" : ", DIFFERENT BITS");
}

}   // namespace

int main(int count, char** arguments) try {
    auto const song = count > 1 ? sj::read_all(arguments[1]) : chirp();
    std::vector<double> const offline = sj::from(song) | meter | sj::collect;
    print_levels("the whole signal", offline, offline);

    plug_in plugin;
    plugin.prepare(song.format().sample_rate, song.channels(), 32);
    play(song, [&](auto samples) { plugin.process(samples); });
    print_levels("in the callback", plugin.release(), offline);

    // The callback only pushes; another thread waits for the samples and measures them.
    sj::push_source<float> live{song.format().sample_rate, {.channels = song.channels(), .capacity_frames = 1 << 20}};
    std::vector<double> levels;
    std::thread analysis{[&] { levels = live | meter | sj::collect; }};
    play(song, [&](auto samples) { live.push(samples); });
    live.close();
    analysis.join();
    print_levels("beside the callback", levels, offline);
    return live.overruns() > 0;
} catch (const sj::error& e) {
    std::fprintf(stderr, "%s\n", e.what());
    return 1;
}
