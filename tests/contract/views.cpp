// SPDX-License-Identifier: MIT
// The names, options and meanings that users compile against: pipelines of stages over files, memory and live audio.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <ranges>
#include <span>
#include <sstream>
#include <string>
#include <vector>

#include <symphonic/io.hpp>
#include <symphonic/views.hpp>

#include "support/catch.hpp"
#include "support/recording.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::accepts;

namespace {

constexpr std::size_t length = 69305;   // sample frames: 132 frames of 2048 with a hop of 512

/// A FLAC file of stereo noise at 44100 Hz, removed at the end of the scope.
class stereo_flac {
public:
    stereo_flac() {
        testing::write_recording(path(), testing::noise(2 * length), 2, 44100, SF_FORMAT_FLAC | SF_FORMAT_PCM_16);
    }
    [[nodiscard]] const std::filesystem::path& path() const { return file_.path(); }

private:
    testing::temporary_file file_{".flac"};
};

std::vector<double> levels(const std::filesystem::path& file, std::size_t chunk) {
    std::vector<double> out;
    for (double const level : sj::read(file, {.chunk_frames = chunk}) | v::mono | v::frames(2048, 512) | v::rms)
        out.push_back(level);
    return out;
}

using blocks = decltype(sj::read("x"));
using framed = decltype(sj::read("x") | v::mono | v::frames(8, 8));
using spectra = decltype(sj::read("x") | v::mono | v::stft({.size = 8}));

}   // namespace

TEST_CASE("a stage composes with the streams of its domain only") {
    STATIC_REQUIRE(accepts<decltype(v::rms), framed>);
    STATIC_REQUIRE(accepts<decltype(v::power), spectra>);
    STATIC_REQUIRE(!accepts<decltype(v::rms), blocks>);   // needs chunks(n) or frames before it
    STATIC_REQUIRE(!accepts<decltype(v::mono), spectra>);
    STATIC_REQUIRE(!accepts<decltype(v::rms), spectra>);
    STATIC_REQUIRE(!accepts<decltype(v::power), framed>);
}

TEST_CASE("rms of frames returns the same bits for any chunk size of the reader") {
    stereo_flac const file;
    auto const expected = levels(file.path(), 8192);
    CHECK(expected.size() == 1U + (length - 2048U) / 512U);
    for (std::size_t const chunk : {1U, 777U, 1U << 20}) CHECK(expected == levels(file.path(), chunk));
}

TEST_CASE("prefetch and the chunk size change no bit of stft and power") {
    stereo_flac const file;
    std::vector<float> composed, prefetched;
    for (std::span<const float> const p :
         sj::read(file.path()) | v::mono | v::stft({.size = 2048, .hop = 512, .window = sj::window::hann}) | v::power) {
        CHECK(p.size() == 1025U);
        composed.insert(composed.end(), p.begin(), p.end());
    }
    for (std::span<const float> const p : sj::read(file.path(), {.chunk_frames = 100}) | v::mono | v::prefetch(3) |
                                              v::stft({.size = 2048, .hop = 512}) | v::power)   // Hann is the default
        prefetched.insert(prefetched.end(), p.begin(), p.end());
    CHECK(composed.size() == 132U * 1025U);
    CHECK(testing::same_bits(composed, prefetched));
}

TEST_CASE("a pipeline is a value that is applied to a source later") {
    stereo_flac const file;
    auto const pipeline = v::mono | v::frames(1024, 256) | v::window(sj::window::hann) | v::rms;
    std::size_t n = 0;
    for (double const level : sj::read(file.path()) | pipeline | std::views::take(5)) n += level >= 0;
    CHECK(n == 5U);
}

