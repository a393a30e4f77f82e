// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_LOAD_FILE_HPP
#define SYMPHONIC_IO_LOAD_FILE_HPP

#include <algorithm>
#include <new>

#include <sys/stat.h>

#include <symphonic/core/io_error.hpp>
#include <symphonic/core/stop_requested.hpp>
#include <symphonic/io/detail/file_source.hpp>
#include <symphonic/io/file_image.hpp>

namespace symphonic {

/// Reads a file of at most `max_bytes` into memory. A file that is larger, does not fit into memory, is not a regular file or cannot
/// be read stays on disk: read(image) then opens its path, and reports the error if there is one. Returns when all bytes are
/// read. If a stop is requested, returns an image without bytes after at most 1 MiB more.
template <class = void>   // compiled only where it is called
[[nodiscard]] file_image load_file(const file_path& path, std::int64_t max_bytes = std::int64_t{256} << 20) {
    struct stat status{};
    if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode))
        return file_image{path};   // opening a pipe may wait
    try {
        detail::file_source file(path);
        file.open();
        if (file.length() < 0 || file.length() > max_bytes) return file_image{path};
        auto const length = static_cast<std::size_t>(file.length());
        std::vector<std::byte> bytes;
        bytes.reserve(length);
        constexpr std::size_t piece = 1 << 20;
        for (std::size_t done = 0; done < length; done = bytes.size()) {
            if (stop_requested()) return file_image{path};
            bytes.resize(std::min(length, done + piece));
            auto const n = bytes.size() - done;
            if (file.read(static_cast<std::int64_t>(done), bytes.data() + done, n) < n) return file_image{path};
        }
        return {path, std::move(bytes)};
    } catch (const io_error&) {
        return file_image{path};
    } catch (const std::bad_alloc&) {
        return file_image{path};
    }
}

}   // namespace symphonic
#endif
