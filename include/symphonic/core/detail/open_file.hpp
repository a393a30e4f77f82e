// SPDX-License-Identifier: MIT
// open_file: a file descriptor, and what to say where there is none.
#ifndef SYMPHONIC_CORE_DETAIL_OPEN_FILE_HPP
#define SYMPHONIC_CORE_DETAIL_OPEN_FILE_HPP

#include <cerrno>

#include <fcntl.h>

#include <symphonic/core/io_error.hpp>

namespace symphonic::detail {

/// -1 where it fails, and errno says why. What is created is for all, as far as the umask lets them.
[[nodiscard]] inline int open_file(char const* path, int how) noexcept {
    int file = -1;
    while ((file = ::open(path, how | O_CLOEXEC, 0666)) < 0 && errno == EINTR) {}
    return file;
}
/// What errno means, of a file that could not be opened to read it.
[[nodiscard, gnu::cold]] inline std::string unreadable(int number) {
    return number == ENOENT ? std::string{"no such file"} : system_text(number);
}

}   // namespace symphonic::detail
#endif
