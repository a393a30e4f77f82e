// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_AUDIO_FILES_HPP
#define SYMPHONIC_IO_AUDIO_FILES_HPP

#include <algorithm>
#include <filesystem>
#include <functional>
#include <set>
#include <system_error>
#include <utility>
#include <vector>

#include <symphonic/core/io_error.hpp>
#include <symphonic/core/stream_facade.hpp>
#include <symphonic/io/detail/container_table.hpp>

namespace symphonic {

/// Options of audio_files.
struct audio_files_options {
    /// Sorts the entries of each directory by name, files and directories together: the same order on every system.
    /// Keeps the names in the directories from the root to the current one in memory.
    bool sorted = false;
    /// Called for each directory that cannot be read; it is skipped.
    std::function<void(const std::filesystem::path&, std::error_code)> on_error{};
};

/// Lists the audio files in a directory and all directories below it, as a stream of paths. A file is an audio file if
/// its extension, in upper or lower case, is one that a writer or reader knows, except .raw, .mat and .mpc, which other
/// formats use too.
/// - Input: a directory.
/// - Output: std::filesystem::path, beginning with the path of the directory as it was given.
/// - Tail: none.
/// - Lifetime: a path is valid until the next ++.
/// - Errors: io_error if the directory itself cannot be read. For a directory below it calls on_error.
/// - Cost: memory and file descriptors for the directories from the root to the current one, whatever the number of
///   files, and a path for each link to a directory that was followed.
///
/// Opens no file: a broken file or link is listed too, and reading it gives the error. Pipes, sockets and devices are
/// not listed. Links to directories are followed unless their target is listed anyway, so each directory is listed once
/// and link cycles end.
class audio_files : public stream_facade<audio_files, domain::none> {
public:
    /// Lists the audio files in `root`.
    template <class = void>   // compiled only where it is called, as are next() and the functions below
    explicit audio_files(const std::filesystem::path& root, audio_files_options options = {})
        : options_(std::move(options)) {
        std::error_code failure;
        auto const real_path = std::filesystem::canonical(root, failure);
        if (!failure) enter(root, real_path, failure);
        if (failure) throw io_error("cannot list ", root.native(), ": ", failure.message());
        roots_.insert(real_path.native());
    }

    /// Finds the next file. Returns false at the end.
    template <class = void> bool next() {
        while (!open_.empty()) {
            entry found;
            if (!take(found)) open_.pop_back();
            else if (found.is_directory) descend(found);
            else {
                file_ = std::move(found.path);
                return true;
            }
        }
        return false;
    }
    /// Returns the path of the current file.
    [[nodiscard]] const std::filesystem::path& get() const noexcept { return file_; }
    /// Returns true once all files are listed.
    [[nodiscard]] bool ended() const noexcept { return open_.empty(); }
    /// Returns an empty format: the stream has no samples.
    [[nodiscard]] audio_format format() const noexcept { return {}; }

private:
    struct entry {
        std::filesystem::path path{};
        bool is_directory = false, is_link = false;
    };
    /// A directory that is being listed.
    struct directory {
        std::filesystem::path path, real_path;   // as it was reached, and without links
        std::filesystem::directory_iterator listing;
        std::vector<entry> sorted{};   // in descending order: the last entry is the next one
    };

    /// Takes the next entry of the current directory. Returns false at its end.
    template <class = void> [[nodiscard]] bool take(entry& found) {
        auto& current = open_.back();
        if (!options_.sorted) return list(current, found);
        if (current.sorted.empty()) return false;
        found = std::move(current.sorted.back());
        current.sorted.pop_back();
        return true;
    }
    template <class = void> [[nodiscard]] bool list(directory& current, entry& found) {
        while (current.listing != std::filesystem::directory_iterator{}) {
            std::error_code ignored, failure;
            auto const& listed = *current.listing;   // the system lists the type of most entries, which saves a call
            found = {listed.path(), listed.is_directory(ignored), listed.is_symlink(ignored)};
            auto const* const kind = detail::container_by_extension(found.path.native());
            bool const wanted = found.is_directory || (kind != nullptr && kind->listed && !listed.is_other(ignored));
            current.listing.increment(failure);
            if (failure) {
                report(current.path, failure);
                current.listing = {};
            }
            if (wanted) return true;
        }
        return false;
    }

    template <class = void> void descend(const entry& found) {
        std::error_code failure;
        auto const real_path = found.is_link ? std::filesystem::canonical(found.path, failure)
                                             : open_.back().real_path / found.path.filename();
        if (!failure) {
            if (found.is_link ? is_below_a_root(real_path) : roots_.contains(real_path.native())) return;
            if (found.is_link) roots_.insert(real_path.native());
            enter(found.path, real_path, failure);
        }
        if (failure) report(found.path, failure);
    }
    template <class = void> [[nodiscard]] bool is_below_a_root(std::filesystem::path real_path) const {
        while (!roots_.contains(real_path.native())) {
            if (!real_path.has_relative_path()) return false;
            real_path = real_path.parent_path();
        }
        return true;
    }
    template <class = void>
    void enter(const std::filesystem::path& path, const std::filesystem::path& real_path, std::error_code& failure) {
        directory opened{path, real_path, std::filesystem::directory_iterator{path, failure}};
        if (failure) return;
        if (options_.sorted) {
            for (entry found; list(opened, found);) opened.sorted.push_back(std::move(found));
            std::sort(opened.sorted.begin(), opened.sorted.end(),
                      [](const entry& a, const entry& b) { return a.path.native() > b.path.native(); });
        }
        open_.push_back(std::move(opened));
    }
    template <class = void> void report(const std::filesystem::path& path, std::error_code failure) const {
        if (options_.on_error) options_.on_error(path, failure);
    }

    audio_files_options options_;
    std::vector<directory> open_;                          // from the root to the current directory
    std::set<std::filesystem::path::string_type> roots_;   // real paths of the first directory and of followed links
    std::filesystem::path file_;
};

}   // namespace symphonic
#endif
