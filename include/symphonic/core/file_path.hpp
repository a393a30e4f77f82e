// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CORE_FILE_PATH_HPP
#define SYMPHONIC_CORE_FILE_PATH_HPP

#include <string>
#include <string_view>
#include <utility>

namespace symphonic {

/// The path of a file, as a parameter: a string literal, a string, a std::filesystem::path or a directory_entry
/// converts to it implicitly. This header does not include the filesystem header.
class file_path {
public:
    /// An empty path.
    file_path() = default;
    /// From a null-terminated string.
    [[gnu::noinline]] file_path(char const* path) : text_(path) {}
    /// From a string.
    file_path(std::string path) noexcept : text_(std::move(path)) {}
    /// From a string view.
    file_path(std::string_view path) : text_(path) {}
    /// From a std::filesystem::path.
    template <class Path>
        requires requires(const Path& path) { static_cast<char const*>(path.c_str()); }
    file_path(const Path& path) : text_(path.c_str()) {}
    /// From a std::filesystem::directory_entry.
    template <class Entry>
        requires requires(const Entry& entry) { static_cast<char const*>(entry.path().c_str()); }
    file_path(const Entry& entry) : text_(entry.path().c_str()) {}

    /// Returns the path as a string.
    [[nodiscard]] const std::string& text() const noexcept { return text_; }
    /// Returns the path as a null-terminated string.
    [[nodiscard]] char const* c_str() const noexcept { return text_.c_str(); }
    /// True if no path was given.
    [[nodiscard]] bool empty() const noexcept { return text_.empty(); }

private:
    std::string text_;
};

}   // namespace symphonic
#endif
