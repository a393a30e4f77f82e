// SPDX-License-Identifier: MIT
#include <atomic>
#include <chrono>
#include <filesystem>
#include <thread>

#include <sys/stat.h>

#include <symphonic/parallel.hpp>
#include <symphonic/symphonic.hpp>

#include "support/catch.hpp"
#include "support/recording.hpp"
#include "support/signals.hpp"
#include "support/temporary_folder.hpp"
#include "support/threads.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::flat, testing::same_bits, testing::wait_until;

TEST_CASE("read_ahead delivers each file in order, and reports those that cannot be read when they are decoded",
          "[threads]") {
    testing::temporary_folder const folder;
    std::vector<std::filesystem::path> paths;
    for (std::size_t i = 0; i < 6; ++i) {
        paths.push_back(folder.path() / (std::to_string(i) + ".wav"));
        testing::write_recording(paths[i], testing::noise(1000 * (i + 1)), 1, 8000, SF_FORMAT_WAV | SF_FORMAT_FLOAT);
    }
    paths.insert(paths.begin() + 2, folder.path() / "none.wav");
    for (std::size_t const ahead : {1U, 3U, 100U}) {
        std::size_t i = 0;
        for (sj::file_image const& file : paths | v::read_ahead(ahead)) {
            CHECK(file.path().text() == paths[i].string());
            CHECK(file.loaded() == (i != 2));
            if (i == 2)
                CHECK(testing::message<sj::io_error>([&] { (void)sj::read(file); }).find(paths[2].string()) !=
                      std::string::npos);
            else CHECK(same_bits(flat(sj::read(file)), testing::noise(1000 * (i < 2 ? i + 1 : i))));
            ++i;
        }
        CHECK(i == paths.size());
    }
    auto const frames = [](const sj::file_image& file) { return sj::read(file).format().frames; };
    std::vector<std::int64_t> lengths;
    for (auto const& r : paths | v::read_ahead(2) | v::try_parallel(frames, {.threads = 2}))
        lengths.push_back(r.value.value_or(-1));
    CHECK(lengths == std::vector<std::int64_t>{1000, 2000, -1, 3000, 4000, 5000, 6000});
}

TEST_CASE("read_ahead reads the next files while the current one is used", "[threads]") {
    // A slow source of paths: a path becomes known only after the file before it was requested.
    testing::temporary_folder const folder;
    std::atomic<int> requested = 0;
    auto const slow_path = [&](int i) {
        ++requested;
        auto const path = folder.path() / (std::to_string(i) + ".wav");
        testing::write_recording(path, testing::noise(100), 1, 8000, SF_FORMAT_WAV | SF_FORMAT_FLOAT);
        return path;
    };
    auto stream = std::vector{0, 1, 2, 3, 4, 5, 6, 7} | v::map(slow_path) | v::read_ahead(3);
    REQUIRE(stream.next());
    wait_until([&] { return requested == 4; });   // the consumer holds the first file; three more are read
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    CHECK(requested == 4);
    // Files that were read ahead are in memory: they can be removed.
    std::filesystem::remove(folder.path() / "1.wav");
    REQUIRE(stream.next());
    CHECK(same_bits(flat(sj::read(stream.get())), testing::noise(100)));
}

TEST_CASE("read_ahead refuses 0 files") {
    CHECK(
        testing::message<sj::argument_error>([] { (void)v::read_ahead(0); }).starts_with("read_ahead: 0 files ahead"));
}
