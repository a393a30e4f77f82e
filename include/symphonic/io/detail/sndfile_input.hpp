// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_DETAIL_SNDFILE_INPUT_HPP
#define SYMPHONIC_IO_DETAIL_SNDFILE_INPUT_HPP

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <sndfile.h>

#include <symphonic/core/io_error.hpp>
#include <symphonic/io/detail/byte_source.hpp>
#include <symphonic/io/detail/file_magic.hpp>

namespace symphonic::detail {

/// Adapts a byte source to libsndfile's SF_VIRTUAL_IO and records why a read failed. libsndfile keeps its address, so
/// it is neither copied nor moved.
///
/// libsndfile seeks while it reads a header. For a pipe, all bytes read until finish_header() are therefore kept in
/// memory (`prefix_`). Before finish_header(), a read that starts after the kept bytes returns nothing, so libsndfile
/// does not see later chunks.
class sndfile_input {
public:
    /// How to read a pipe: `stream` decodes sequentially, `spool` reads all of it into memory, `detect` chooses by its
    /// first bytes. `detect` also skips ID3 tags, in a pipe and in a file; a file is not affected otherwise.
    enum class pipe_mode { detect, stream, spool };

    /// Opens the source. Throws io_error.
    [[gnu::cold]] sndfile_input(std::unique_ptr<byte_source> source, std::size_t spool_bytes, pipe_mode mode)
        : source_(std::move(source)), spool_bytes_(spool_bytes) {
        source_->open();
        length_ = source_->length();
        sequential_ = in_header_ = length_ < 0;
        if (mode == pipe_mode::detect) {
            while (skip_id3()) {}
            mode = is_sequential_format(magic_at(0)) ? pipe_mode::stream : pipe_mode::spool;
        }
        if (mode == pipe_mode::spool) spool();
    }
    sndfile_input(const sndfile_input&) = delete;
    sndfile_input& operator=(const sndfile_input&) = delete;

    /// Reads all of a pipe into memory, where libsndfile can seek. Call it before finish_header(). Throws io_error.
    [[gnu::cold]] void spool() {
        if (!sequential_) return;
        while (extend_prefix(std::size_t{1} << 16) > 0) {}
        length_ = static_cast<std::int64_t>(prefix_.size());
        sequential_ = in_header_ = false;
    }
    /// Makes a read of the source that waits in another thread fail.
    void request_stop() noexcept { source_->request_stop(); }
    /// Stops keeping the bytes of a pipe. Reading continues from any position in the kept bytes.
    void finish_header() noexcept { in_header_ = false; }

    /// True for a pipe that is not spooled: it can only be read from first to last.
    [[nodiscard]] bool sequential() const noexcept { return sequential_; }
    [[nodiscard]] std::int64_t length() const noexcept { return length_; }   ///< in bytes; -1: unknown
    /// Returns and resets the reason of the last failed read; empty if none failed.
    [[nodiscard]] std::string take_failure() noexcept { return std::exchange(failure_, {}); }
    /// Returns and resets whether the source ended before its length at opening.
    [[nodiscard]] bool take_shortfall() noexcept { return std::exchange(fell_short_, false); }

    /// True if libsndfile has read up to the end of the source.
    [[nodiscard]] bool at_end() const noexcept { return sequential_ ? last_read_empty_ : position_ >= length_; }

    /// Copies up to n bytes at `offset` without moving libsndfile's position. Returns the number of bytes copied. For a
    /// pipe after finish_header(), copies only bytes that were kept.
    [[nodiscard]] std::size_t peek(std::int64_t offset, std::byte* to, std::size_t n) {
        if (!sequential_) return read_at(offset, to, n);
        auto const end = static_cast<std::uint64_t>(offset) + n;
        if (in_header_ && end > prefix_.size()) extend_prefix(end - prefix_.size());
        return copy_bytes(prefix_, offset, to, n);
    }

    /// Replaces the 8 bytes at `offset`: libsndfile and peek() see `bytes` instead. Requires that peek() has read the
    /// bytes at `offset` before.
    void overlay(std::int64_t offset, const std::array<std::byte, 8>& bytes) noexcept {
        overlay_ = {offset, bytes};
        if (sequential_) std::memcpy(prefix_.data() + offset, bytes.data(), bytes.size());
    }

    /// Hides the bytes from `length` on. Not for a pipe that is decoded sequentially.
    void shorten(std::int64_t length) noexcept { length_ = std::min(length_, length); }

    /// Returns the callbacks for sf_open_virtual(), whose user data is the address of this object.
    [[nodiscard]] static SF_VIRTUAL_IO callbacks() noexcept {
        return {
            .get_filelen = [](void* self) -> sf_count_t {
                return of(self).sequential_ ? SF_COUNT_MAX : of(self).length_;
            },
            .seek = [](sf_count_t offset, int whence, void* self) { return of(self).seek(offset, whence); },
            .read = [](void* to, sf_count_t n, void* self) { return of(self).read(static_cast<std::byte*>(to), n); },
            .write = nullptr,
            .tell = [](void* self) -> sf_count_t { return of(self).position_; },
        };
    }

private:
    [[nodiscard]] static sndfile_input& of(void* self) noexcept { return *static_cast<sndfile_input*>(self); }

    sf_count_t seek(sf_count_t offset, int whence) noexcept {
        if (whence == SEEK_END && sequential_) return -1;
        auto const origin = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? position_ : length_;
        if (offset < -origin || offset > SF_COUNT_MAX - origin) return -1;
        return position_ = origin + offset;
    }

