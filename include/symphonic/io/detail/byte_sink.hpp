// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_DETAIL_BYTE_SINK_HPP
#define SYMPHONIC_IO_DETAIL_BYTE_SINK_HPP

#include <cstddef>
#include <cstdint>

namespace symphonic::detail {

/// Where the bytes of an audio file go: file_sink, ostream_sink or memory_sink.
class byte_sink {
public:
    byte_sink() = default;
    byte_sink(const byte_sink&) = delete;
    byte_sink& operator=(const byte_sink&) = delete;
    virtual ~byte_sink() = default;

    /// Opens the sink. Called once, before the other members. Throws io_error.
    virtual void open() = 0;
    /// Writes n bytes at `offset`. Throws io_error.
    virtual void write(std::int64_t offset, std::byte const* from, std::size_t n) = 0;
    /// Ends the file at `length` bytes. `complete`: everything was written. Throws io_error.
    virtual void commit(std::int64_t length, bool complete) = 0;
    /// Removes the file if it has a name.
    virtual void discard() noexcept {}
};

}   // namespace symphonic::detail
#endif
