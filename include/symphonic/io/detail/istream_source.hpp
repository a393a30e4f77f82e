// SPDX-License-Identifier: MIT
// stream_bytes: a std::istream as a source of bytes. A template: who has no stream needs none of its headers.
#ifndef SYMPHONIC_IO_DETAIL_ISTREAM_SOURCE_HPP
#define SYMPHONIC_IO_DETAIL_ISTREAM_SOURCE_HPP

#include <concepts>
#include <iosfwd>

#include <symphonic/io/detail/byte_source.hpp>

namespace symphonic::detail {

/// Calls f; what a stream throws, or what a stream that throws says, is an io_error with its text.
decltype(auto) with_io_errors(auto&& f) {
    try {
        return f();
    } catch (const io_error&) {
        throw;
    } catch (const std::exception& e) {
        throw io_error(e.what());
    } catch (...) {
        throw io_error("the stream threw what is no std::exception");
    }
}

/// Stream is std::istream. From where the stream stands. Its buffer is asked, not the stream: states and exceptions of the stream stay as they
/// are.
template <class Stream> class stream_bytes final : public byte_source {
public:
    explicit stream_bytes(Stream& stream) noexcept : stream_(&stream) {}

    void open() override {
        buffer_ = stream_->rdbuf();
        if (buffer_ == nullptr || stream_->fail()) throw io_error("the stream had failed before");
        with_io_errors([&] {
            begin_ = buffer_->pubseekoff(0, Stream::cur, Stream::in);
            if (begin_ < 0) return;
            std::int64_t const end = buffer_->pubseekoff(0, Stream::end, Stream::in);
            if (end < begin_) throw io_error("the stream cannot be sought");
            length_ = end - begin_;
            at_ = length_;
        });
    }
    [[nodiscard]] std::int64_t length() const noexcept override { return length_; }
    [[nodiscard]] std::size_t read(std::int64_t at, std::byte* to, std::size_t n) override {
        return with_io_errors([&] {
            if (length_ >= 0 && at != at_) {
                if (std::int64_t{buffer_->pubseekoff(begin_ + at, Stream::beg, Stream::in)} != begin_ + at)
                    throw io_error("the stream cannot be sought");
                at_ = at;
            }
            std::size_t done = 0;
            while (done < n) {
                auto const rest = static_cast<std::int64_t>(n - done);
                auto const got = buffer_->sgetn(reinterpret_cast<char*>(to) + done, rest);
                if (got <= 0) break;
                done += static_cast<std::size_t>(got);
            }
            at_ += static_cast<std::int64_t>(done);
            return done;
        });
    }

private:
    Stream* stream_;
    std::basic_streambuf<char, typename Stream::traits_type>* buffer_ = nullptr;   // nothing that is not complete yet
    std::int64_t begin_ = 0, length_ = -1, at_ = 0;
};

}   // namespace symphonic::detail
#endif
