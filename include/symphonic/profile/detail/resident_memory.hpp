// SPDX-License-Identifier: MIT
// What the operating system says of the memory of this process.
#ifndef SYMPHONIC_PROFILE_DETAIL_RESIDENT_MEMORY_HPP
#define SYMPHONIC_PROFILE_DETAIL_RESIDENT_MEMORY_HPP

#include <cstddef>
#include <cstdlib>
#include <string_view>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace symphonic::detail {

/// The most bytes of memory that the process ever had.
[[nodiscard]] inline std::ptrdiff_t most_resident_ever() noexcept {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
#ifdef __APPLE__
    return usage.ru_maxrss;
#else
    return usage.ru_maxrss * 1024;
#endif
}

/// A line of /proc/self/status, such as "VmRSS:", in bytes; where there is none, the most that there ever was.
[[nodiscard]] inline std::ptrdiff_t resident(std::string_view line) noexcept {
    char text[4096];
    std::size_t size = 0;
    if (int const file = ::open("/proc/self/status", O_RDONLY | O_CLOEXEC); file >= 0) {
        for (ssize_t n = 1; n > 0 && size + 1 < sizeof text; size += n > 0 ? static_cast<std::size_t>(n) : 0)
            n = ::read(file, text + size, sizeof text - 1 - size);
        ::close(file);
    }
    text[size] = '\0';
    auto const at = std::string_view{text, size}.find(line);
    if (at == std::string_view::npos) return most_resident_ever();
    return std::strtol(text + at + line.size(), nullptr, 10) * 1024;
}
[[nodiscard]] inline std::ptrdiff_t resident_now() noexcept { return resident("VmRSS:"); }
/// Since the start of the process, or since that was forgotten.
[[nodiscard]] inline std::ptrdiff_t most_resident() noexcept { return resident("VmHWM:"); }
/// For the whole process: whoever else reads VmHWM finds it lowered. False where that is not possible.
inline bool forget_most_resident() noexcept {
    int const file = ::open("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC);
    if (file < 0) return false;
    bool const forgotten = ::write(file, "5", 1) == 1;
    ::close(file);
    return forgotten;
}

}   // namespace symphonic::detail
#endif
