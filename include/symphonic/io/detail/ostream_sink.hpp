// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_DETAIL_OSTREAM_SINK_HPP
#define SYMPHONIC_IO_DETAIL_OSTREAM_SINK_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <ostream>

#include <symphonic/io/detail/byte_sink.hpp>
#include <symphonic/io/detail/iostream_errors.hpp>

namespace symphonic::detail {

/// Writes to a std::ostream from its current position.
class ostream_sink final : public byte_sink {
public:
    explicit ostream_sink(std::ostream& stream) noexcept : stream_(stream) {}

    void open() override {
        buffer_ = stream_.rdbuf();
        if (buffer_ == nullptr || stream_.fail()) throw io_error("the stream is in a failed state");
        with_io_errors([&] { begin_ = buffer_->pubseekoff(0, std::ios::cur, std::ios::out); });
    }
    void write(std::int64_t offset, std::byte const* from, std::size_t n) override {
        with_io_errors([&] {
            if (offset != position_) seek(offset);
            auto const done = buffer_->sputn(reinterpret_cast<char const*>(from), static_cast<std::streamsize>(n));
            position_ += std::max<std::streamsize>(done, 0);
            if (done != static_cast<std::streamsize>(n)) throw io_error("the stream accepts no more bytes");
        });
    }
    /// Moves the stream to the end of the data and flushes it.
    void commit(std::int64_t length, bool) override {
        with_io_errors([&] {
            if (position_ != length) seek(length);
            if (buffer_->pubsync() != 0) throw io_error("the stream accepts no more bytes");
        });
    }

private:
    void seek(std::int64_t offset) {
        if (begin_ < 0 ||
            std::int64_t{buffer_->pubseekoff(begin_ + offset, std::ios::beg, std::ios::out)} != begin_ + offset)
            throw io_error("the stream cannot seek");
        position_ = offset;
    }

    std::ostream& stream_;
    std::streambuf* buffer_ = nullptr;
    std::int64_t begin_ = -1, position_ = 0;
};

}   // namespace symphonic::detail
#endif
