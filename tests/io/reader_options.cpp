// SPDX-License-Identifier: MIT
#include <limits>

#include <symphonic/io.hpp>

#include "support/catch.hpp"
#include "support/recording.hpp"
#include "support/signals.hpp"
#include "support/unseekable_buffer.hpp"
#include "support/wav_header.hpp"

namespace sj = symphonic;
using testing::flat, testing::message, testing::says, testing::temporary_file;

TEST_CASE("a selected part that reaches beyond the end has the rest of the file") {
    temporary_file const file{".wav"};
    testing::write_recording(file.path(), testing::noise(2 * 1000), 2, 8000, SF_FORMAT_WAV | SF_FORMAT_FLOAT);
    sj::reader in{file.path(), {.first = 300, .count = 5000}};
    CHECK(in.format().frames == 700);
    CHECK(flat(in).size() == 2 * 700);
    CHECK(in.ended());
    CHECK(!in.truncated());
}

TEST_CASE("a part of a pipe of unknown length has an unknown length") {
    auto const samples = std::string(400, '\1');
    auto const bytes = testing::wav_header({.channels = 1, .rate = 8000, .sample_bytes = 2}, 0xffffffff) + samples;
    for (std::int64_t const count : {std::int64_t{150}, std::int64_t{200}, std::int64_t{1000}, INT64_MAX})
        for (std::int64_t const first : {0, 7}) {
            testing::unseekable_buffer buffer{bytes};
            std::istream pipe{&buffer};
            sj::reader in{pipe, {.first = first, .count = count, .truncation = sj::truncation::error}};
            CAPTURE(count, first);
            CHECK(in.format().frames == -1);
            CHECK(flat(in).size() == static_cast<std::size_t>(std::min<std::int64_t>(200 - first, count)));
            CHECK(in.ended());
            CHECK_FALSE(in.truncated());   // the pipe did not announce more
        }
    testing::unseekable_buffer buffer{bytes};
    std::istream pipe{&buffer};
    sj::reader none{pipe, {.count = 0}};
    CHECK_FALSE(none.next());
    CHECK(none.ended());
}

TEST_CASE("nonfinite keeps, zeroes or reports NaN and infinity") {
    temporary_file const file{".wav"};
    auto x = testing::noise(2 * 3000);
    x[4001] = std::numeric_limits<float>::quiet_NaN();
    x[4002] = -std::numeric_limits<float>::infinity();
    testing::write_recording(file.path(), x, 2, 8000, SF_FORMAT_WAV | SF_FORMAT_FLOAT);
    CHECK(testing::same_bits(flat(sj::read(file.path())), x));
    auto y = x;
    y[4001] = y[4002] = 0;
    CHECK(flat(sj::read(file.path(), {.chunk_frames = 999, .nonfinite = sj::nonfinite::zero})) == y);
    CHECK(flat<double>(sj::read<double>(file.path(), {.nonfinite = sj::nonfinite::zero}))[4001] == 0);
    for (std::size_t chunk : {1U, 700U, 8192U}) {
        sj::reader in{file.path(), {.chunk_frames = chunk, .nonfinite = sj::nonfinite::error}};
        std::vector<float> samples;
        auto const error = message<sj::io_error>([&] {
            for (auto const b : in) testing::append(samples, b);
        });
        CHECK(samples == std::vector<float>(x.begin(), x.begin() + 4000));
        CHECK(says(error, "at sample frame 2000: channel 1 is"));
    }
}
