// SPDX-License-Identifier: MIT
// After close() has returned, a reader returns the sample frames, samples and tags that were written. A writer that cannot
// promise that throws before it writes anything, and names the limit.
#include <optional>
#include <sstream>

#include <symphonic/io.hpp>
#include <symphonic/io/detail/container_table.hpp>
#include <symphonic/io/detail/encoding_table.hpp>
#include <symphonic/io/detail/utf8.hpp>

#include "support/catch.hpp"
#include "support/quantized.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
using testing::flat, testing::message, testing::noise, testing::quantized, testing::same_bits, testing::says;

namespace {

/// What an encoding keeps of the samples.
struct fidelity {
    sj::encoding encoding;
    int bits;          // of the integers that it stores; 0: lossy; 64: all bits
    double decibels;   // of a lossy encoding: least ratio of signal to noise from 1000 sample frames on, of a sine
    std::size_t block = 1;   // most sample frames in a block: the last block is filled up
};

fidelity fidelity_of(sj::encoding e) {
    using enum sj::encoding;
    static constexpr fidelity all[] = {
        {pcm8, 8, 0},
        {pcm_u8, 8, 0},
        {pcm16, 16, 0},
        {pcm24, 24, 0},
        {pcm32, 32, 0},
        {float32, 64, 0},
        {float64, 64, 0},
        {alac16, 16, 0},
        {alac20, 20, 0},
        {alac24, 24, 0},
        {alac32, 32, 0},
        {dwvw_12, 12, 0},
        {dwvw_16, 16, 0},
        {dwvw_24, 24, 0},
        {dpcm_8, 8, 0},
        {dpcm_16, 16, 0},
        {alaw, 0, 33},
        {ulaw, 0, 36},
        {vorbis, 0, 20},
        {opus, 0, 10},
        {mp3, 0, 30},
        {ima_adpcm, 0, 20, 505},
        {ms_adpcm, 0, 40, 500},
        {nms_adpcm_16, 0, 23, 160},
        {nms_adpcm_24, 0, 32, 160},
        {nms_adpcm_32, 0, 40, 160},
        {g721_32, 0, 34, 120},
        {g723_24, 0, 28, 120},
        {g723_40, 0, 34, 120},
        {gsm610, 0, 15, 640},
    };
    for (auto const& f : all)
        if (f.encoding == e) return f;
    return {e, 0, 0};
}

double decibels(std::span<const float> x, std::span<const float> y) {
    double signal = 0, error = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        auto const a = static_cast<double>(x[i]), b = static_cast<double>(y[i]);
        signal += a * a;
        error += (a - b) * (a - b);
    }
    return 10 * std::log10(signal / error);
}

/// Noise with samples at and beyond full scale for lossless encodings, a sine for lossy ones.
std::vector<float> signal(const fidelity& f, std::size_t frames, std::size_t channels) {
    std::vector<float> x(frames * channels);
    if (f.bits == 0) {
        for (std::size_t i = 0; i < x.size(); ++i)
            x[i] = 0.5F * std::sin(0.03F * static_cast<float>(i / channels) + static_cast<float>(i % channels));
        return x;
    }
    static auto const loud = [] {
        auto all = noise(8 * 9001, 5);
        std::copy_n(std::begin({1.0F, -1.0F, 1.5F, -7.0F}), 4, all.begin() + 3);
        return all;
    }();
    std::copy_n(loud.begin(), x.size(), x.begin());
    return x;
}

/// Writes `x` into `file`. Returns the message of the refusal, or an empty string.
std::string write(std::iostream& file, const std::vector<float>& x, const sj::writer_options& options) {
    try {
        sj::writer out{file, options};
        out.write(x);
        out.close();
    } catch (const sj::argument_error& e) {
        CHECK(file.tellp() == 0);   // nothing was written
        return e.what();
    } catch (const sj::io_error& e) {
        return e.what();
    }
    return {};
}

/// Every container that can be written, once.
std::vector<sj::detail::container_entry> containers() {
    std::vector<sj::detail::container_entry> all;
    for (auto const& c : sj::detail::containers)
        if (c.code != 0 && (all.empty() || all.back().value != c.value)) all.push_back(c);
    return all;
}

/// The only sample rate that a format holds, or one that it accepts.
double rate_of(sj::container c, sj::encoding e) {
    if (c == sj::container::xi) return 44100;
    return c == sj::container::mpeg || e == sj::encoding::opus ? 48000 : 8000;
}

