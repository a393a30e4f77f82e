// SPDX-License-Identifier: MIT
// An exception of the source reaches the consumer once, and no samples are lost: a consumer that continues gets the
// same samples as without the exception. A borrowed reader may seek at any time: a pipeline reads no memory beyond the
// block.
#include <ranges>

#include <symphonic/symphonic.hpp>

#include "support/any_stream.hpp"
#include "support/catch.hpp"
#include "support/recording.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::any_source, testing::flat, testing::noise, testing::same_bits;

namespace {

struct injected_fault {};

/// Yields blocks of varying size from memory. Every first attempt to read a block throws.
class throwing_source : public sj::stream_facade<throwing_source, sj::domain::samples> {
public:
    throwing_source(std::span<const float> signal, int channels, unsigned seed)
        : signal_(signal), channels_(static_cast<std::size_t>(channels)), random_(seed) {}
    bool next() {
        at_ += std::exchange(size_, 0);
        if (at_ == signal_.size()) return false;
        if (!std::exchange(thrown_, true)) throw injected_fault{};
        thrown_ = false;
        size_ = std::min<std::size_t>((random_() % 90) * channels_, signal_.size() - at_);
        return true;
    }
    sj::block<const float> get() const {
        return {signal_.subspan(at_, size_), static_cast<int>(channels_), static_cast<std::int64_t>(at_ / channels_)};
    }
    bool ended() const { return at_ + size_ == signal_.size(); }
    sj::audio_format format() const { return {.sample_rate = 1000, .channels = static_cast<int>(channels_)}; }

private:
    std::span<const float> signal_;
    std::size_t channels_, at_ = 0, size_ = 0;
    std::mt19937 random_;
    bool thrown_ = false;
};

/// Returns all numbers of a stream that throws, and how often it threw.
template <class T> std::pair<std::vector<T>, int> read_despite_faults(auto stream) {
    std::vector<T> out;
    for (int caught = 0;;) try {
            for (auto&& e : stream) testing::append(out, e);
            return {out, caught};
        } catch (const injected_fault&) {
            ++caught;
        }
}

}   // namespace

TEST_CASE("a pipeline continues after an exception without losing samples") {
    auto const x = noise(2 * 1500);
    std::mt19937 random{3};
    for (unsigned round = 0; round < 30; ++round) {
        std::size_t const size = 1 + random() % 300, hop = 1 + random() % 350, unit = 1 + random() % 400;
        auto const padding = static_cast<sj::padding>(random() % 3);
        auto const tail = static_cast<sj::tail>(random() % 2);
        CAPTURE(size, hop, unit, static_cast<int>(padding), static_cast<int>(tail));
        auto const check = [&](const auto& pipeline) {
            auto const whole = flat<double>(any_source{sj::from(x, {.sample_rate = 1000, .channels = 2})} | pipeline);
            auto const [got, caught] = read_despite_faults<double>(any_source{throwing_source{x, 2, round}} | pipeline);
            CHECK(same_bits(got, whole));
            CHECK(caught > 5);
        };
        check(v::chunks(unit));
        check(v::chunks(unit) | v::mono);
        check(v::mono | v::frames(size, hop, {padding, tail}));
        check(v::channel(1) | v::chunks(unit) | v::frames(size, hop, {padding, tail}) | v::rms);
        check(v::mono | v::stft({.size = size, .hop = hop, .padding = padding, .tail = tail}) | v::power);
        sj::stft_options const overlapping{
            .size = size, .hop = 1 + hop % size, .window = sj::window::hamming, .padding = padding, .tail = tail};
        check(v::mono | v::stft(overlapping) | v::istft(overlapping));
        check(v::mono | v::convolve(noise(unit)));
        check(v::drop(unit) | v::take(900) | v::gain(2) |
              v::map_samples([y = 0.0F](float s) mutable { return y += s; }));
        check(v::mono | v::frames(size, hop, {padding, tail}) | v::drop(1) | v::rfft | v::power | v::decibels);
    }
}

TEST_CASE("numbers before and after one that throws are kept") {
    auto const x = noise(100);
    int calls = 0;
    auto const throwing = std::views::transform([&](float s) {
        if (++calls % 30 == 0) throw injected_fault{};
        return s;
    });
    auto without = x;
    for (std::size_t i : {89U, 59U, 29U}) without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
    auto const [got, caught] =
        read_despite_faults<float>(sj::from(x | throwing, 1.0, {.chunk_frames = 8}) | v::frames(1, 1));
    CHECK(caught == 3);
    CHECK(same_bits(got, without));
}

TEST_CASE("chunks yields the samples decoded before a damaged file ends") {
    testing::temporary_file const flac{".flac"};
    testing::write_recording(flac.path(), noise(40000), 1, 44100, SF_FORMAT_FLAC | SF_FORMAT_PCM_16);
    std::filesystem::resize_file(flac.path(), std::filesystem::file_size(flac.path()) / 2);
    sj::reader in{flac.path()};
    auto const count = [](auto stream) {
        std::int64_t frames = 0;
        for (bool reported = false;; reported = true) try {
                while (stream.next()) frames += static_cast<std::int64_t>(stream.get().frames());
                CHECK(reported);
                return frames;
            } catch (const sj::io_error&) {
                CHECK(!reported);
            }   // once
    };
    auto const read = [&] { return sj::read(flac.path(), {.truncation = sj::truncation::error}); };
    auto const decoded = count(read()), chunked = count(read() | v::chunks(30000));
    CHECK(decoded > 10000);
    CHECK(chunked == decoded);
}

