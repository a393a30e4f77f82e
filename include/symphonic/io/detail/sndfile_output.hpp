// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_DETAIL_SNDFILE_OUTPUT_HPP
#define SYMPHONIC_IO_DETAIL_SNDFILE_OUTPUT_HPP

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include <sndfile.h>

#include <symphonic/core/io_error.hpp>
#include <symphonic/io/detail/byte_sink.hpp>

namespace symphonic::detail {

/// Adapts a byte sink to libsndfile's SF_VIRTUAL_IO and records why a write failed. libsndfile keeps its address, so it
/// is neither copied nor moved.
class sndfile_output {
public:
    /// Opens the sink. Throws io_error.
    explicit sndfile_output(std::unique_ptr<byte_sink> sink) : sink_(std::move(sink)) { sink_->open(); }
    sndfile_output(const sndfile_output&) = delete;
    sndfile_output& operator=(const sndfile_output&) = delete;

    [[nodiscard]] std::int64_t length() const noexcept { return length_; }   ///< in bytes
    /// Returns the reason of the first failed write; empty if none failed.
    [[nodiscard]] const std::string& failure() const noexcept { return failure_; }
    /// Ends the file at the current position: bytes after it are left from a longer header.
    void truncate() noexcept { length_ = position_; }
    /// Ends the file, see file_sink::commit(). Throws io_error.
    void commit(bool complete) { sink_->commit(length_, complete); }
    /// Removes the file.
    void discard() noexcept { sink_->discard(); }

    /// Returns the callbacks for sf_open_virtual(), whose user data is the address of this object.
    [[nodiscard]] static SF_VIRTUAL_IO callbacks() noexcept {
        return {
            .get_filelen = [](void* self) -> sf_count_t { return of(self).length_; },
            .seek = [](sf_count_t offset, int whence, void* self) { return of(self).seek(offset, whence); },
            .read = [](void*, sf_count_t, void*) -> sf_count_t { return 0; },
            .write = [](void const* from, sf_count_t n,
                        void* self) { return of(self).write(static_cast<std::byte const*>(from), n); },
            .tell = [](void* self) -> sf_count_t { return of(self).position_; },
        };
    }

private:
    [[nodiscard]] static sndfile_output& of(void* self) noexcept { return *static_cast<sndfile_output*>(self); }

    sf_count_t seek(sf_count_t offset, int whence) noexcept {
        auto const origin = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? position_ : length_;
        if (offset < -origin || offset > SF_COUNT_MAX - origin) return -1;
        return position_ = origin + offset;
    }
    /// Writes all bytes or reports none, so that the samples before a failure stay a valid file.
    sf_count_t write(std::byte const* from, sf_count_t n) noexcept {
        if (n <= 0) return 0;
        try {
            sink_->write(position_, from, static_cast<std::size_t>(n));
        } catch (const std::exception& e) {
            record_failure(e.what());
            return 0;
        }
        position_ += n;
        length_ = std::max(length_, position_);
        return n;
    }
    void record_failure(char const* cause) noexcept try {
        if (failure_.empty()) failure_ = cause;
    } catch (...) {
        failure_ = "out of memory";   // short enough to be stored without an allocation
    }

    std::unique_ptr<byte_sink> sink_;
    std::int64_t position_ = 0, length_ = 0;
    std::string failure_;
};

}   // namespace symphonic::detail
#endif
