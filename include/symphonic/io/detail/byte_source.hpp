// SPDX-License-Identifier: MIT
// Where the bytes of an audio file come from: a file or file descriptor, an image in memory; a std::istream is in
// stream_bytes.hpp.
#ifndef SYMPHONIC_IO_DETAIL_BYTE_SOURCE_HPP
#define SYMPHONIC_IO_DETAIL_BYTE_SOURCE_HPP

#include <cstdint>
#include <cstring>
#include <span>
#include <utility>
#include <vector>

#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <symphonic/core/detail/open_file.hpp>
#include <symphonic/core/file_path.hpp>
#include <symphonic/core/stop_requested.hpp>

namespace symphonic {

/// A file that the system has opened: read from where it stands, never closed. Only a pipe or terminal is moved on.
struct file_descriptor {
    int value = -1;
};
inline constexpr file_descriptor standard_input{0};

namespace detail {

/// Behind a pointer, so that a reader compiles what reads from the one kind that it is made of.
class byte_source {
public:
    byte_source() = default;
    byte_source(const byte_source&) = delete;
    byte_source& operator=(const byte_source&) = delete;
    virtual ~byte_source() = default;

    /// Before all else. Throws io_error.
    virtual void open() = 0;
    /// In bytes; -1: they come once, from first to last.
    [[nodiscard]] virtual std::int64_t length() const noexcept = 0;
    /// Fewer than n only at the end. Throws io_error.
    [[nodiscard]] virtual std::size_t read(std::int64_t at, std::byte* to, std::size_t n) = 0;
};

class file_bytes final : public byte_source {
public:
    explicit file_bytes(file_path path) noexcept : path_(std::move(path)), owned_(true) {}
    explicit file_bytes(file_descriptor file) noexcept : fd_(file.value) {}
    ~file_bytes() override {
        if (owned_ && fd_ >= 0) ::close(fd_);
    }

    [[gnu::cold]] void open() override {
        if (owned_) fd_ = open_file(path_.c_str(), O_RDONLY);
        if (owned_ && fd_ < 0) fail({unreadable(errno)});
        struct stat found{};
        if (::fstat(fd_, &found) != 0) fail({system_text(errno)});
        if (S_ISDIR(found.st_mode)) fail({"it is a directory"});
        if (!S_ISREG(found.st_mode)) return;
        if (!owned_) begin_ = std::max<std::int64_t>(::lseek(fd_, 0, SEEK_CUR), 0);
        length_ = std::max<std::int64_t>(found.st_size - begin_, 0);
    }
    [[nodiscard]] std::int64_t length() const noexcept override { return length_; }
    [[nodiscard]] std::size_t read(std::int64_t at, std::byte* to, std::size_t n) override {
        std::size_t done = 0;
        while (done < n) {
            constexpr std::size_t most = std::size_t{1} << 30;   // Linux takes a little less than 2^31 at a time
            if (length_ < 0 && stop_flag != nullptr) wait();
            auto const now = std::min(n - done, most);
            auto const got = length_ < 0 ? ::read(fd_, to + done, now)
                                         : ::pread(fd_, to + done, now, begin_ + at + static_cast<std::int64_t>(done));
            if (got == 0) break;
            if (got < 0 && errno != EINTR) fail({system_text(errno)});
            if (got > 0) done += static_cast<std::size_t>(got);
        }
        return done;
    }

private:
    /// For bytes, or until nobody waits for them any more.
    void wait() const {
        for (pollfd wanted{fd_, POLLIN, 0};;) {
            auto const found = ::poll(&wanted, 1, 5);
            if (found > 0 || (found < 0 && errno != EINTR)) return;
            if (stop_requested()) fail({"given up, for nobody waits for it"});
        }
    }

    file_path path_{};
    int fd_ = -1;
    bool owned_ = false;
    std::int64_t begin_ = 0, length_ = -1;
};

/// Up to n bytes of an image from `at`, as many as there are.
[[nodiscard]] inline std::size_t copy_bytes(std::span<const std::byte> image, std::int64_t at, std::byte* to,
                                            std::size_t n) noexcept {
    auto const rest = static_cast<std::int64_t>(image.size()) - at;
    if (rest <= 0) return 0;
    n = std::min(n, static_cast<std::size_t>(rest));
    std::memcpy(to, image.data() + at, n);
    return n;
}

class image_bytes final : public byte_source {
public:
    explicit image_bytes(std::span<const std::byte> lent) noexcept : image_(lent) {}
    explicit image_bytes(std::vector<std::byte>&& image) noexcept : owned_(std::move(image)), image_(owned_) {}

    void open() override {}
    [[nodiscard]] std::int64_t length() const noexcept override { return static_cast<std::int64_t>(image_.size()); }
    [[nodiscard]] std::size_t read(std::int64_t at, std::byte* to, std::size_t n) override {
        return copy_bytes(image_, at, to, n);
    }

private:
    std::vector<std::byte> owned_{};
    std::span<const std::byte> image_;
};

}   // namespace detail
}   // namespace symphonic
#endif
