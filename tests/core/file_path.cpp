// SPDX-License-Identifier: MIT
#include <symphonic/core/file_path.hpp>

#include <filesystem>

#include "support/catch.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;

TEST_CASE("a file_path holds a literal, a string, a string view and a std::filesystem::path") {
    CHECK(sj::file_path{}.empty());
    CHECK(sj::file_path{"a/b.wav"}.text() == "a/b.wav");
    CHECK(sj::file_path{std::string{"a/b.wav"}}.text() == "a/b.wav");
    CHECK(sj::file_path{std::string_view{"a/b.wav"}.substr(2)}.text() == "b.wav");
    CHECK(sj::file_path{std::filesystem::path{"a/b.wav"}}.text() == "a/b.wav");
    CHECK(sj::file_path{std::filesystem::directory_entry{"a"}}.text() == "a");
}

TEST_CASE("a file_path refuses a zero character, after which the system would ignore the rest") {
    std::string const path{"song.wav\0.png", 13};
    auto const want = "file_path: a zero character follows \"song.wav\", expected none in a path";
    CHECK(testing::message<sj::argument_error>([&] { return sj::file_path{path}; }) == want);
    CHECK(testing::message<sj::argument_error>([&] { return sj::file_path{std::string_view{path}}; }) == want);
    CHECK(testing::message<sj::argument_error>([&] { return sj::file_path{std::filesystem::path{path}}; }) == want);
}
