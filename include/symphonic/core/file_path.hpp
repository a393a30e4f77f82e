// SPDX-License-Identifier: MIT
// file_path: the path of a file, from whatever has one.
#ifndef SYMPHONIC_CORE_FILE_PATH_HPP
#define SYMPHONIC_CORE_FILE_PATH_HPP

#include <string>
#include <string_view>

namespace symphonic {

/// A text, a std::filesystem::path or a directory_entry becomes one by itself; <filesystem>, as much to compile as all of a
/// reader, is not needed for that.
class file_path {
public:
    file_path() = default;
    [[gnu::noinline]] file_path(char const* path) : text_(path) {}
    file_path(std::string path) noexcept : text_(std::move(path)) {}
    file_path(std::string_view path) : text_(path) {}
    template <class Path>
        requires requires(const Path& path) { static_cast<char const*>(path.c_str()); }
    file_path(const Path& path) : text_(path.c_str()) {}
    template <class Entry>
        requires requires(const Entry& entry) { static_cast<char const*>(entry.path().c_str()); }
    file_path(const Entry& entry) : text_(entry.path().c_str()) {}

    [[nodiscard]] const std::string& text() const noexcept { return text_; }
    [[nodiscard]] char const* c_str() const noexcept { return text_.c_str(); }
    [[nodiscard]] bool empty() const noexcept { return text_.empty(); }

private:
    std::string text_;
};

}   // namespace symphonic
#endif
