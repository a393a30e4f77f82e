// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CACHE_CONTENT_HASH_FILE_HPP
#define SYMPHONIC_CACHE_CONTENT_HASH_FILE_HPP

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <unistd.h>

#include <symphonic/cache/content_hash.hpp>
#include <symphonic/core/detail/open_file.hpp>
#include <symphonic/core/file_path.hpp>

namespace symphonic {
namespace detail {

/// Reads a file from its beginning to its end, 64 KiB at a time. Throws io_error. A template, so that only programs
/// that hash files compile it.
template <class = void> class file_chunks {
public:
    explicit file_chunks(const file_path& path) : path_(path.c_str()), file_(open_file(path_, O_RDONLY)) {
        if (file_ < 0) fail_with(open_error_text(errno));
    }
    file_chunks(const file_chunks&) = delete;
    file_chunks& operator=(const file_chunks&) = delete;
    ~file_chunks() { ::close(file_); }

    /// Returns the next bytes, valid until the next call; none at the end.
    [[nodiscard]] std::span<const std::byte> next() {
        for (;;) {
            auto const count = ::read(file_, buffer_.data(), buffer_size);
            std::byte const* const bytes = buffer_.data();
            if (count >= 0) return {bytes, static_cast<std::size_t>(count)};
            if (errno == EISDIR) fail_with("it is a directory");
            if (errno != EINTR) fail_with(system_text(errno));
        }
    }

private:
    static constexpr std::size_t buffer_size = std::size_t{1} << 16;
    [[noreturn, gnu::cold]] void fail_with(const std::string& cause) const {
        throw io_error("cannot read ", path_, ": ", cause);
    }

    char const* path_;
    std::vector<std::byte> buffer_ = std::vector<std::byte>(buffer_size);
    int file_;   // last: it would stay open if a later initialiser threw
};

template <unsigned long Unit, class Hasher, class... P>
[[nodiscard]] auto key_of_file(Hasher& hasher, const file_path& path, const P&... parameters) {
    file_chunks<> file{path};
    std::uint64_t size = 0;
    for (auto bytes = file.next(); !bytes.empty(); bytes = file.next()) {
        hasher.update(bytes);
        size += bytes.size();
    }
    return finish_key<Unit>(hasher, element_code<std::byte>, size, parameters...);
}

}   // namespace detail

/// Returns the digest() of a copy of `start` after the bytes of a file and the parameters, encoded as content_hash()
/// describes. Throws io_error with the path and the cause.
template <class Hasher, class... P>
    requires content_hasher<std::remove_cvref_t<Hasher>>
[[nodiscard, gnu::always_inline]] inline auto content_hash_file_with(Hasher&& start, const file_path& path,
                                                                     const P&... parameters) {
    std::remove_cvref_t<Hasher> hasher(std::forward<Hasher>(start));
    return detail::key_of_file<detail::unit_flags>(hasher, path, parameters...);
}

/// Returns what content_hash() returns for a std::span<const std::byte> of all bytes of the file and the parameters.
/// Reads the file once, 64 KiB at a time; a pipe until it ends. Throws io_error with the path and the cause.
template <class... P>
[[nodiscard, gnu::always_inline]] inline content_key content_hash_file(const file_path& path, const P&... parameters) {
    xxh3_hasher hasher;
    return detail::key_of_file<detail::unit_flags>(hasher, path, parameters...);
}

}   // namespace symphonic
#endif
