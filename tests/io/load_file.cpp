// SPDX-License-Identifier: MIT
#include <atomic>
#include <filesystem>

#include <sys/stat.h>

#include <symphonic/io.hpp>

#include "support/catch.hpp"
#include "support/recording.hpp"
#include "support/sparse_wav.hpp"

namespace sj = symphonic;
using testing::bytes_of;

TEST_CASE("load_file reads all bytes of a file up to the limit") {
    testing::temporary_file const file{".bin"};
    for (std::string const& bytes :
         {std::string{}, std::string{"abc"}, std::string(100000, 'x'), std::string(3 << 20, 'y') + "z"}) {
        testing::write_bytes(file.path(), bytes);
        auto const image = sj::load_file(file.path());
        REQUIRE(image.loaded());
        CHECK(std::ranges::equal(image.bytes(), testing::as_bytes(bytes)));
    }
    std::int64_t const length = (3 << 20) + 1;
    CHECK(sj::load_file(file.path(), length).loaded());
    CHECK_FALSE(sj::load_file(file.path(), length - 1).loaded());
    testing::write_sparse_wav(file.path(), {.rate = 48000, .channels = 2, .bytes = 2, .seconds = 2000});
    CHECK_FALSE(sj::load_file(file.path()).loaded());   // 384 MB
}

TEST_CASE("load_file returns an image without bytes for a file that it cannot read") {
    testing::temporary_file const pipe{".wav"};
    REQUIRE(mkfifo(pipe.path().c_str(), 0600) == 0);
    CHECK_FALSE(sj::load_file(pipe.path()).loaded());   // does not wait for a writer
    CHECK_FALSE(sj::load_file("no such file").loaded());
    CHECK_FALSE(sj::load_file(std::filesystem::temp_directory_path()).loaded());
    CHECK(sj::load_file("no such file").path().text() == "no such file");
}

TEST_CASE("load_file returns without the bytes if a stop is requested") {
    testing::temporary_file const file{".bin"};
    testing::write_bytes(file.path(), "abc");
    std::atomic<bool> stop{true};
    sj::detail::stop_scope const scope{stop};
    CHECK_FALSE(sj::load_file(file.path()).loaded());
    stop = false;
    CHECK(sj::load_file(file.path()).loaded());
}
