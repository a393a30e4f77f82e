// SPDX-License-Identifier: MIT
// content_hash_file: the content key of a file's bytes.
#ifndef SYMPHONIC_CACHE_CONTENT_HASH_FILE_HPP
#define SYMPHONIC_CACHE_CONTENT_HASH_FILE_HPP

#include <unistd.h>

#include <symphonic/cache/content_hash.hpp>
#include <symphonic/core/detail/open_file.hpp>
#include <symphonic/core/file_path.hpp>
#include <symphonic/core/handle.hpp>

namespace symphonic {
namespace detail {

/// A file's bytes, once, from first to last. Throws io_error.
class file_chunks {
public:
    explicit file_chunks(const file_path& path) : path_(path.c_str()), fd_(open_file(path_, O_RDONLY)) {
        if (fd_ < 0) refuse(open_error_text(errno));
    }
    file_chunks(const file_chunks&) = delete;
    file_chunks& operator=(const file_chunks&) = delete;
    ~file_chunks() { ::close(fd_); }

    /// Empty at the end.
    [[nodiscard]] std::span<const std::byte> next() {
        for (;;) {
            auto const got = ::read(fd_, chunk_->bytes, sizeof chunk_->bytes);
            if (got >= 0) return {chunk_->bytes, static_cast<std::size_t>(got)};
            if (errno == EISDIR) refuse("it is a directory");
            if (errno != EINTR) refuse(system_text(errno));
        }
    }

private:
    struct chunk {
        std::byte bytes[std::size_t{1} << 16];
    };
    [[noreturn, gnu::cold]] void refuse(const std::string& cause) const {
        throw io_error("cannot read ", path_, ": ", cause);
    }

    char const* path_;
    handle<chunk> chunk_{new chunk};
    int fd_;   // after what may throw
};

template <unsigned long Unit, class Hasher, class... P>
[[nodiscard]] auto key_of_file(Hasher& hasher, const file_path& path, const P&... parameters) {
    file_chunks file{path};
    std::uint64_t size = 0;
    for (auto bytes = file.next(); !bytes.empty(); bytes = file.next()) {
        hasher.update(bytes);
        size += bytes.size();
    }
    return finish_key<Unit>(hasher, element_code<std::byte>, size, parameters...);
}

}   // namespace detail

/// What `hasher` makes of a file's bytes and the parameters.
template <content_hasher Hasher, class... P>
[[nodiscard, gnu::always_inline]] inline auto content_hash_file_with(Hasher hasher, const file_path& path,
                                                                     const P&... parameters) {
    return detail::key_of_file<detail::unit_flags>(hasher, path, parameters...);
}

/// The key that content_hash has for all bytes of the file, as a span of std::byte, and the parameters. The file is read
/// once, 64 KiB at a time, a pipe until its end. Throws io_error, which names the path and the cause.
template <class... P>
[[nodiscard, gnu::always_inline]] inline content_key content_hash_file(const file_path& path, const P&... parameters) {
    return content_hash_file_with(xxh3_hasher{}, path, parameters...);
}

}   // namespace symphonic
#endif
