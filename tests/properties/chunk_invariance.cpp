// SPDX-License-Identifier: MIT
// Chunk invariance: a pipeline produces the same bits as the offline computation with every chunk size, from a file, a file
// image, memory and a live source. The pipelines are composed at random; each stage comes with its definition, a function of
// the whole signal or of whole frames.
#include <sstream>

#include <symphonic/symphonic.hpp>

#include "support/any_stream.hpp"
#include "support/catch.hpp"
#include "support/frames_by_hand.hpp"
#include "support/recording.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::any_frames, testing::any_source, testing::any_stage, testing::flat, testing::noise, testing::same_bits;

namespace {

constexpr std::size_t length =
    1501;   // sample frames of stereo noise; noise up to the end, so that errors at the end show
constexpr double rate = 1000;

struct signal {
    std::vector<float> x;
    std::size_t channels;
    [[nodiscard]] std::size_t frames() const { return x.size() / channels; }
};
using rows = std::vector<std::vector<float>>;
using numbers = std::vector<double>;
using any_powers = testing::any_stream<std::span<const float>, sj::domain::power>;
using any_numbers = testing::any_stream<double, sj::domain::none>;
using sample_stage = any_stage<any_source, any_source>;
using frame_stage = any_stage<any_frames, any_frames>;

template <class T> std::vector<double> flat_rows(const std::vector<T>& all) {
    numbers out;
    for (const auto& row : all) testing::append(out, row);
    return out;
}

/// A stage as a user writes it.
template <sj::sample_stream Up> struct inverted_stream : sj::stage_facade<inverted_stream<Up>, Up> {
    std::vector<float> out{};
    bool next() {
        if (!this->upstream().next()) return false;
        auto const in = this->upstream().get().samples();
        out.assign(in.begin(), in.end());
        for (float& x : out) x = -x;
        return true;
    }
    sj::block<const float> get() const {
        auto const in = this->upstream().get();
        return {out, in.channels(), in.position()};
    }
};

/// A recursive filter with state: y += (x - y) / 4, over the interleaved samples.
constexpr auto smoother() {
    return [y = 0.0F](float x) mutable { return y += (x - y) / 4; };
}

// ---- samples to samples ----------------------------------------------------------------------------------------------

struct sample_step {
    std::string name;
    sample_stage online;
    std::function<signal(signal)> offline;
};

class maker {
public:
    explicit maker(unsigned seed) : random_(seed) {}

    std::size_t up_to(std::size_t n) { return random_() % (n + 1); }
    std::size_t size() { return 1 + up_to(up_to(2) == 0 ? 600 : 40); }
    template <class E> E one_of(unsigned count) { return static_cast<E>(random_() % count); }

    /// Returns a random step. `channels` is the number of input channels, and is set to that of the output.
    sample_step step(std::size_t& channels, bool one_channel) {
        auto const stage = [](std::string name, auto s, std::function<signal(signal)> offline) {
            return sample_step{std::move(name),
                               sample_stage{[s](any_source up) { return any_source{std::move(up) | s}; }},
                               std::move(offline)};
        };
        auto const with = [](std::string name, auto... values) {
            std::ostringstream text;
            text << name;
            ((text << ' ' << values), ...);
            return text.str();
        };
        auto const c = channels;
        if (one_channel && c == 2) {
            channels = 1;
            if (up_to(1) == 0) {
                auto const k = up_to(1);
                return stage(with("channel", k), v::channel(static_cast<int>(k)), [k](signal s) {
                    signal out{{}, 1};
                    for (std::size_t i = k; i < s.x.size(); i += 2) out.x.push_back(s.x[i]);
                    return out;
                });
            }
            return stage("mono", v::mono, [](signal s) {
                signal out{{}, 1};
                for (std::size_t i = 0; i < s.x.size(); i += 2) out.x.push_back((s.x[i] + s.x[i + 1]) / 2);
                return out;
            });
        }
        switch (up_to(10)) {
        case 0: {
            double const g = 0.1 * static_cast<double>(up_to(30));
            return stage(with("gain", g), v::gain(g), [g](signal s) {
                for (float& x : s.x) x *= static_cast<float>(g);
                return s;
            });
        }
        case 1:
            return stage("map_samples", v::map_samples(smoother()), [](signal s) {
                std::ranges::transform(s.x, s.x.begin(), smoother());
                return s;
            });
        case 2: {
            auto const n = 200 + up_to(2000);
            return stage(with("take", n), v::take(n), [n](signal s) {
                s.x.resize(std::min(s.x.size(), n * s.channels));
                return s;
            });
        }
        case 3: {
            auto const n = up_to(300);
            return stage(with("drop", n), v::drop(n), [n](signal s) {
                s.x.erase(s.x.begin(), s.x.begin() + static_cast<std::ptrdiff_t>(std::min(s.x.size(), n * s.channels)));
                return s;
            });
        }
        case 4: {
            auto const n = 200 + up_to(2000);
            return stage(with("take_time", n), v::take_time(static_cast<double>(n) / rate), [n](signal s) {
                s.x.resize(std::min(s.x.size(), n * s.channels));
                return s;
            });
        }
        case 5: {
            auto const more = noise(c * up_to(200));
            auto const format = sj::audio_format{.sample_rate = rate, .channels = static_cast<int>(c)};
            return {with("concat", more.size()), sample_stage{[more, format](any_source up) {
                        return any_source{
                            sj::concat(std::move(up), sj::from(std::vector(more), format, {.chunk_frames = 17}))};
                    }},
                    [more](signal s) {
                        s.x.insert(s.x.end(), more.begin(), more.end());
                        return s;
                    }};
        }
        case 6: {
            if (c != 1) break;
            auto const taps = noise(1 + up_to(up_to(1) == 0 ? 40 : 300));
            return stage(with("convolve", taps.size()), v::convolve(taps),
                         [taps](signal s) { return s.x.empty() ? s : signal{sj::convolve(s.x, taps), 1}; });
        }
        case 7: return stage("checked", v::checked, [](signal s) { return s; });
        case 9: {
            auto const n = 1 + up_to(3);
            return stage(with("prefetch", n), v::prefetch(n), [](signal s) { return s; });
        }
        case 8:
            return stage("inverted", sj::stage_of<inverted_stream>(), [](signal s) {
                for (float& x : s.x) x = -x;
                return s;
            });
        default: break;
        }
        auto const n = size();   // through chunks: blocks of another length
        return {with("chunks", n), sample_stage{[n](any_source up) {
                    return any_source{std::move(up) | v::chunks(n) |
                                      v::map([](sj::block<const float> b) { return b; }) | v::as<sj::domain::samples>};
                }},
                [](signal s) { return s; }};
    }