TEST_CASE("frames of a span start every hop samples") {
    std::vector<float> const ramp{0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    std::vector<std::vector<float>> frames;
    for (std::span<const float> const f : sj::from(std::span<const float>{ramp}, 8000.0) | v::frames(4, 3))
        frames.emplace_back(f.begin(), f.end());
    CHECK(frames == std::vector<std::vector<float>>{{0, 1, 2, 3}, {3, 4, 5, 6}, {6, 7, 8, 9}});
}

TEST_CASE("each stage reports the format of its elements") {
    stereo_flac const file;
    CHECK((sj::read(file.path()) | v::mono).format().channels == 1);
    auto const format = (sj::read(file.path()) | v::mono | v::frames(2048, 512)).format();
    CHECK(format.sample_rate == 44100.0);
    CHECK(format.size == 2048U);
    CHECK(format.hop == 512U);
}

TEST_CASE("std::views::transform applies a function of the user to frames") {
    stereo_flac const file;
    double loudest = 0;
    for (double const peak : sj::read(file.path()) | v::channel(1) | v::frames(2048, 512) |
                                 std::views::transform([](std::span<const float> f) { return sj::peak(f); }))
        loudest = std::max(loudest, peak);
    CHECK(loudest > 0);
    CHECK(loudest <= 1);
}

TEST_CASE("a stage follows a standard view") {
    stereo_flac const file;
    std::size_t n = 0;
    for (double const level : sj::read(file.path()) | v::mono | v::frames(2048, 512) | std::views::take(5) | v::rms)
        n += level >= 0;
    CHECK(n == 5U);
}

TEST_CASE("take pulls n frames of a borrowed stream and leaves the rest in it") {
    stereo_flac const file;
    auto stream = sj::read(file.path()) | v::mono | v::frames(2048, 512);
    CHECK(stream.format().size == 2048U);
    CHECK(stream.format().hop == 512U);
    std::size_t taken = 0, rest = 0;
    for (auto const f : stream | v::take(5)) taken += f.size() == 2048U;
    for (auto const f : stream) rest += f.size() == 2048U;
    CHECK(taken == 5U);
    CHECK(taken + rest == 132U);
}

TEST_CASE("take of a reader counts sample frames in blocks of any size") {
    stereo_flac const file;
    std::int64_t taken = 0;
    for (sj::block<const float> const b : sj::read(file.path(), {.chunk_frames = 300}) | v::take(1000))
        taken += static_cast<std::int64_t>(b.frames());
    CHECK(taken == 1000);
}

TEST_CASE("frames of two channels throw format_error") {
    stereo_flac const file;
    CHECK_THROWS_AS(sj::read(file.path()) | v::frames(2048, 512), sj::format_error);
}

TEST_CASE("the rms stage returns the bits of the rms kernel for each frame") {
    stereo_flac const file;
    std::vector<double> kernel;
    for (std::span<const float> const f : sj::read(file.path()) | v::mono | v::frames(2048, 512))
        kernel.push_back(sj::rms(f));
    CHECK(kernel.size() == 132U);
    CHECK(testing::same_bits(kernel, levels(file.path(), 8192)));
}

TEST_CASE("an iterator of a pipeline yields one value for each increment") {
    stereo_flac const file;
    auto const expected = levels(file.path(), 8192);
    auto values = sj::read(file.path()) | v::mono | v::frames(2048, 512) | v::rms;
    auto it = values.begin();
    std::size_t same = 0;
    for (double const level : expected) {
        same += *it == level;
        ++it;
    }
    CHECK(same == 132U);
}

TEST_CASE("push_source feeds a meter from an audio callback until it is closed") {
    sj::push_source<float> live{48000.0, {.channels = 1, .capacity_frames = 4096, .blocking = false}};
    auto meter = live | v::frames(100, 100) | v::rms;
    std::size_t measured = 0;
    std::vector<float> const callback(64, 0.5F);
    for (int i = 0; i < 10; ++i) {
        live.push(callback);
        for (double const level : meter) measured += std::abs(level - 0.5) < 1e-7;
    }
    CHECK(measured == 6U);
    CHECK(live.overruns() == 0U);
    CHECK(!meter.ended());
    live.close();
    for (double const level : meter) measured += level > 0;
    CHECK(measured == 6U);   // the partial frame of 40 samples is dropped
    CHECK(meter.ended());
}

TEST_CASE("timed adds a named stage to the report of a profile") {
    stereo_flac const file;
    sj::profile prof;
    for (double const energy : sj::read(file.path()) | v::mono | v::chunks(4096) | v::timed(prof, "decode") | v::energy)
        CHECK(energy >= 0);
    std::ostringstream report;
    prof.report(report);
    CHECK(testing::says(report.str(), "decode"));
}

TEST_CASE("frames of size 0 or hop 0 throw argument_error") {
    CHECK_THROWS_AS(v::frames(0, 1), sj::argument_error);
    CHECK_THROWS_AS(v::frames(16, 0), sj::argument_error);
}
