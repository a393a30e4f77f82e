// SPDX-License-Identifier: MIT
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
    for (std::string const& bytes : {std::string{}, std::string{"abc"}, std::string(100000, 'x')}) {
        testing::write_bytes(file.path(), bytes);
        auto const image = sj::load_file(file.path());
        REQUIRE(image.loaded());
        CHECK(std::ranges::equal(image.bytes(), testing::as_bytes(bytes)));
    }
    CHECK(sj::load_file(file.path(), 100000).loaded());
    CHECK_FALSE(sj::load_file(file.path(), 99999).loaded());
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
