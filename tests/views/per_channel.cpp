// SPDX-License-Identifier: MIT
#include <ranges>

#include <symphonic/symphonic.hpp>

#include "support/catch.hpp"
#include "support/live_source.hpp"
#include "support/recording.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::flat, testing::message, testing::noise, testing::same_bits;

namespace {

sj::audio_format const stereo{.sample_rate = 8000, .channels = 2};

/// Returns the interleaved samples of `per_channel(x, pipeline)`, computed channel by channel.
std::vector<float> by_channel(const std::vector<float>& x, auto pipeline) {
    auto const left = flat(sj::from(x, stereo) | v::channel(0) | pipeline);
    auto const right = flat(sj::from(x, stereo) | v::channel(1) | pipeline);
    std::vector<float> both(left.size() + right.size());
    sj::interleave(std::vector{left, right}, both);
    return both;
}

/// Throws in place of every third block.
struct injected_fault {};
class failing_source : public sj::stream_facade<failing_source, sj::domain::samples> {
public:
    explicit failing_source(const std::vector<float>& x) : source_(sj::from(x, stereo, {.chunk_frames = 10})) {}
    bool next() {
        if (++calls_ % 3 == 0) throw injected_fault{};
        return source_.next();
    }
    sj::block<const float> get() const { return source_.get(); }
    bool ended() const { return source_.ended(); }
    sj::audio_format format() const { return source_.format(); }

private:
    decltype(sj::from(std::declval<const std::vector<float>&>(), stereo)) source_;
    int calls_ = 0;
};

}   // namespace

TEST_CASE("per_channel interleaves samples again, whatever the lengths of the blocks") {
    auto const x = noise(2 * 1000);
    sj::stft_options const o{.size = 64, .padding = sj::padding::zero};
    auto const resynthesis = v::stft(o) | v::istft(o);
    for (std::size_t chunk : {1U, 7U, 64U, 5000U}) {
        auto const source = [&] { return sj::from(x, stereo, {.chunk_frames = chunk}); };
        CHECK(same_bits(flat(sj::per_channel(source(), v::gain(1))), x));
        CHECK(same_bits(flat(sj::per_channel(source(), v::chunks(30))), x));
        CHECK(same_bits(flat(sj::per_channel(source(), resynthesis)), by_channel(x, resynthesis)));
    }
    auto stream = sj::per_channel(sj::from(x, stereo, {.chunk_frames = 100}), v::drop(150));
    CHECK(stream.format().channels == 2);
    CHECK(stream.format().frames == 850);
    CHECK(sj::domain_of<decltype(stream)> == sj::domain::samples);
    REQUIRE(stream.next());
    CHECK(stream.get().position() == 150);
    CHECK(stream.get().channels() == 2);
}

TEST_CASE("per_channel gives one value, frame or spectrum for each channel", "[threads]") {
    auto const x = noise(2 * 1000);
    auto const source = [&] { return sj::from(x, stereo, {.chunk_frames = 17}); };
    for (int const c : {0, 1}) {
        auto const channel = static_cast<std::size_t>(c);
        auto const levels = v::chunks(100) | v::rms;
        auto const expected_levels = flat<double>(source() | v::channel(c) | levels);
        std::size_t i = 0;
        for (std::span<const double> level : sj::per_channel(source(), levels)) {
            CHECK(level.size() == 2);
            CHECK(level[channel] == expected_levels[i++]);
        }
        CHECK(i == 10);
        auto const power = v::stft({.size = 64, .hop = 48}) | v::power;
        auto const expected_power = source() | v::channel(c) | power | sj::collect;
        auto const kept = sj::per_channel(source(), power) | v::prefetch(3) | sj::collect;   // copies of the elements
        REQUIRE(kept.size() == expected_power.rows());
        for (std::size_t row = 0; row < kept.size(); ++row)
            CHECK(std::ranges::equal(kept[row][channel], expected_power.row(row)));
    }
    auto decibels = sj::per_channel(source(), v::chunks(100) | v::rms) | v::decibels;
    REQUIRE(decibels.next());
    CHECK(decibels.get().size() == 2);
}