/// Writes and reads noise or a sine. Returns false if the writer refused.
bool survives(const sj::detail::container_entry& c, sj::encoding e, std::size_t channels, std::size_t frames) {
    auto const f = fidelity_of(e);
    auto const x = signal(f, frames, channels);
    sj::writer_options const options{.sample_rate = rate_of(c.value, e),
                                     .channels = static_cast<int>(channels),
                                     .encoding = e,
                                     .container = c.value};
    std::stringstream file;
    if (auto const refusal = write(file, x, options); !refusal.empty()) {
        bool const is_empty_opus = e == sj::encoding::opus && frames == 0;
        CHECK((says(refusal, "cannot hold") || (is_empty_opus && says(refusal, "0 sample frames were written"))));
        return false;
    }
    std::optional<sj::raw_format> raw;
    if (c.value == sj::container::raw)
        raw = sj::raw_format{.sample_rate = options.sample_rate, .channels = options.channels, .encoding = e};
    sj::reader in{file, {.truncation = sj::truncation::error, .raw = raw}};
    auto const format = in.format();
    auto const y = flat(in);
    CHECK(format.channels == options.channels);
    CHECK(format.sample_rate == options.sample_rate);
    CHECK(format.frames * options.channels == static_cast<std::int64_t>(y.size()));
    CHECK((in.info().encoding == e || e == sj::encoding::pcm_u8));
    CHECK_FALSE(in.truncated());
    REQUIRE(y.size() >= x.size());
    CHECK(y.size() / channels < frames + f.block);
    if (f.bits > 0) CHECK(same_bits(y, f.bits == 64 ? x : quantized(x, f.bits)));
    else if (frames >= 1000) CHECK(decibels(x, y) > f.decibels);
    return true;
}

}   // namespace

TEST_CASE("every container and encoding gives back every length and number of channels, or the writer refuses") {
    int formats = 0;
    for (auto const& c : containers())
        for (auto const& e : sj::detail::encodings) {
            bool const is_second_name = e.value == sj::encoding::pcm8 && e.code == SF_FORMAT_PCM_U8;
            if (is_second_name || (e.value == sj::encoding::pcm_u8 && c.value != sj::container::raw)) continue;
            for (std::size_t const channels : {1U, 2U, 3U, 8U}) {
                CAPTURE(c.name, e.name, channels);
                if (!survives(c, e.value, channels, 1000)) continue;
                ++formats;
                for (std::size_t const frames : {0U, 1U, 2U, 17U, 9001U}) {
                    if (channels > 2 && frames > 17) continue;
                    CAPTURE(frames);
                    survives(c, e.value, channels, frames);
                }
            }
        }
    CHECK(formats > 250);
}

namespace {

struct tag_text {
    std::string text, as_utf8;
};

/// Returns the text of two tags as a format gives it back: empty if it holds no tags, nothing if the writer refuses it.
std::optional<std::string> given_back(sj::container c, sj::encoding e, const tag_text& tag) {
    auto const up_to = [&](std::size_t limit, const std::string& text) {
        return text.size() <= limit ? std::optional{text} : std::nullopt;
    };
    switch (c) {
    case sj::container::wav:
    case sj::container::wavex:
    case sj::container::rf64: return up_to(2045, tag.text);
    case sj::container::aiff: return up_to(8189, tag.text);
    case sj::container::caf: return up_to(8000, tag.as_utf8);
    case sj::container::ogg: return up_to(e == sj::encoding::opus ? 25'000 : 1'000'000, tag.as_utf8);
    case sj::container::flac: return tag.as_utf8;
    case sj::container::mpeg:
        if (!sj::detail::to_latin_1(tag.text)) return {};
        return tag.as_utf8;
    default: return "";
    }
}

}   // namespace

TEST_CASE("every container gives back its tags, or the writer refuses them") {
    auto const long_text = std::string(100'000, 'x');
    tag_text const texts[] = {{"", ""},
                              {"short", "short"},
                              {"two\nlines", "two\nlines"},
                              {"Mot\xc3\xb6rhead", "Mot\xc3\xb6rhead"},                             // UTF-8
                              {"Mot\xf6rhead", "Mot\xc3\xb6rhead"},                                 // Latin-1
                              {"\xe2\x82\xac \xf0\x9f\x8e\xb5", "\xe2\x82\xac \xf0\x9f\x8e\xb5"},   // not in Latin-1
                              {"cut \xe2\x82", "cut \xc3\xa2\xe2\x80\x9a"},
                              {long_text, long_text}};
    for (auto const& c : containers())
        for (auto const e : {c.default_encoding, sj::encoding::opus}) {
            if (e == sj::encoding::opus && c.value != sj::container::ogg) continue;
            for (auto const& tag : texts) {
                CAPTURE(c.name, tag.text.substr(0, 20));
                sj::writer_options const options{.sample_rate = rate_of(c.value, e),
                                                 .encoding = e,
                                                 .container = c.value,
                                                 .tags = {.artist = tag.text, .comment = tag.text}};
                auto const expected = given_back(c.value, e, tag);
                std::stringstream file;
                auto const refusal = write(file, noise(100), options);
                if (c.value == sj::container::sds) continue;   // not written
                CHECK(refusal.empty() == expected.has_value());
                if (!expected) CHECK((says(refusal, " holds up to ") || says(refusal, "beyond Latin-1")));
                if (!refusal.empty()) continue;
                std::optional<sj::raw_format> raw;
                if (c.value == sj::container::raw) raw = sj::raw_format{.sample_rate = 8000, .encoding = e};
                auto const found = sj::reader{file, {.raw = raw}}.info().tags;
                CHECK(found.artist == expected);
                CHECK(found.comment == expected);
            }
        }
}
