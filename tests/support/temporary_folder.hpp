// SPDX-License-Identifier: MIT
#pragma once

#include <fstream>

#include "support/recording.hpp"

namespace testing {

/// An empty folder, removed with its files at the end of the scope.
class temporary_folder {
public:
    temporary_folder() { std::filesystem::create_directory(path()); }
    ~temporary_folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path(), ignored);
    }
    [[nodiscard]] const std::filesystem::path& path() const { return path_.path(); }
    /// Creates a file of text, and its folders.
    void create_file(const std::filesystem::path& name) const {
        std::filesystem::create_directories((path() / name).parent_path());
        std::ofstream{path() / name} << "not a recording";
    }

private:
    temporary_file path_{""};
};

}   // namespace testing