    sf_count_t read(std::byte* to, sf_count_t n) noexcept {
        if (n <= 0) return 0;
        auto const wanted = static_cast<std::size_t>(n);
        std::size_t got = 0;
        try {
            got = sequential_ ? read_next(to, wanted) : read_at(position_, to, wanted);
            last_read_empty_ = got == 0;
        } catch (const std::exception& e) {
            record_failure(e.what());
        }
        position_ += static_cast<std::int64_t>(got);
        fell_short_ = fell_short_ || (got < wanted && position_ < length_);
        // After a short read libsndfile would search for the missing bytes, and for chunks after them, for ever: in a WAV file from a
        // pipe up to SF_COUNT_MAX, which it takes for the length.
        if (got < wanted) position_ = std::max(position_, in_wav_header() ? SF_COUNT_MAX - 1 : length_);
        return static_cast<sf_count_t>(got);
    }
    /// True while libsndfile reads the header of a WAV or RF64 file from a pipe.
    [[nodiscard]] bool in_wav_header() const noexcept {
        if (!sequential_ || !in_header_ || prefix_.size() < 4) return false;
        std::string_view const id{reinterpret_cast<char const*>(prefix_.data()), 4};
        return id == "RIFF" || id == "RIFX" || id == "RF64";
    }
    [[gnu::cold]] void record_failure(char const* cause) noexcept try { failure_ = cause; } catch (...) {
        failure_ = "out of memory";   // short enough to be stored without an allocation
    }

    /// Reads from a source that has a length, or from a spooled pipe.
    std::size_t read_at(std::int64_t offset, std::byte* to, std::size_t n) {
        if (offset < 0 || offset >= length_) return 0;   // checked before anything is added to it
        n = static_cast<std::size_t>(std::min(static_cast<std::uint64_t>(length_ - offset), std::uint64_t{n}));
        auto const got = prefix_.empty() ? source_->read(begin_ + offset, to, n) : copy_bytes(prefix_, offset, to, n);
        for (std::size_t i = 0; overlay_.offset >= 0 && i < overlay_.bytes.size(); ++i) {
            auto const index = overlay_.offset + static_cast<std::int64_t>(i) - offset;
            if (index >= 0 && index < static_cast<std::int64_t>(got)) to[index] = overlay_.bytes[i];
        }
        return got;
    }
    /// Reads at position_ from a pipe.
    std::size_t read_next(std::byte* to, std::size_t n) {
        auto const kept = static_cast<std::int64_t>(prefix_.size());
        if (in_header_ && position_ <= kept)
            extend_prefix(
                static_cast<std::size_t>(std::max<std::int64_t>(position_ + static_cast<std::int64_t>(n) - kept, 0)));
        auto const got = copy_bytes(prefix_, position_, to, n);
        if (in_header_ || got == n) return got;
        auto const next = position_ + static_cast<std::int64_t>(got);
        if (next < consumed_) throw io_error("a pipe cannot be read again from an earlier position");
        while (consumed_ < next) {   // a decoder skipped some bytes
            std::byte skipped[4096];
            auto const request = std::min<std::int64_t>(next - consumed_, sizeof skipped);
            if (consume(skipped, static_cast<std::size_t>(request)) == 0) return got;
        }
        return got + consume(to + got, n - got);
    }
    std::size_t consume(std::byte* to, std::size_t n) {
        auto const got = source_->read(0, to, n);
        consumed_ += static_cast<std::int64_t>(got);
        return got;
    }
    /// Appends up to n bytes of a pipe to prefix_, in small steps because a damaged header may ask for any number.
    /// Returns the number of bytes appended.
    [[gnu::cold]] std::size_t extend_prefix(std::size_t n) {
        constexpr std::size_t step = std::size_t{1} << 16;
        std::size_t added = 0;
        for (std::size_t got = step; added < n && got > 0; added += got) {
            auto const kept = prefix_.size();
            auto const request = std::min(n - added, step);
            prefix_.resize(kept + request);
            try {
                got = consume(prefix_.data() + kept, request);
            } catch (...) {
                prefix_.resize(kept);
                throw;
            }
            prefix_.resize(kept + got);
            if (prefix_.size() > spool_bytes_)
                throw io_error("it comes from a pipe and needs more than spool_bytes (", spool_bytes_, ") of memory");
        }
        return added;
    }

    [[nodiscard, gnu::cold, gnu::noinline]] magic_bytes magic_at(std::int64_t offset) {
        magic_bytes bytes{};
        static_cast<void>(peek(offset, bytes.data(), bytes.size()));
        return bytes;
    }
    /// Skips an ID3 tag before a format other than MPEG: with virtual I/O, libsndfile loses its position after the
    /// tag. Returns whether it skipped a tag.
    [[gnu::cold]] bool skip_id3() {
        auto const length = id3_length(magic_at(0));
        if (length == 0) return false;
        auto const next = magic_at(length);
        if (begins_with_mpeg_frame(next) || next[0] == std::byte{}) return false;   // MPEG audio may begin with zeros
        if (sequential_) {
            prefix_.erase(prefix_.begin(), prefix_.begin() + length);
            consumed_ -= length;
        } else {
            begin_ += length;
            length_ -= length;
        }
        return true;
    }

    std::unique_ptr<byte_source> source_;
    std::size_t spool_bytes_;
    std::int64_t length_ = -1, begin_ = 0, position_ = 0;   // in bytes
    bool sequential_ = false, in_header_ = false, fell_short_ = false, last_read_empty_ = false;
    std::vector<std::byte> prefix_;   // the first bytes of a pipe, or all of a spooled one
    std::int64_t consumed_ = 0;       // bytes read from a pipe
    struct {
        std::int64_t offset = -1;   // -1: none
        std::array<std::byte, 8> bytes{};
    } overlay_;
    std::string failure_;
};

}   // namespace symphonic::detail
#endif
