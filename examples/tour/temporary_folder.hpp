// SPDX-License-Identifier: MIT
#ifndef TOUR_TEMPORARY_FOLDER_HPP
#define TOUR_TEMPORARY_FOLDER_HPP

#include <filesystem>

namespace tour {

/// A new folder for temporary files, removed with its contents by the destructor.
class temporary_folder {
public:
    temporary_folder();
    temporary_folder(const temporary_folder&) = delete;
    temporary_folder& operator=(const temporary_folder&) = delete;
    ~temporary_folder();

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

private:
    std::filesystem::path path_;
};

}   // namespace tour
#endif