    // ---- frames to frames --------------------------------------------------------------------------------------------

    struct frame_step {
        std::string name;
        frame_stage online;
        std::function<rows(rows)> offline;
    };
    frame_step of_frames() {
        auto const stage = [](std::string name, auto s, std::function<rows(rows)> offline) {
            return frame_step{std::move(name),
                              frame_stage{[s](any_frames up) { return any_frames{std::move(up) | s}; }},
                              std::move(offline)};
        };
        auto const each = [](auto f) {
            return [f](rows all) {
                for (auto& row : all) f(row);
                return all;
            };
        };
        switch (up_to(8)) {
        case 0:
            return stage("window", v::window(sj::window::hamming), each([](auto& row) {
                             auto const w = sj::make_window<float>(sj::window::hamming, row.size());
                             for (std::size_t i = 0; i < row.size(); ++i) row[i] *= w[i];
                         }));
        case 1:
            return stage("gain", v::gain(0.7), each([](auto& row) {
                             for (float& x : row) x *= 0.7F;
                         }));
        case 2:
            return stage("map_samples", v::map_samples([](float x) { return x * x; }), each([](auto& row) {
                             for (float& x : row) x *= x;
                         }));
        case 3: {
            auto const n = up_to(20);
            return stage("take " + std::to_string(n), v::take(n), [n](rows all) {
                all.resize(std::min(all.size(), n));
                return all;
            });
        }
        case 4: {
            auto const n = up_to(5);
            return stage("drop " + std::to_string(n), v::drop(n), [n](rows all) {
                all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), n)));
                return all;
            });
        }
        case 5:
            return stage("map", v::map([](std::span<const float> f) {
                                    return std::vector(f.rbegin(), f.rend());
                                }) | v::as<sj::domain::frames>,
                         each([](auto& row) { std::ranges::reverse(row); }));
        case 6: return stage("prefetch", v::prefetch(3), [](rows all) { return all; });
        case 7:
            return stage("edit", v::edit([](std::span<float> f) { std::ranges::reverse(f); }),
                         each([](auto& row) { std::ranges::reverse(row); }));
        default: return stage("checked", v::checked, [](rows all) { return all; });
        }
    }

private:
    std::mt19937 random_;
};

// ---- checks of every pipeline ------------------------------------------------------------------------------------------

class sources {
public:
    sources() {
        testing::write_recording(wav_.path(), signal_, 2, static_cast<int>(rate), SF_FORMAT_WAV | SF_FORMAT_FLOAT);
        image_ = testing::bytes_of(wav_.path());
    }

    [[nodiscard]] signal whole() const { return {signal_, 2}; }
    [[nodiscard]] any_source memory(std::size_t chunk) const {
        return any_source{sj::from(signal_, {.sample_rate = rate, .channels = 2}, {.chunk_frames = chunk})};
    }

