// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CORE_FILE_PATH_HPP
#define SYMPHONIC_CORE_FILE_PATH_HPP

#include <string>
#include <string_view>
#include <utility>

#include <symphonic/core/errors.hpp>

namespace symphonic {

/// The path of a file, as a parameter: a string literal, a string, a std::filesystem::path or a directory_entry
/// converts to it implicitly. Throws argument_error if it contains a zero character, which the system would take for its end. This
/// header does not include the filesystem header.
class file_path {
public:
    /// An empty path.
    file_path() = default;
    /// From a null-terminated string.
    [[gnu::noinline]] file_path(char const* path) : text_(path) {}
    /// From a string.
    file_path(std::string path) : text_(std::move(path)) { refuse_zero_characters(); }
    /// From a string view.
    file_path(std::string_view path) : text_(path) { refuse_zero_characters(); }
    /// From a std::filesystem::path.
    template <class Path>
        requires requires(const Path& path) { static_cast<char const*>(path.c_str()); }
    file_path(const Path& path) : file_path(std::string_view{path.native()}) {}
    /// From a std::filesystem::directory_entry.
    template <class Entry>
        requires requires(const Entry& entry) { static_cast<char const*>(entry.path().c_str()); }
    file_path(const Entry& entry) : file_path(std::string_view{entry.path().native()}) {}

    /// Returns the path as a string.
    [[nodiscard]] const std::string& text() const noexcept { return text_; }
    /// Returns the path as a null-terminated string.
    [[nodiscard]] char const* c_str() const noexcept { return text_.c_str(); }
    /// True if no path was given.
    [[nodiscard]] bool empty() const noexcept { return text_.empty(); }

private:
    [[gnu::noinline]] void refuse_zero_characters() const {
        if (text_.find('\0') != text_.npos)
            throw argument_error("file_path: a zero character follows \"", text_.c_str(),
                                 "\", expected none in a path");
    }

    std::string text_;
};

}   // namespace symphonic
#endif
