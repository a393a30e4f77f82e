// SPDX-License-Identifier: MIT
// Also run under the thread sanitizer.
#include <future>

#include <symphonic/io.hpp>

#include "support/catch.hpp"
#include "support/recording.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
using testing::noise, testing::same_bits;

TEST_CASE("calls of a reader and a writer may come from different threads") {
    for (int const format :
         {SF_FORMAT_WAV | SF_FORMAT_PCM_24, SF_FORMAT_FLAC | SF_FORMAT_PCM_16, SF_FORMAT_OGG | SF_FORMAT_VORBIS}) {
        testing::temporary_file const file{".sound"}, copy{".wav"};
        testing::write_recording(file.path(), noise(2 * 20'000), 2, 44100, format);
        sj::reader in{file.path(), {.chunk_frames = 1000}};
        sj::writer out{copy.path(), {.sample_rate = 44100, .channels = 2, .encoding = sj::encoding::float32}};
        bool more = true;
        while (more)
            more = std::async(std::launch::async,
                              [&] {   // another thread each time
                                  if (!in.next()) return false;
                                  out.write(in.get());
                                  return true;
                              })
                       .get();
        std::async(std::launch::async, [last = std::move(out)]() mutable { last.close(); }).get();
        CHECK(same_bits(testing::flat(sj::read(copy.path())), testing::decoded(file.path())));
    }
}

TEST_CASE("readers of one file in several threads are independent") {
    testing::temporary_file const file{".flac"};
    testing::write_recording(file.path(), noise(20'000), 1, 44100, SF_FORMAT_FLAC | SF_FORMAT_PCM_16);
    auto const whole = testing::decoded(file.path());
    std::vector<std::future<bool>> readers;
    for (int i = 0; i < 4; ++i)
        readers.push_back(std::async(std::launch::async, [&] {
            bool same = true;
            for (int round = 0; round < 10; ++round)
                same = same && same_bits(testing::flat(sj::read(file.path())), whole);
            return same;
        }));
    for (auto& r : readers) CHECK(r.get());
}