    /// Checks that `pipeline` yields the bits of `expected` from every source.
    void check(const auto& pipeline, const numbers& expected) {
        CHECK(same_bits(flat<double>(memory(length) | pipeline), expected));
        CHECK(same_bits(flat<double>(memory(length) | pipeline), expected));   // repeatable
        for (std::size_t chunk : {std::size_t{1}, std::size_t{7}, 2 + random_() % (2 * length)}) {
            CAPTURE(chunk);
            CHECK(same_bits(flat<double>(memory(chunk) | v::checked | pipeline), expected));
            CHECK(same_bits(flat<double>(any_source{sj::read(wav_.path(), {.chunk_frames = chunk})} | pipeline),
                            expected));
            CHECK(same_bits(
                flat<double>(any_source{sj::read(testing::as_bytes(image_), {.chunk_frames = chunk})} | pipeline),
                expected));
        }
        check_live(pipeline, expected);
    }

private:
    void check_live(const auto& pipeline, const numbers& expected) {
        sj::push_source<float> live{rate, {.channels = 2, .capacity_frames = 2 * length, .blocking = false}};
        auto online = any_source{live} | pipeline;
        numbers got;
        auto const gather = [&] {
            auto const more = flat<double>(online);
            got.insert(got.end(), more.begin(), more.end());
        };
        for (std::size_t at = 0; at < length;) {
            auto const n = std::min<std::size_t>(random_() % 300, length - at);
            CHECK(live.push(std::span{signal_}.subspan(2 * at, 2 * n)) == n);
            at += n;
            if (random_() % 3 != 0) gather();
        }
        live.close();
        gather();
        CHECK(same_bits(got, expected));
        CHECK(online.ended());
    }

    std::vector<float> signal_ = noise(2 * length);
    testing::temporary_file wav_{".wav"};
    std::string image_;
    std::mt19937 random_{3};
};

/// Random steps from two channels to one, or to one or two.
struct sample_part {
    std::string name = "source";
    sample_stage online{[](any_source up) { return up; }};
    signal offline;

    sample_part(maker& make, const signal& whole, bool one_channel, std::size_t most) : offline(whole) {
        std::size_t channels = 2;
        auto const add = [&](bool one) {
            auto step = make.step(channels, one);
            name += " | " + step.name;
            offline = step.offline(std::move(offline));
            online = sample_stage{[whole = online | step.online](any_source up) { return whole(std::move(up)); }};
        };
        for (auto n = make.up_to(most); n > 0; --n) add(false);
        if (one_channel) add(true);
        if (one_channel)
            for (auto n = make.up_to(1); n > 0; --n) add(false);
    }
};

struct framing {
    std::size_t size, hop;
    sj::padding padding;
    sj::tail tail;
    explicit framing(maker& make)
        : size(make.size()), hop(make.size()), padding(make.one_of<sj::padding>(3)), tail(make.one_of<sj::tail>(2)) {}
    [[nodiscard]] sj::stft_options stft() const {
        return {.size = size, .hop = hop, .window = sj::window::hamming, .padding = padding, .tail = tail};
    }
    [[nodiscard]] rows of(const signal& s) const {
        auto const all = testing::frames_by_hand(s.x, size, hop, {padding, tail});
        rows out;
        for (std::size_t at = 0; at < all.size(); at += size)
            out.emplace_back(all.begin() + static_cast<std::ptrdiff_t>(at),
                             all.begin() + static_cast<std::ptrdiff_t>(at + size));
        return out;
    }
};
std::ostream& operator<<(std::ostream& out, const framing& f) {
    return out << "size " << f.size << " hop " << f.hop << " padding " << static_cast<int>(f.padding) << " tail "
               << static_cast<int>(f.tail);
}

template <class F> numbers of_each(const rows& all, F f) {
    numbers out;
    for (const auto& row : all) testing::append(out, f(row));
    return out;
}

}   // namespace

TEST_CASE("random pipelines of samples equal their offline results from every source with every chunk size") {
    sources all;
    maker make{11};
    for (int round = 0; round < 60; ++round) {
        sample_part const samples(make, all.whole(), make.up_to(1) == 0, 3);
        CAPTURE(round, samples.name);
        auto const format = (all.memory(100) | samples.online).format();
        CHECK(format.frames == static_cast<std::int64_t>(samples.offline.frames()));
        CHECK(format.sample_rate == rate);
        CHECK(format.channels == static_cast<int>(samples.offline.channels));
        all.check(samples.online, numbers(samples.offline.x.begin(), samples.offline.x.end()));
    }
}

