// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_FILE_IMAGE_HPP
#define SYMPHONIC_IO_FILE_IMAGE_HPP

#include <memory>
#include <span>
#include <vector>

#include <symphonic/core/file_path.hpp>

namespace symphonic {

/// A file whose bytes were read into memory, to be decoded later: `read(image)` takes it in place of the path. Copies share the
/// bytes. Returned by load_file().
class file_image {
public:
    /// No file: read() throws io_error.
    file_image() = default;
    /// A file that is not in memory: read() opens the path.
    explicit file_image(file_path path) : path_(std::move(path)) {}
    /// A file with its bytes.
    file_image(file_path path, std::vector<std::byte> bytes)
        : path_(std::move(path)), bytes_(std::make_shared<const std::vector<std::byte>>(std::move(bytes))) {}

    /// Returns the path.
    [[nodiscard]] const file_path& path() const noexcept { return path_; }
    /// Returns true if the bytes are in memory.
    [[nodiscard]] bool loaded() const noexcept { return bytes_ != nullptr; }
    /// Returns the bytes; none unless loaded(). Valid as long as any copy of this object.
    [[nodiscard]] std::span<const std::byte> bytes() const noexcept {
        return loaded() ? std::span{*bytes_} : std::span<const std::byte>{};
    }

private:
    file_path path_;
    std::shared_ptr<const std::vector<std::byte>> bytes_;
};

}   // namespace symphonic
#endif
