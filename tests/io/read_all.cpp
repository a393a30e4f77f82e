// SPDX-License-Identifier: MIT
#include <symphonic/io/read_all.hpp>

#include "support/catch.hpp"
#include "support/recording.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;

TEST_CASE("read_all returns all samples of a file") {
    testing::temporary_file const wav{".wav"};
    auto const x = testing::noise(3 * 20000);
    testing::write_recording(wav.path(), x, 3, 96000, SF_FORMAT_WAV | SF_FORMAT_FLOAT);
    auto const all = sj::read_all(wav.path());
    CHECK(all.frames() == 20000);
    CHECK(all.channels() == 3);
    CHECK(all.format().sample_rate == 96000);
    CHECK(all.position() == 0);
    CHECK(std::ranges::equal(all.samples(), x));
    CHECK(sj::read_all<double>(wav.path()).samples()[5] == static_cast<double>(x[5]));
    CHECK_THROWS_AS(sj::read_all("absent.wav"), sj::io_error);
}