TEST_CASE("random pipelines of frames equal their offline results from every source with every chunk size") {
    sources all;
    maker make{12};
    for (int round = 0; round < 60; ++round) {
        sample_part const samples(make, all.whole(), true, 2);
        framing const f(make);
        auto const framed = any_stage<any_source, any_frames>{
            [f](any_source up) { return any_frames{std::move(up) | v::frames(f.size, f.hop, {f.padding, f.tail})}; }};
        auto const a = make.of_frames(), b = make.of_frames();
        CAPTURE(round, samples.name, f, a.name, b.name);
        auto const format = (all.memory(100) | samples.online | framed).format();
        auto const n = samples.offline.frames();
        CHECK(format.size == f.size);
        CHECK(format.hop == f.hop);
        CHECK(format.frames == static_cast<std::int64_t>(n));
        CHECK(format.start == -static_cast<std::int64_t>(f.padding == sj::padding::none ? 0 : f.size / 2));
        auto const offline = f.of(samples.offline);
        CHECK(offline.size() == sj::frame_count(n, f.size, f.hop, f.padding, f.tail));
        all.check(samples.online | framed, flat_rows(offline));

        auto const expected = b.offline(a.offline(offline));
        all.check((samples.online | framed) | (a.online | b.online), flat_rows(expected));   // in any bracketing
        CHECK(same_bits(flat<double>(all.memory(50) | (samples.online | (framed | (a.online | b.online)))),
                        flat<double>((all.memory(50) | samples.online) | framed | a.online | b.online)));

        auto const measured = [&](auto stage, auto kernel) {
            all.check(samples.online | framed | a.online | b.online |
                          any_stage<any_frames, any_numbers>{
                              [stage](any_frames up) { return any_numbers{std::move(up) | stage}; }},
                      of_each(expected, kernel));
        };
        using row = std::vector<float>;
        switch (make.up_to(3)) {
        case 0: measured(v::rms, [](const row& x) { return sj::rms(x); }); break;
        case 1: measured(v::energy, [](const row& x) { return sj::energy(x); }); break;
        case 2:
            measured(v::peak | v::decibels({.floor = 0}), [](const row& x) {
                auto const peak = sj::peak(x);
                return sj::to_decibels(peak * peak);
            });
            break;
        default:
            measured(v::zero_crossing_rate, [](const row& x) {
                return static_cast<double>(sj::zero_crossings(x)) / static_cast<double>(x.size());
            });
        }
    }
}

TEST_CASE("random pipelines of spectra equal their offline results from every source with every chunk size") {
    sources all;
    maker make{13};
    for (int round = 0; round < 40; ++round) {
        sample_part const samples(make, all.whole(), true, 2);
        framing f(make);
        CAPTURE(round, samples.name, f);
        auto const powers = [&](auto stage) {
            return samples.online | any_stage<any_source, any_powers>{
                                        [stage](any_source up) { return any_powers{std::move(up) | stage}; }};
        };
        auto const frames = f.of(samples.offline);
        sj::windowed_fft<float> transform(sj::window::hamming, f.size);
        auto const power = [&](const std::vector<float>& x) {
            std::vector<float> out(transform.bins());
            transform.power(x, out);
            return out;
        };
        auto const expected = of_each(frames, power);
        all.check(powers(v::stft(f.stft()) | v::power), expected);
        all.check(powers(v::stft(f.stft()) | v::checked | v::power), expected);   // not fused
        all.check(powers(v::frames(f.size, f.hop, {f.padding, f.tail}) | v::rfft | v::power),
                  of_each(frames, [&](const auto& x) {
                      std::vector<float> out;
                      for (auto const bin : sj::rfft(x))
                          out.push_back(bin.real() * bin.real() + bin.imag() * bin.imag());
                      return out;
                  }));
        if (f.hop > f.size) continue;
        // The stage ends with the last frame; the offline function pads with zeros to the requested length.
        auto const n = samples.offline.frames();
        auto const shown =
            frames.empty() ? 0
                           : (frames.size() - 1) * f.hop + f.size - (f.padding == sj::padding::none ? 0 : f.size / 2);
        auto again = sj::istft(sj::stft(samples.offline.x, f.stft()), f.stft(), n);
        again.resize(std::min(n, shown));
        all.check(samples.online | any_stage<any_source, any_source>{[o = f.stft()](any_source up) {
                      return any_source{std::move(up) | v::stft(o) | v::istft(o)};
                  }},
                  numbers(again.begin(), again.end()));
    }
}

TEST_CASE("a fully inlined pipeline has the bits of one with type-erased stages") {
    auto const x = noise(2 * length);
    constexpr sj::audio_format stereo{.sample_rate = rate, .channels = 2};
    auto const pipeline = v::mono | v::stft({.size = 256, .hop = 100, .padding = sj::padding::reflect}) | v::power;
    auto const concealed = flat(any_source{sj::from(x, stereo)} | pipeline);
    for (std::size_t chunk : {1U, 7U, 4096U})
        CHECK(same_bits(flat(sj::from(x, stereo, {.chunk_frames = chunk}) | pipeline), concealed));
}
