// SPDX-License-Identifier: MIT
// One pipeline value over a file, in an audio callback, and in a thread beside the callback: the same bits three times.
//   live [FILE]
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

/// What a plug-in does, and where.
class plug_in {
public:
    /// Before the sound: here memory is allocated, and nowhere else.
    void prepare(double sample_rate, int channels, std::size_t most_frames) {
        live_ = std::make_unique<sj::push_source<float>>(
            sample_rate,
            sj::push_source_options{.channels = channels, .capacity_frames = 2 * most_frames, .blocking = false});
        levels_ = std::make_unique<stream>(*live_ | meter);
        shown_.reserve(10000);
    }
    /// In the callback: nothing here waits, locks, allocates or calls the system. A loop over the pipeline takes what there is
    /// and goes on next time, in the middle of a frame, too.
    void process(std::span<const float> samples) {
        live_->push(samples);
        for (double const level : *levels_)
            if (shown_.size() < shown_.capacity()) shown_.push_back(level);
    }
    /// After the sound.
    [[nodiscard]] std::vector<double> release() {
        live_->close();
        process({});
        if (live_->overruns() > 0) std::printf("%zu sample frames lost\n", static_cast<std::size_t>(live_->overruns()));
        return shown_;
    }

private:
    using stream = decltype(std::declval<sj::push_source<float>&>() | meter);
    std::unique_ptr<sj::push_source<float>> live_;
    std::unique_ptr<stream> levels_;   // borrows live_
    std::vector<double> shown_;
};

/// f(samples) for each 32 sample frames, as a sound card would.
void play(const sj::audio_buffer<float>& song, auto f) {
    auto const step = 32 * static_cast<std::size_t>(song.channels());
    for (std::size_t at = 0; at < song.samples().size(); at += step)
        f(song.samples().subspan(at, std::min(step, song.samples().size() - at)));
}

[[nodiscard]] sj::audio_buffer<float> chirp() {
    return sj::generate([](std::int64_t n) { return static_cast<float>(std::sin(1e-6 * static_cast<double>(n * n))); },
                        48000.0) |
           v::take_time(2.0) | sj::collect;
}

void show(char const* what, const std::vector<double>& levels, const std::vector<double>& expected) {
    bool const same = levels.size() == expected.size() &&
                      std::memcmp(levels.data(), expected.data(), levels.size() * sizeof(double)) == 0;
    std::printf("%-24s %zu levels, the last %.17g%s\n", what, levels.size(), levels.empty() ? 0.0 : levels.back(),
                same ? "" : ", OTHER BITS");
}

}   // namespace

int main(int count, char** arguments) try {
    auto const song = count > 1 ? sj::read_all(arguments[1]) : chirp();
    std::vector<double> const offline = sj::from(song) | meter | sj::collect;
    show("the whole signal", offline, offline);

    plug_in plugged;
    plugged.prepare(song.format().sample_rate, song.channels(), 32);
    play(song, [&](auto samples) { plugged.process(samples); });
    show("in the callback", plugged.release(), offline);

    // The callback only pushes; a thread beside it waits for samples and has all the time that the ring gives it.
    sj::push_source<float> live{song.format().sample_rate, {.channels = song.channels(), .capacity_frames = 1 << 20}};
    std::vector<double> beside;
    std::thread analysis{[&] { beside = live | meter | sj::collect; }};
    play(song, [&](auto samples) { live.push(samples); });
    live.close();
    analysis.join();
    show("beside the callback", beside, offline);
    return live.overruns() > 0;
} catch (const sj::error& e) {
    std::fprintf(stderr, "%s\n", e.what());
    return 1;
}
