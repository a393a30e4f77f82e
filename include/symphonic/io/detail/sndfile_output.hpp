// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_DETAIL_SNDFILE_OUTPUT_HPP
#define SYMPHONIC_IO_DETAIL_SNDFILE_OUTPUT_HPP

#include <algorithm>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

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
    /// Reports the present length to libsndfile from now on, without the bytes that it adds.
    void hide_added_bytes() noexcept { seen_length_ = length_; }
    /// Replaces bytes. A failure is recorded as those of libsndfile's writes.
    void overwrite(std::int64_t offset, std::span<const std::byte> bytes) noexcept {
        position_ = offset;
        write(bytes.data(), static_cast<sf_count_t>(bytes.size()));
    }
    /// Writes the header to the sink, up to the current position. Until then it is kept in memory, because libsndfile
    /// may replace it by a shorter one.
    void finish_header() noexcept {
        in_header_ = false;
        auto const end = std::exchange(position_, 0);
        length_ = 0;
        write(header_.data(), std::min(end, static_cast<sf_count_t>(header_.size())));
        position_ = end;
        header_ = {};
    }
    /// Ends the file, see file_sink::commit(). Throws io_error.
    void commit(bool complete) { sink_->commit(length_, complete); }
    /// Removes the file.
    void discard() noexcept { sink_->discard(); }

    /// Returns the callbacks for sf_open_virtual(), whose user data is the address of this object.
    [[nodiscard]] static SF_VIRTUAL_IO callbacks() noexcept {
        return {
            .get_filelen = [](void* self) -> sf_count_t {
                auto const& output = of(self);
                return output.seen_length_ >= 0 ? output.seen_length_ : output.length_;
            },
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
            auto const size = static_cast<std::size_t>(n);
            if (in_header_) {
                auto const begin = static_cast<std::size_t>(position_);
                header_.resize(std::max(header_.size(), begin + size));
                std::copy_n(from, size, header_.data() + begin);
            } else {
                sink_->write(position_, from, size);
            }
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
    std::int64_t position_ = 0, length_ = 0, seen_length_ = -1;
    bool in_header_ = true;
    std::vector<std::byte> header_{};
    std::string failure_;
};

}   // namespace symphonic::detail
#endif
