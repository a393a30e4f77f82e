// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_DETAIL_FILE_SOURCE_HPP
#define SYMPHONIC_IO_DETAIL_FILE_SOURCE_HPP

#include <atomic>

#include <poll.h>
#include <sys/stat.h>

#include <symphonic/core/detail/open_file.hpp>
#include <symphonic/core/detail/wait.hpp>
#include <symphonic/core/file_path.hpp>
#include <symphonic/io/detail/byte_source.hpp>
#include <symphonic/io/file_descriptor.hpp>

namespace symphonic::detail {

/// Reads a file by its path, or an open file descriptor from its current offset.
class file_source final : public byte_source {
public:
    explicit file_source(file_path path) noexcept : path_(std::move(path)), has_path_(true) {}
    explicit file_source(file_descriptor file) noexcept : descriptor_(file.value) {}

    [[gnu::cold]] void open() override {
        if (has_path_) {
            opened_ = unique_descriptor{open_file(path_.c_str(), O_RDONLY)};
            descriptor_ = opened_.get();
            if (descriptor_ < 0) throw io_error(open_error_text(errno));
        }
        struct stat status{};
        if (::fstat(descriptor_, &status) != 0) throw io_error(system_text(errno));
        if (S_ISDIR(status.st_mode)) throw io_error("it is a directory");
        if (!S_ISREG(status.st_mode)) return;
        if (!has_path_) begin_ = std::max<std::int64_t>(::lseek(descriptor_, 0, SEEK_CUR), 0);
        length_ = std::max<std::int64_t>(status.st_size - begin_, 0);
    }
    [[nodiscard]] std::int64_t length() const noexcept override { return length_; }
    [[nodiscard]] std::size_t read(std::int64_t offset, std::byte* to, std::size_t n) override {
        std::size_t done = 0;
        stop_.store(false, std::memory_order_relaxed);
        while (done < n) {
            constexpr std::size_t max_request = std::size_t{1} << 30;   // Linux reads less than 2^31 bytes in one call
            auto const request = std::min(n - done, max_request);
            if (length_ < 0) wait_for_bytes();
            auto const got = length_ < 0 ? ::read(descriptor_, to + done, request)
                                         : ::pread(descriptor_, to + done, request,
                                                   begin_ + offset + static_cast<std::int64_t>(done));
            if (got == 0) break;
            if (got < 0 && errno != EINTR) throw io_error(system_text(errno));
            if (got > 0) done += static_cast<std::size_t>(got);
        }
        return done;
    }
    void request_stop() noexcept override { stop_.store(true, std::memory_order_relaxed); }

private:
    /// Blocks until a read would not block. Throws io_error if a stop is requested before.
    void wait_for_bytes() const {
        for (pollfd request{descriptor_, POLLIN, 0};;) {
            auto const ready = ::poll(&request, 1, static_cast<int>(stop_poll_interval.count()));
            if (ready > 0 || (ready < 0 && errno != EINTR)) return;
            if (stop_.load(std::memory_order_relaxed) || stop_requested())
                throw io_error("reading was stopped: the pipeline that reads it was destroyed");
        }
    }

    file_path path_{};
    bool has_path_ = false;   // false: the descriptor is the caller's
    unique_descriptor opened_{};
    int descriptor_ = -1;
    std::int64_t begin_ = 0, length_ = -1;
    std::atomic<bool> stop_ = false;   // request_stop() was called during this read()
};

}   // namespace symphonic::detail
#endif