TEST_CASE("a pipeline follows a seek of its borrowed reader, also after its end") {
    testing::temporary_file const wav{".wav"};
    auto const x = noise(1000);
    testing::write_recording(wav.path(), x, 1, 8000, SF_FORMAT_WAV | SF_FORMAT_FLOAT);
    sj::reader in{wav.path(), {.chunk_frames = 100}};
    auto const twice = [&](auto pipeline) {
        auto stream = in | pipeline;
        auto const first = flat<double>(stream);
        CHECK(stream.ended());
        CHECK(!stream.next());
        in.seek(0);
        CHECK(!stream.ended());
        CHECK(same_bits(flat<double>(stream), first));
        in.seek(0);
        return first.size();
    };
    CHECK(twice(v::mono) == 1000);
    CHECK(twice(v::chunks(30)) == 1000);
    CHECK(twice(v::drop(150)) == 850);
    CHECK(twice(v::drop_time(0.05)) == 600);
    CHECK(twice(v::take(2000)) == 1000);
    CHECK(twice(v::frames(10, 5) | v::drop(3) | v::take(1000)) == 1960);
    CHECK(twice(v::stft({.size = 64}) | v::drop(2) | v::istft({.size = 64})) > 800);
    CHECK(twice(v::convolve(noise(20))) == 1019);
    CHECK(twice(v::convolve(noise(150))) == 1149);
    for (auto const padding : {sj::padding::none, sj::padding::zero, sj::padding::reflect})
        for (auto const tail : {sj::tail::drop, sj::tail::pad}) {
            CHECK(twice(v::frames(130, 47, {padding, tail})) > 1000);
            CHECK(twice(v::frames(30, 147, {padding, tail}) | v::rms) > 5);
            sj::stft_options const o{.size = 60, .hop = 13, .padding = padding, .tail = tail};
            CHECK(twice(v::stft(o) | v::istft(o)) > 980);
        }
}

TEST_CASE("concat begins anew when a borrowed reader is sought after the end of both streams") {
    testing::temporary_file const wav{".wav"};
    auto const x = noise(100), y = noise(50);
    testing::write_recording(wav.path(), x, 1, 8000, SF_FORMAT_WAV | SF_FORMAT_FLOAT);
    sj::reader in{wav.path(), {.chunk_frames = 30}};
    auto stream = sj::concat(in, sj::from(y, 8000.0));
    CHECK(flat(stream).size() == 150);
    CHECK(stream.ended());
    in.seek(20);
    CHECK_FALSE(stream.ended());
    REQUIRE(stream.next());
    CHECK(stream.get().position() == 0);
    CHECK(stream.get().samples()[0] == x[20]);
    CHECK(flat(stream).size() == 50);   // the other stream is used up
    CHECK(stream.ended());

    auto other_order = sj::concat(sj::from(y, 8000.0), in);
    in.seek(0);
    CHECK(flat(other_order).size() == 150);
    in.seek(40);
    CHECK(flat(other_order).size() == 60);

    sj::reader first{wav.path(), {.chunk_frames = 30}};   // sought before the end of the second: not read again
    auto twice = sj::concat(first, in);
    in.seek(0);
    for (int i = 0; i < 5; ++i) REQUIRE(twice.next());
    first.seek(0);
    CHECK(flat(twice).size() == 70);
}

TEST_CASE("istft returns the samples of a borrowed reader that seeks back while it is framed") {
    testing::temporary_file const wav{".wav"};
    auto const x = noise(1000);
    testing::write_recording(wav.path(), x, 1, 8000, SF_FORMAT_WAV | SF_FORMAT_FLOAT);
    for (std::int64_t place : {0, 500, 900}) {
        sj::reader in{wav.path(), {.chunk_frames = 20}};
        auto stream = in | v::stft({.size = 40, .hop = 20}) | v::istft({.size = 40, .hop = 20});
        std::vector<double> y;
        while (stream.next()) {
            testing::append(y, stream.get());
            if (y.size() == 240) in.seek(place);   // 260 samples came; the format still says 1000
        }
        auto const all = 260 + x.size() - static_cast<std::size_t>(place);
        CHECK(stream.format().frames == static_cast<std::int64_t>(all));
        CHECK(y.size() + 20 >= all);   // the current block may be lost
        CHECK(std::fabs(y[y.size() - 30] - static_cast<double>(x[970])) < 1e-5);
    }
}

TEST_CASE("a pipeline reads no memory beyond the block of a reader that is used directly meanwhile") {
    testing::temporary_file const wav{".wav"};
    testing::write_recording(wav.path(), noise(1000), 1, 8000, SF_FORMAT_WAV | SF_FORMAT_FLOAT);
    std::mt19937 random{9};
    for (int round = 0; round < 300; ++round) {
        sj::reader in{wav.path(), {.chunk_frames = 1 + random() % 300}};
        auto const disturb = [&](auto stream) {
            std::size_t pulled = 0;
            double sum = 0;
            while (pulled < 3000 && stream.next()) {
                ++pulled;
                if (random() % 8 == 0 && pulled < 100) in.seek(random() % 1000);
                if (random() % 8 == 0) static_cast<void>(in.next());
                auto const e = stream.get();
                if constexpr (requires { e.samples(); })
                    for (float const s : e.samples()) sum += static_cast<double>(s);
                else
                    for (float const s : e) sum += static_cast<double>(s);
            }
            CHECK(pulled < 3000);
            CHECK(std::isfinite(sum));
        };
        std::size_t const size = 1 + random() % 200, hop = 1 + random() % 250;
        disturb(in | v::chunks(size));
        in.seek(0);
        disturb(in |
                v::frames(size, hop, {static_cast<sj::padding>(random() % 3), static_cast<sj::tail>(random() % 2)}));
    }
}
