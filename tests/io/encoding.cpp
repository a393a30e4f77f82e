// SPDX-License-Identifier: MIT
// Every encoding in every container: the samples that are written are read.
#include <symphonic/io.hpp>

#include "support/catch.hpp"
#include "support/quantized.hpp"
#include "support/recording.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
using testing::flat, testing::noise, testing::quantized, testing::same_bits, testing::says, testing::temporary_file;

namespace {

/// Returns the bits of an integer encoding, or 0 for other encodings.
int bits_of(sj::encoding e) {
    switch (e) {
    case sj::encoding::pcm8:
    case sj::encoding::pcm_u8: return 8;
    case sj::encoding::pcm16:
    case sj::encoding::alac16: return 16;
    case sj::encoding::alac20: return 20;
    case sj::encoding::pcm24:
    case sj::encoding::alac24: return 24;
    case sj::encoding::pcm32:
    case sj::encoding::alac32: return 32;
    default: return 0;
    }
}

}   // namespace

TEST_CASE("every container, encoding and number of channels round-trips") {
    int written = 0;
    for (int const channels : {1, 2, 6}) {
        auto full = noise(static_cast<std::size_t>(channels) * 9001, 5), low = full;
        full[10] = 1;
        full[11] = -1;
        full[12] = 1.5F;   // beyond the range
        full[13] = -7;
        for (float& s : low) s /= 512;
        for (auto const& c : sj::detail::containers)
            for (auto const& e : sj::detail::encodings) {
                if (c.code == 0 || (e.value == sj::encoding::pcm_u8 && c.value != sj::container::raw)) continue;
                temporary_file const file{".x"};
                // libsndfile 1.2 loses data that its ALAC cannot compress: noise of more than 16 bits.
                auto const& x = std::string_view{e.name}.ends_with("ALAC") ? low : full;
                sj::writer_options const options{
                    .sample_rate = 8000, .channels = channels, .encoding = e.value, .container = c.value};
                CAPTURE(c.name, e.name, channels);
                try {
                    sj::writer out{file.path(), options};
                    auto const begin = static_cast<std::size_t>(channels) * 4000;
                    out.write(std::span{x}.first(begin));
                    out.write(sj::block<const float>{std::span{x}.subspan(begin), channels});
                    CHECK(out.frames() == 9001);
                    out.close();
                } catch (const sj::argument_error& refusal) {
                    CHECK(says(refusal.what(), "cannot hold"));
                    CHECK_FALSE(std::filesystem::exists(file.path()));
                    continue;
                }
                ++written;
                std::optional<sj::raw_format> raw;
                if (c.value == sj::container::raw)
                    raw = sj::raw_format{.sample_rate = 8000, .channels = channels, .encoding = e.value};
                sj::reader in{file.path(), {.truncation = sj::truncation::error, .raw = raw}};
                CHECK(in.format().channels == channels);
                CHECK((in.format().sample_rate == 8000 || c.value == sj::container::xi));   // holds no sample rate
                CHECK((in.info().encoding == e.value || e.value == sj::encoding::pcm_u8));
                auto y = flat(in);
                int const bits = bits_of(e.value);
                bool const broken = c.value == sj::container::sds || (c.value == sj::container::paf && bits == 24);
                // AIFF pads to an even number of bytes, and libsndfile counts the padding.
                if (c.value == sj::container::aiff && y.size() == x.size() + 1) y.pop_back();
                if (broken) continue;   // libsndfile reads them wrongly
                if (bits > 0) CHECK(same_bits(y, quantized(x, bits)));
                else if (e.value == sj::encoding::float32 || e.value == sj::encoding::float64) CHECK(same_bits(y, x));
                else CHECK(y.size() >= x.size());
            }
    }
    CHECK(written > 150);
}

TEST_CASE("A-law and mu-law keep the sign of samples at and beyond full scale") {
    std::vector<float> x{-1, -1.5F, -0.99F, -0.9999F, 1, 1.5F, -7, 7};
    for (int i = 0; i < 1600; ++i) x.push_back(1.2F * std::sin(static_cast<float>(i) * 0.04F + 0.01F));
    int written = 0;
    for (auto const& c : sj::detail::containers)
        for (auto const e : {sj::encoding::alaw, sj::encoding::ulaw}) {
            if (c.code == 0) continue;
            temporary_file const file{".x"};
            CAPTURE(c.name, static_cast<int>(e));
            try {
                sj::writer out{file.path(), {.sample_rate = 8000, .encoding = e, .container = c.value}};
                out.write(x);
                out.close();
            } catch (const sj::argument_error&) {
                continue;   // a container without this encoding
            }
            ++written;
            std::optional<sj::raw_format> raw;
            if (c.value == sj::container::raw) raw = sj::raw_format{.sample_rate = 8000, .encoding = e};
            auto const y = flat(sj::read(file.path(), {.raw = raw}));
            REQUIRE(y.size() >= x.size());
            float worst = 0;   // half a step is 1/64, mu-law's largest value 1 - 0.0197
            int flips = 0;
            for (std::size_t i = 0; i < x.size(); ++i) {
                worst = std::max(worst, std::fabs(y[i] - std::clamp(x[i], -1.0F, 1.0F)));
                flips += std::fabs(x[i]) > 0.001F && (x[i] < 0) != (y[i] < 0);
            }
            CHECK(worst < 0.02F);
            CHECK(flips == 0);
            for (std::size_t const i : {0U, 1U, 6U}) {
                CHECK(y[i] < -0.98F);
                CHECK(y[i] >= -1);
            }
            for (std::size_t const i : {4U, 5U, 7U}) {
                CHECK(y[i] > 0.98F);
                CHECK(y[i] <= 1);
            }
        }
    CHECK(written >= 20);
}

TEST_CASE("lossy encodings store NaN as silence") {
    for (auto const* const extension : {".ogg", ".opus", ".mp3"}) {
        temporary_file const file{extension};
        sj::writer out{file.path(), {.sample_rate = 48000}};
        out.write(std::vector<float>(5000, std::nanf("")));
        out.write(std::vector<double>(5000, std::nan("")));
        out.close();
        auto const all = sj::read_all(file.path());
        CAPTURE(extension);
        CHECK(all.frames() > 9000);
        CHECK(sj::peak(all.samples()) < 1e-3);
    }
}
