// SPDX-License-Identifier: MIT
#include <filesystem>

#include <symphonic/io.hpp>

#include "support/catch.hpp"
#include "support/recording.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
using testing::flat, testing::message, testing::same_bits;

TEST_CASE("a file image keeps its bytes in all copies, and readers share them") {
    testing::temporary_file const file{".wav"};
    auto const x = testing::noise(1000);
    testing::write_recording(file.path(), x, 1, 8000, SF_FORMAT_WAV | SF_FORMAT_FLOAT);
    auto image = sj::load_file(file.path());
    CHECK(image.loaded());
    CHECK(image.path().text() == file.path().string());
    auto const copy = image;
    CHECK(copy.bytes().data() == image.bytes().data());
    std::filesystem::remove(file.path());
    auto in = sj::read<double>(image);
    image = {};
    CHECK(in.path() == file.path().string());
    CHECK(flat<double>(in).size() == x.size());
    CHECK(same_bits(flat(sj::read(copy)), x));
    CHECK(same_bits(flat(sj::read(copy, {.first = 100, .count = 10})), {x.begin() + 100, x.begin() + 110}));
}

TEST_CASE("errors of a file image name its path") {
    sj::file_image const broken{"broken.wav", std::vector<std::byte>(100)};
    CHECK(message<sj::io_error>([&] { (void)sj::read(broken); }).starts_with("cannot read broken.wav: "));
    CHECK(message<sj::io_error>([] { (void)sj::read(sj::file_image{"no such file.wav"}); }) ==
          "cannot read no such file.wav: no such file");
    CHECK(message<sj::io_error>([] { (void)sj::read(sj::file_image{}); }) == "cannot read : no such file");
    CHECK(sj::file_image{}.bytes().empty());
}