TEST_CASE("per_channel runs channels in parallel where the pipeline ends in prefetch", "[threads]") {
    auto const x = noise(2 * 5000);
    auto const frames = v::frames(64, 16);
    auto const rms = v::rms | v::prefetch(2);
    CHECK(same_bits(flat<double>(sj::per_channel(sj::from(x, stereo, {.chunk_frames = 50}), frames | rms)),
                    flat<double>(sj::per_channel(sj::from(x, stereo), frames | v::rms))));
}

TEST_CASE("per_channel continues with a live source and after a seek of a borrowed reader") {
    auto const x = noise(2 * 100);
    testing::live_source live{8000.0, 2};
    auto stream = sj::per_channel(live, v::frames(10, 10) | v::peak);
    CHECK(!stream.next());
    CHECK(!stream.ended());
    live.push(std::span{x}.first(2 * 25));
    CHECK(flat<double>(stream).size() == 2 * 2);
    live.push(std::span{x}.first(2 * 5));
    CHECK(flat<double>(stream).size() == 2 * 1);
    live.close();
    CHECK(!stream.next());
    CHECK(stream.ended());

    testing::temporary_file const wav{".wav"};
    testing::write_recording(wav.path(), x, 2, 8000, SF_FORMAT_WAV | SF_FORMAT_FLOAT);
    sj::reader in{wav.path(), {.chunk_frames = 30}};
    auto from_file = sj::per_channel(in, v::chunks(40));
    CHECK(same_bits(flat(from_file), x));
    in.seek(0);
    CHECK(same_bits(flat(from_file), x));
}

TEST_CASE("per_channel throws an exception of its source once and continues") {
    auto const x = noise(2 * 100);
    auto stream = sj::per_channel(failing_source{x}, v::chunks(25));
    std::vector<float> got;
    int caught = 0;
    while (!stream.ended()) try {
            while (stream.next()) testing::append(got, stream.get());
        } catch (const injected_fault&) {
            ++caught;
        }
    CHECK(caught == 5);
    CHECK(same_bits(got, x));
}

TEST_CASE("channels stay in step after an exception of a function in one channel") {
    auto const x = noise(2 * 100);
    auto const fails_once = v::chunks(10) | v::tee([calls = 0](sj::block<const float> block) mutable {
                                if (++calls == 3 && block.samples()[0] == noise(2 * 100)[2 * 20])
                                    throw injected_fault{};   // in channel 0 only
                            });
    auto stream = sj::per_channel(sj::from(x, stereo), fails_once);
    std::vector<float> got;
    try {
        while (stream.next()) testing::append(got, stream.get());
        FAIL("no exception");
    } catch (const injected_fault&) {
        CHECK(got.size() == 2 * 20);
    }
    while (stream.next()) testing::append(got, stream.get());
    auto expected = x;
    expected.erase(expected.begin() + 2 * 20, expected.begin() + 2 * 30);
    CHECK(same_bits(got, expected));
}

TEST_CASE("per_channel throws for a block of another number of channels") {
    auto const two = noise(2 * 10), three = noise(3 * 10);
    std::vector<sj::block<const float>> const blocks{{two, 2}, {three, 3}};
    auto stream = sj::per_channel(sj::from(blocks, stereo) | v::as<sj::domain::samples>, v::gain(2));
    CHECK(stream.next());
    CHECK(message<sj::format_error>([&] { return stream.next(); }) ==
          "per_channel: a block of 3 channels after blocks of 2, expected the same number");
}

TEST_CASE("per_channel throws for an unknown number of channels and for channels that differ in length") {
    auto const x = noise(2 * 100);
    auto const unknown = [&] {
        return sj::per_channel(sj::from(x, stereo) | std::views::filter([](auto) { return true; }) |
                                   v::map([](auto b) { return b; }),
                               v::chunks(10));
    };
    CHECK(message<sj::format_error>(unknown) ==
          "per_channel: the number of channels is unknown, as after a standard view; "
          "state it with from(range, format)");
    for (double const threshold : {0.1, 0.8}) {   // channel 1 has more, or fewer, samples above it
        auto const loud = v::chunks(1) | v::peak | std::views::filter([=](double p) { return p > threshold; }) |
                          v::map([](double p) { return p; });
        auto stream = sj::per_channel(sj::from(x, stereo), loud);
        CHECK(message<sj::format_error>([&] { return flat<double>(stream); }) ==
              "per_channel: the pipeline gives another number of elements for channel 1 than for channel 0");
    }
}
