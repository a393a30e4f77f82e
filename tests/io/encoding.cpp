// SPDX-License-Identifier: MIT
// What single encodings do with samples at and beyond full scale, and with NaN. All encodings: round_trip.cpp.
#include <symphonic/io.hpp>
#include <symphonic/kernels.hpp>

#include "support/catch.hpp"
#include "support/recording.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
using testing::flat, testing::message, testing::says, testing::temporary_file;

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

TEST_CASE("encodings of which libsndfile loses samples, and rates that a container changes, are refused") {
    auto const refusal = [](sj::container c, sj::encoding e, int channels, double rate) {
        temporary_file const file{".x"};
        auto const text = message<sj::argument_error>([&] {
            return sj::writer{file.path(), {.sample_rate = rate, .channels = channels, .encoding = e, .container = c}};
        });
        CHECK_FALSE(std::filesystem::exists(file.path()));
        return text;
    };
    using c = sj::container;
    using e = sj::encoding;
    CHECK(says(refusal(c::sds, e::pcm16, 1, 8000), "SDS cannot hold 16-bit PCM in 1 channels at 8000 Hz: "
                                                   "libsndfile loses its last samples"));
    CHECK(says(refusal(c::paf, e::pcm24, 2, 8000), "loses its last samples"));
    CHECK(says(refusal(c::raw, e::dwvw_16, 1, 8000), "the end of the samples is not marked"));
    CHECK(says(refusal(c::caf, e::alac24, 2, 8000), "loses samples that it cannot compress"));
    CHECK(says(refusal(c::caf, e::alac32, 1, 8000), "expected 16 bits, or 20 or 24 bits in 1 channel"));
    CHECK(says(refusal(c::wve, e::alaw, 1, 44100), "it would be read as 8000 Hz"));
    CHECK(says(refusal(c::svx, e::pcm8, 1, 96000), "it would be read as 30464 Hz"));
    CHECK(says(refusal(c::ogg, e::vorbis, 300, 48000), "expected 1 to 255 channels"));
}
