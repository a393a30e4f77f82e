// SPDX-License-Identifier: MIT
// Where the bytes of an audio file come from: a file or file descriptor, an image in memory, a std::istream.
//
//     std::int64_t length() const;                                         bytes; -1: they come once, from first to
//     last
//     std::size_t read(std::int64_t at, std::byte* to, std::size_t n);     fewer than n only at the end; throws
//     io_error
//
#ifndef SYMPHONIC_IO_BYTE_SOURCE_HPP
#define SYMPHONIC_IO_BYTE_SOURCE_HPP

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <istream>
#include <span>
#include <system_error>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <symphonic/core/stopping.hpp>
#include <symphonic/io/io_error.hpp>

namespace symphonic {

/// A file that the system has opened: read from where it stands, never closed. Only a pipe or terminal is moved on.
struct file_descriptor {
    int value = -1;
};
inline constexpr file_descriptor standard_input{0};

namespace detail {

[[nodiscard]] inline std::string system_text(int number) { return std::generic_category().message(number); }

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

class file_bytes {
public:
    explicit file_bytes(const std::filesystem::path& path) : owned_(true) {
        while ((fd_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC)) < 0 && errno == EINTR) {}
        if (fd_ < 0) throw io_error(errno == ENOENT ? "no such file" : system_text(errno));
        look();
    }
    explicit file_bytes(file_descriptor file) : fd_(file.value) { look(); }
    file_bytes(file_bytes&& other) noexcept
        : fd_(std::exchange(other.fd_, -1)), owned_(other.owned_), begin_(other.begin_), length_(other.length_) {}
    file_bytes& operator=(file_bytes&&) = delete;
    ~file_bytes() { close(); }

    [[nodiscard]] std::int64_t length() const noexcept { return length_; }
    [[nodiscard]] std::size_t read(std::int64_t at, std::byte* to, std::size_t n) {
        std::size_t done = 0;
        while (done < n) {
            constexpr std::size_t most = std::size_t{1} << 30;   // Linux takes a little less than 2^31 at a time
            if (length_ < 0 && stop_flag != nullptr) wait();
            auto const now = std::min(n - done, most);
            auto const got = length_ < 0 ? ::read(fd_, to + done, now)
                                         : ::pread(fd_, to + done, now, begin_ + at + static_cast<std::int64_t>(done));
            if (got == 0) break;
            if (got < 0 && errno != EINTR) throw io_error(system_text(errno));
            if (got > 0) done += static_cast<std::size_t>(got);
        }
        return done;
    }

private:
    /// For bytes, or until nobody waits for them any more.
    void wait() const {
        for (pollfd wanted{fd_, POLLIN, 0}; ::poll(&wanted, 1, 5) == 0;)
            if (stop_requested()) throw io_error("given up, for nobody waits for it");
    }
    void look() {
        struct stat found{};
        int const failure = ::fstat(fd_, &found) == 0 ? 0 : errno;
        if (failure != 0 || S_ISDIR(found.st_mode)) {
            close();
            throw io_error(failure != 0 ? system_text(failure) : "it is a directory");
        }
        if (!S_ISREG(found.st_mode)) return;
        if (!owned_) begin_ = std::max<std::int64_t>(::lseek(fd_, 0, SEEK_CUR), 0);
        length_ = std::max<std::int64_t>(found.st_size - begin_, 0);
    }
    void close() noexcept {
        if (owned_ && fd_ >= 0) ::close(fd_);
        fd_ = -1;
    }

    int fd_ = -1;
    bool owned_ = false;
    std::int64_t begin_ = 0, length_ = -1;
};

class image_bytes {
public:
    explicit image_bytes(std::span<const std::byte> lent) : image_(lent) {}
    explicit image_bytes(std::vector<std::byte>&& image) : owned_(std::move(image)), image_(owned_) {}
    // A moved vector keeps its bytes where they are.

    [[nodiscard]] std::int64_t length() const noexcept { return static_cast<std::int64_t>(image_.size()); }
    [[nodiscard]] std::size_t read(std::int64_t at, std::byte* to, std::size_t n) const noexcept {
        auto const rest = length() - at;
        if (rest <= 0) return 0;
        n = std::min(n, static_cast<std::size_t>(rest));
        std::memcpy(to, image_.data() + at, n);
        return n;
    }

private:
    std::vector<std::byte> owned_;
    std::span<const std::byte> image_;
};

/// From where the stream stands. Its buffer is asked, not the stream: states and exceptions of the stream stay as they
/// are.
class stream_bytes {
public:
    explicit stream_bytes(std::istream& stream) : buffer_(stream.rdbuf()) {
        if (buffer_ == nullptr || stream.fail()) throw io_error("the stream had failed before");
        with_io_errors([&] {
            begin_ = buffer_->pubseekoff(0, std::ios::cur, std::ios::in);
            if (begin_ < 0) return;
            std::int64_t const end = buffer_->pubseekoff(0, std::ios::end, std::ios::in);
            if (end < begin_) throw io_error("the stream cannot be sought");
            length_ = end - begin_;
            at_ = length_;
        });
    }

    [[nodiscard]] std::int64_t length() const noexcept { return length_; }
    [[nodiscard]] std::size_t read(std::int64_t at, std::byte* to, std::size_t n) {
        return with_io_errors([&] {
            if (length_ >= 0 && at != at_) {
                if (std::int64_t{buffer_->pubseekoff(begin_ + at, std::ios::beg, std::ios::in)} != begin_ + at)
                    throw io_error("the stream cannot be sought");
                at_ = at;
            }
            std::size_t done = 0;
            while (done < n) {
                auto const rest = static_cast<std::streamsize>(n - done);
                auto const got = buffer_->sgetn(reinterpret_cast<char*>(to) + done, rest);
                if (got <= 0) break;
                done += static_cast<std::size_t>(got);
            }
            at_ += static_cast<std::int64_t>(done);
            return done;
        });
    }

private:
    std::streambuf* buffer_;
    std::int64_t begin_ = 0, length_ = -1, at_ = 0;
};

}   // namespace detail
}   // namespace symphonic
#endif
