// SPDX-License-Identifier: MIT
// audio_files: the audio files under a directory, one after the other.
#ifndef SYMPHONIC_IO_AUDIO_FILES_HPP
#define SYMPHONIC_IO_AUDIO_FILES_HPP

#include <algorithm>
#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <symphonic/core/io_error.hpp>
#include <symphonic/core/stream.hpp>
#include <symphonic/io/container.hpp>

namespace symphonic {

struct audio_files_options {
    /// By name within each directory, files and directories as they come: the same order everywhere. It takes memory
    /// for the names in the directories on the way down.
    bool sorted = false;
    /// Told of each directory that cannot be read, which is then passed over.
    std::function<void(const std::filesystem::path&, std::error_code)> on_error{};
};

/// The files under a directory and all below it that are audio by their extension, whatever its case: what a writer
/// knows and some that only a reader does, but no .raw and .mat, which are anything. A stream of paths, beginning with
/// the one given.
///
/// Nothing is opened: a broken file, a broken link too, comes as any other, and fails with its reason when it is read.
/// Pipes, sockets and devices do not come: reading one might wait for ever. Links to directories are followed to what
/// is not reached without them, so each directory comes once, and loops end.
///   errors    io_error where the directory itself cannot be read
///   cost      memory and file descriptors for the directories on the way down, however many files there are; and for
///             each link to a directory that was followed
class audio_files : public stream_facade<audio_files, domain::none> {
public:
    explicit audio_files(const std::filesystem::path& root, audio_files_options options = {})
        : options_(std::move(options)) {
        std::error_code failure;
        auto const place = std::filesystem::canonical(root, failure);
        if (!failure) enter(root, place, failure);
        if (failure) throw io_error("cannot list " + root.string() + ": " + failure.message());
        trees_.insert(place.native());
    }

    /// The next file.
    bool next() {
        while (!open_.empty()) {
            found entry;
            if (!take(entry)) open_.pop_back();
            else if (entry.is_directory) descend(entry);
            else return file_ = std::move(entry.path), true;
        }
        return false;
    }
    [[nodiscard]] const std::filesystem::path& get() const noexcept { return file_; }
    [[nodiscard]] bool ended() const noexcept { return open_.empty(); }
    [[nodiscard]] audio_format format() const noexcept { return {}; }

private:
    struct found {
        std::filesystem::path path{};
        bool is_directory = false, is_link = false;
    };
    /// A directory that is being gone through: as the system lists it, or sorted, and then the last is the next.
    struct directory {
        std::filesystem::path path, place;   // as it was reached, and without links
        std::filesystem::directory_iterator listing;
        std::vector<found> sorted{};
    };

    /// The next that is asked for: false at the end of the directory.
    [[nodiscard]] bool take(found& entry) {
        auto& here = open_.back();
        if (!options_.sorted) return list(here, entry);
        if (here.sorted.empty()) return false;
        entry = std::move(here.sorted.back());
        here.sorted.pop_back();
        return true;
    }
    [[nodiscard]] bool list(directory& here, found& entry) {
        while (here.listing != std::filesystem::directory_iterator{}) {
            std::error_code unknown, failure;
            auto const& listed = *here.listing;   // knows its kind without being asked for
            entry = {listed.path(), listed.is_directory(unknown), listed.is_symlink(unknown)};
            auto const* const kind = detail::container_by_extension(entry.path.native());
            bool const wanted = entry.is_directory || (kind != nullptr && kind->listed && !listed.is_other(unknown));
            here.listing.increment(failure);
            if (failure) {
                report(here.path, failure);
                here.listing = {};
            }
            if (wanted) return true;
        }
        return false;
    }

    void descend(const found& entry) {
        std::error_code failure;
        auto const place = entry.is_link ? std::filesystem::canonical(entry.path, failure)
                                         : open_.back().place / entry.path.filename();
        if (!failure) {
            if (entry.is_link ? within_a_tree(place) : trees_.contains(place.native())) return;
            if (entry.is_link) trees_.insert(place.native());
            enter(entry.path, place, failure);
        }
        if (failure) report(entry.path, failure);
    }
    [[nodiscard]] bool within_a_tree(std::filesystem::path place) const {
        while (!trees_.contains(place.native())) {
            if (!place.has_relative_path()) return false;
            place = place.parent_path();
        }
        return true;
    }
    void enter(const std::filesystem::path& path, const std::filesystem::path& place, std::error_code& failure) {
        directory here{path, place, std::filesystem::directory_iterator{path, failure}};
        if (failure) return;
        if (options_.sorted) {
            for (found entry; list(here, entry);) here.sorted.push_back(std::move(entry));
            std::sort(here.sorted.begin(), here.sorted.end(),
                      [](const found& a, const found& b) { return a.path.native() > b.path.native(); });
        }
        open_.push_back(std::move(here));
    }
    void report(const std::filesystem::path& path, std::error_code failure) const {
        if (options_.on_error) options_.on_error(path, failure);
    }

    audio_files_options options_;
    std::vector<directory> open_;                          // the way down
    std::set<std::filesystem::path::string_type> trees_;   // gone through for themselves: the first, targets of links
    std::filesystem::path file_;
};

}   // namespace symphonic
#endif
