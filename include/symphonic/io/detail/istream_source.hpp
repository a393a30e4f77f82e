// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_DETAIL_ISTREAM_SOURCE_HPP
#define SYMPHONIC_IO_DETAIL_ISTREAM_SOURCE_HPP

#include <istream>

#include <symphonic/io/detail/byte_source.hpp>
#include <symphonic/io/detail/iostream_errors.hpp>

namespace symphonic::detail {

/// Reads a std::istream from its current position. Calls the stream's buffer, not the stream: the state and the
/// exception mask of the stream stay unchanged.
class istream_source final : public byte_source {
public:
    explicit istream_source(std::istream& stream) noexcept : stream_(&stream) {}

    [[gnu::cold]] void open() override {
        buffer_ = stream_->rdbuf();
        if (buffer_ == nullptr || stream_->fail()) throw io_error("the stream is in a failed state");
        with_io_errors([&] {
            begin_ = buffer_->pubseekoff(0, std::ios::cur, std::ios::in);
            if (begin_ < 0) return;
            std::int64_t const end = buffer_->pubseekoff(0, std::ios::end, std::ios::in);
            if (end < begin_) throw io_error("the stream cannot seek");
            length_ = end - begin_;
            position_ = length_;
        });
    }
    [[nodiscard]] std::int64_t length() const noexcept override { return length_; }
    [[nodiscard]] std::size_t read(std::int64_t offset, std::byte* to, std::size_t n) override {
        return with_io_errors([&] {
            if (length_ >= 0 && offset != position_) {
                if (std::int64_t{buffer_->pubseekoff(begin_ + offset, std::ios::beg, std::ios::in)} != begin_ + offset)
                    throw io_error("the stream cannot seek");
                position_ = offset;
            }
            std::size_t done = 0;
            while (done < n) {
                auto const rest = static_cast<std::streamsize>(n - done);
                auto const got = buffer_->sgetn(reinterpret_cast<char*>(to) + done, rest);
                if (got <= 0) break;
                done += static_cast<std::size_t>(got);
            }
            position_ += static_cast<std::int64_t>(done);
            return done;
        });
    }

private:
    std::istream* stream_;
    std::streambuf* buffer_ = nullptr;
    std::int64_t begin_ = 0, length_ = -1, position_ = 0;
};

}   // namespace symphonic::detail
#endif
