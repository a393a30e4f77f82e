// SPDX-License-Identifier: MIT
// Opens a file with open(2) and owns its descriptor.
#ifndef SYMPHONIC_CORE_DETAIL_OPEN_FILE_HPP
#define SYMPHONIC_CORE_DETAIL_OPEN_FILE_HPP

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include <symphonic/core/io_error.hpp>

namespace symphonic::detail {

/// Opens `path` with O_CLOEXEC and `flags`. Returns -1 if that fails; errno then holds the reason. A file that is
/// created gets mode 0666 less the umask.
[[nodiscard]] inline int open_file(char const* path, int flags) noexcept {
    int descriptor = -1;
    while ((descriptor = ::open(path, flags | O_CLOEXEC, 0666)) < 0 && errno == EINTR) {}
    return descriptor;
}

/// Returns the message for the error number of a file that could not be opened for reading.
[[nodiscard, gnu::cold]] inline std::string open_error_text(int error_number) {
    return error_number == ENOENT ? std::string{"no such file"} : system_text(error_number);
}

/// Owns a file descriptor and closes it. Move-only.
class unique_descriptor {
public:
    unique_descriptor() = default;
    explicit unique_descriptor(int descriptor) noexcept : descriptor_(descriptor) {}
    unique_descriptor(unique_descriptor&& other) noexcept : descriptor_(other.release()) {}
    unique_descriptor& operator=(unique_descriptor&& other) noexcept {
        std::swap(descriptor_, other.descriptor_);
        return *this;
    }
    ~unique_descriptor() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }

    [[nodiscard]] int get() const noexcept { return descriptor_; }   ///< -1: none
    [[nodiscard]] int release() noexcept { return std::exchange(descriptor_, -1); }

private:
    int descriptor_ = -1;
};

}   // namespace symphonic::detail
#endif
