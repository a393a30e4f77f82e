// SPDX-License-Identifier: MIT
// Debian's 165 CC0 recordings (package sonic-pi-samples): equal to libsndfile's decoding, also after a copy to WAV.
#include <sstream>

#include <symphonic/io.hpp>

#include "support/catch.hpp"
#include "support/recording.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
namespace fs = std::filesystem;
using testing::flat, testing::same_bits;

TEST_CASE("recordings of sonic-pi-samples are equal to libsndfile's own decoding") {
    fs::path const folder = "/usr/share/sonic-pi/samples";
    REQUIRE(fs::exists(folder));   // the Debian package sonic-pi-samples
    int count = 0;
    for (const fs::path& file : sj::audio_files{folder}) {
        ++count;
        CAPTURE(file);
        sj::reader in{file};
        auto const x = testing::decoded(file);
        CHECK(same_bits(flat(in), x));
        CHECK(!in.truncated());
        std::stringstream copy;
        sj::writer out{copy,
                       {.sample_rate = in.format().sample_rate,
                        .channels = in.format().channels,
                        .encoding = in.info().encoding,
                        .container = sj::container::wav}};
        in.seek(0);
        for (auto const b : in) out.write(b);
        out.close();
        CHECK(same_bits(flat(sj::read(copy)), x));
        if (in.format().frames < 20'000) continue;
        in.seek(12'345);
        std::vector<float> part(2000 * static_cast<std::size_t>(in.format().channels));
        CHECK(in.read(part) == 2000);
        CHECK(std::equal(part.begin(), part.end(), x.begin() + 12'345 * in.format().channels));
    }
    CHECK(count == 165);
}
