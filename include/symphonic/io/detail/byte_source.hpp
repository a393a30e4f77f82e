// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_DETAIL_BYTE_SOURCE_HPP
#define SYMPHONIC_IO_DETAIL_BYTE_SOURCE_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace symphonic::detail {

/// Where the bytes of an audio file come from: file_source, memory_source or istream_source.
class byte_source {
public:
    byte_source() = default;
    byte_source(const byte_source&) = delete;
    byte_source& operator=(const byte_source&) = delete;
    virtual ~byte_source() = default;

    /// Opens the source. Called once, before the other members. Throws io_error.
    virtual void open() = 0;
    /// Returns the length in bytes, or -1 for a source that cannot seek: its bytes are read once, from first to last.
    [[nodiscard]] virtual std::int64_t length() const noexcept = 0;
    /// Reads up to n bytes at `offset` (ignored if the source cannot seek). Returns fewer than n only at the end.
    /// Throws io_error.
    [[nodiscard]] virtual std::size_t read(std::int64_t offset, std::byte* to, std::size_t n) = 0;
    /// Makes a read() that waits in another thread throw io_error.
    virtual void request_stop() noexcept {}
};

/// Copies up to n bytes of `bytes`, beginning at `offset`. Returns the number of bytes copied.
[[nodiscard]] inline std::size_t copy_bytes(std::span<const std::byte> bytes, std::int64_t offset, std::byte* to,
                                            std::size_t n) noexcept {
    auto const rest = static_cast<std::int64_t>(bytes.size()) - offset;
    if (rest <= 0) return 0;
    n = std::min(n, static_cast<std::size_t>(rest));
    std::memcpy(to, bytes.data() + offset, n);
    return n;
}

}   // namespace symphonic::detail
#endif
