// SPDX-License-Identifier: MIT
// Promise 1: the same bits whatever the chunks, from a file, from memory, and from a source that at times has nothing.
#include <symphonic/symphonic.hpp>

#include "support/any_source.hpp"
#include "support/catch.hpp"
#include "support/live_source.hpp"
#include "support/recording.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::any_source, testing::flat, testing::noise, testing::same_bits;

namespace {

constexpr std::size_t length = 3001;   // sample frames of stereo noise, to the last: mistakes at the end show
constexpr sj::audio_format stereo{.sample_rate = 44100, .channels = 2};

class sources {
public:
    sources() { testing::write_recording(wav_.path(), signal_, 2, 44100, SF_FORMAT_WAV | SF_FORMAT_FLOAT); }

    /// The output of `pipeline` has the same bits from every source.
    template <class Pipeline> void check(const Pipeline& pipeline) {
        auto const whole = flat<double>(memory(length) | pipeline);
        for (std::size_t chunk : {std::size_t{1}, std::size_t{7}, std::size_t{512}, 2 + random_() % 4000}) {
            CHECK(same_bits(flat<double>(memory(chunk) | pipeline), whole));
            CHECK(
                same_bits(flat<double>(any_source{sj::read(wav_.path(), {.chunk_frames = chunk})} | pipeline), whole));
            CHECK(same_bits(flat<double>(any_source{memory(chunk) | v::chunks(33)} | pipeline), whole));
        }
        check_live(pipeline, whole);
    }

private:
    [[nodiscard]] any_source memory(std::size_t chunk) const {
        return any_source{sj::from(signal_, stereo, {.chunk_frames = chunk})};
    }
    template <class Pipeline> void check_live(const Pipeline& pipeline, const std::vector<double>& whole) {
        testing::live_source live{44100.0, 2};
        auto online = any_source{live} | pipeline;
        std::vector<double> got;
        auto const gather = [&] {
            auto const more = flat<double>(online);
            got.insert(got.end(), more.begin(), more.end());
        };
        for (std::size_t at = 0; at < length;) {
            auto const n = std::min<std::size_t>(random_() % 300, length - at);
            live.push(std::span{signal_}.subspan(2 * at, 2 * n));
            at += n;
            if (random_() % 3 != 0) gather();
        }
        live.close();
        gather();
        CHECK(same_bits(got, whole));
        CHECK(online.ended());
    }

    std::vector<float> signal_ = noise(2 * length);
    testing::temporary_file wav_{".wav"};
    std::mt19937 random_{3};
};

}   // namespace

TEST_CASE("random pipelines give the same bits from every source, in every chunk size") {
    sources all;
    std::mt19937 random{11};
    for (int round = 0; round < 40; ++round) {
        std::size_t const size = 1 + random() % 600, hop = 1 + random() % 700, unit = 1 + random() % 900;
        auto const padding = static_cast<sj::padding>(random() % 3);
        auto const tail = static_cast<sj::tail>(random() % 2);
        int const c = static_cast<int>(random() % 2);
        CAPTURE(size, hop, unit, static_cast<int>(padding), static_cast<int>(tail), c);
        all.check(v::mono | v::frames(size, hop, {padding, tail}));
        all.check(v::channel(c) | v::frames(size, hop, {padding, tail}) | v::window(sj::window::hann) | v::rms);
        all.check(v::mono | v::chunks(unit) | v::rms);
        all.check(v::mono | v::stft({.size = size, .hop = hop, .padding = padding, .tail = tail}) | v::power);
        all.check(v::mono | v::stft({.size = size, .hop = hop, .padding = padding, .tail = tail}) | v::magnitude);
        sj::stft_options const overlapping{
            .size = size, .hop = 1 + hop % size, .window = sj::window::hamming, .padding = padding, .tail = tail};
        all.check(v::mono | v::stft(overlapping) | v::istft(overlapping));
        all.check(v::channel(c) | v::convolve(noise(1 + random() % (round % 2 == 0 ? 40 : 900))));
    }
}

TEST_CASE("as the compiler sees it, without a virtual call between: the same bits") {
    auto const x = noise(2 * length);
    auto const pipeline = v::mono | v::stft({.size = 256, .hop = 100, .padding = sj::padding::reflect}) | v::power;
    auto const concealed = flat(any_source{sj::from(x, stereo)} | pipeline);
    for (std::size_t chunk : {1U, 7U, 4096U})
        CHECK(same_bits(flat(sj::from(x, stereo, {.chunk_frames = chunk}) | pipeline), concealed));
}
