// SPDX-License-Identifier: MIT
#include <set>

#include <sys/stat.h>
#include <unistd.h>

#include <symphonic/io.hpp>

#include "support/catch.hpp"
#include "support/recording.hpp"
#include "support/signals.hpp"
#include "support/temporary_folder.hpp"

namespace sj = symphonic;
namespace fs = std::filesystem;
using testing::message, testing::says, testing::temporary_folder;

namespace {

/// Returns the files that audio_files lists, relative to `root`.
std::vector<std::string> names(sj::audio_files files, const fs::path& root) {
    std::vector<std::string> found;
    for (const fs::path& p : files) found.push_back(p.lexically_relative(root).string());
    return found;
}

std::vector<std::string> sorted(std::vector<std::string> names) {
    std::ranges::sort(names);
    return names;
}

}   // namespace

static_assert(std::ranges::input_range<sj::audio_files> && sj::stream<sj::audio_files>);

TEST_CASE("finds audio files by their extension in all directories, without opening them") {
    temporary_folder const folder;
    for (auto const* name :
         {"a.wav", "b.FLAC", "c.Ogg", "d.opus", "e.mp3", "f.aif", "g.snd", "h.txt", "wav", ".wav", "i.raw", "j.mat",
          "k.wav.bak", "deep/er/l.caf", "deep/m.w64", "deep/.hidden/n.au", "o.wav/p.aiff", "q. wav "})
        folder.create_file(name);
    std::vector<std::string> const expected{"a.wav",         "b.FLAC",     "c.Ogg", "d.opus", "deep/.hidden/n.au",
                                            "deep/er/l.caf", "deep/m.w64", "e.mp3", "f.aif",  "g.snd",
                                            "o.wav/p.aiff"};
    CHECK(sorted(names(sj::audio_files{folder.path()}, folder.path())) == expected);
    CHECK(names(sj::audio_files{folder.path(), {.sorted = true}}, folder.path()) == expected);
    int seen = 0;   // in a range-for
    for (auto const& p : sj::audio_files{folder.path()}) {
        ++seen;
        CHECK_THROWS_AS(sj::reader{p}, sj::io_error);
    }
    CHECK(seen == 11);
    sj::audio_files files{folder.path(), {.sorted = true}};
    CHECK(files.next());
    CHECK(files.get() == folder.path() / "a.wav");
    CHECK(!files.ended());
    while (files.next()) {}
    CHECK(files.ended());
    CHECK(!files.next());
}

TEST_CASE("follows links to directories once and skips pipes") {
    temporary_folder const folder, other;
    folder.create_file("a.wav");
    folder.create_file("sub/b.wav");
    other.create_file("c.wav");
    other.create_file("below/d.wav");
    REQUIRE(mkfifo((folder.path() / "pipe.wav").c_str(), 0600) == 0);   // opening it would block
    fs::create_symlink(folder.path(), folder.path() / "sub/loop");
    fs::create_symlink("..", folder.path() / "sub/up");
    fs::create_symlink(".", folder.path() / "self");
    fs::create_symlink("ring", folder.path() / "ring");
    fs::create_symlink(folder.path() / "absent.wav", folder.path() / "broken.wav");
    fs::create_symlink(other.path(), folder.path() / "z");
    fs::create_symlink(other.path() / "below", folder.path() / "below");
    fs::create_symlink(folder.path(), other.path() / "back");
    fs::create_symlink(folder.path() / "a.wav", folder.path() / "link.wav");
    std::set<std::string> files;
    std::vector<std::string> failures;
    auto const found =
        names(sj::audio_files{folder.path(),
                              {.on_error = [&](const fs::path& p,
                                               std::error_code) { failures.push_back(p.filename().string()); }}},
              folder.path());
    for (auto const& f : found) files.insert(fs::path{f}.filename().string());
    CHECK(found.size() == 6);   // each directory once
    CHECK(files == std::set<std::string>{"a.wav", "b.wav", "c.wav", "d.wav", "broken.wav", "link.wav"});
    CHECK(failures.empty());
}

TEST_CASE("reports a directory that cannot be read, or skips it") {
    temporary_folder const folder;
    folder.create_file("a.wav");
    folder.create_file("locked/b.wav");
    fs::permissions(folder.path() / "locked", fs::perms::none);
    std::vector<fs::path> failures;
    auto const found = names(sj::audio_files{folder.path(),
                                             {.sorted = true,
                                              .on_error =
                                                  [&](const fs::path& p, std::error_code e) {
                                                      CHECK(e == std::errc::permission_denied);
                                                      failures.push_back(p);
                                                  }}},
                             folder.path());
    if (geteuid() != 0) {   // root can read it
        CHECK(found == std::vector<std::string>{"a.wav"});
        CHECK(failures == std::vector<fs::path>{folder.path() / "locked"});
        CHECK(names(sj::audio_files{folder.path()}, folder.path()).size() == 1);
    }
    fs::permissions(folder.path() / "locked", fs::perms::all);
    auto const absent = folder.path() / "absent";
    CHECK(says(message<sj::io_error>([&] { return sj::audio_files{absent}; }), "cannot list " + absent.string()));
    CHECK(says(message<sj::io_error>([&] { return sj::audio_files{folder.path() / "a.wav"}; }), "Not a directory"));
}

TEST_CASE("ends when directories are removed while they are listed") {
    temporary_folder const folder;
    for (int i = 0; i < 50; ++i) folder.create_file("sub" + std::to_string(i) + "/x.wav");
    sj::audio_files files{folder.path()};
    REQUIRE(files.next());
    fs::remove_all(folder.path());
    int more = 0;
    while (files.next()) ++more;
    CHECK(more < 50);
}
