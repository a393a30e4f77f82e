// SPDX-License-Identifier: MIT
#include <filesystem>
#include <fstream>
#include <thread>

#include <sys/stat.h>

#include <symphonic/cache.hpp>

#include "support/catch.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
using testing::message;

namespace {

/// An empty folder, removed with its files at the end of the scope.
class folder {
public:
    folder() { std::filesystem::create_directory(path_); }
    folder(const folder&) = delete;
    folder& operator=(const folder&) = delete;
    ~folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    [[nodiscard]] std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

private:
    std::filesystem::path path_ =
        std::filesystem::temp_directory_path() / ("symphonic_keys_" + std::to_string(::getpid()));
};

void put(const std::filesystem::path& path, const std::string& bytes) {
    std::ofstream{path, std::ios::binary} << bytes;
}
std::string noise(std::size_t n) {
    auto const x = testing::integers(n / 2 + 1);
    return {reinterpret_cast<char const*>(x.data()), n};
}
sj::content_key key_of(const std::string& bytes, const auto&... parameters) {
    return sj::content_hash(std::as_bytes(std::span{bytes}), parameters...);
}

}   // namespace

TEST_CASE("content_hash_file returns the key of the bytes for every size") {
    folder const temporary;
    auto const path = temporary / "song.wav";
    for (std::size_t const n : {0U, 1U, 240U, 241U, 65535U, 65536U, 65537U, 200000U}) {
        auto const bytes = noise(n);
        put(path, bytes);
        CHECK(sj::content_hash_file(path) == key_of(bytes));
        CHECK(sj::content_hash_file(path.string(), 2048, "hann") == key_of(bytes, 2048, "hann"));
        CHECK(sj::content_hash_file_with(sj::xxh3_hasher{9}, path.c_str(), 1.5) ==
              sj::content_hash_with(sj::xxh3_hasher{9}, std::as_bytes(std::span{bytes}), 1.5));
    }
}

TEST_CASE("content_hash_file reads a pipe to its end") {
    folder const temporary;
    auto const path = temporary / "pipe";
    REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
    auto const bytes = noise(150000);
    std::thread writer{[&] { put(path, bytes); }};
    auto const key = sj::content_hash_file(path, 7);
    writer.join();
    CHECK(key == key_of(bytes, 7));
}

TEST_CASE("an unreadable file throws io_error with the path and the cause") {
    folder const temporary;
    auto const error_of = [](const std::filesystem::path& path) {
        return message<sj::io_error>([&] { return sj::content_hash_file(path); });
    };
    auto const missing = temporary / "missing.wav", directory = temporary / "directory", closed = temporary / "closed";
    CHECK(error_of(missing) == "cannot read " + missing.string() + ": no such file");
    std::filesystem::create_directory(directory);
    CHECK(error_of(directory) == "cannot read " + directory.string() + ": it is a directory");
    put(closed, "x");
    std::filesystem::permissions(closed, std::filesystem::perms::none);
    if (::access(closed.c_str(), R_OK) != 0)   // root can read every file
        CHECK(error_of(closed) == "cannot read " + closed.string() + ": Permission denied");
    auto const below_file = closed / "file";
    CHECK(error_of(below_file) == "cannot read " + below_file.string() + ": Not a directory");
}
