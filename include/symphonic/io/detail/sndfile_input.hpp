// SPDX-License-Identifier: MIT
// byte_input: a source of bytes as libsndfile's virtual I/O, with what that does not tell: why reading failed.
#ifndef SYMPHONIC_IO_DETAIL_SNDFILE_INPUT_HPP
#define SYMPHONIC_IO_DETAIL_SNDFILE_INPUT_HPP

#include <array>
#include <string>
#include <string_view>

#include <sndfile.h>

#include <symphonic/core/handle.hpp>
#include <symphonic/io/detail/byte_source.hpp>

namespace symphonic::detail {

/// libsndfile keeps its address: it is neither copied nor moved.
///
/// Of a source whose bytes come once, what is read while the header is (the window) is kept, for libsndfile goes back
/// there again and again; what lies far behind the header, which it looks at for further chunks, does not exist until
/// then.
class byte_input {
public:
    /// What to do with a source whose bytes come once: find out by its first bytes, decode as they come, or spool it.
    enum class order { look, stream, spool };

    /// Opens the source. Throws io_error.
    [[gnu::cold]] byte_input(handle<byte_source> source, std::size_t spool_bytes, order how)
        : source_(std::move(source)), spool_bytes_(spool_bytes) {
        source_->open();
        length_ = source_->length();
        forward_ = opening_ = length_ < 0;
        if (how == order::look) {
            while (skip_id3()) {}
            how = streams(first_bytes(0)) ? order::stream : order::spool;
        }
        if (how == order::spool) spool();
    }
    byte_input(const byte_input&) = delete;
    byte_input& operator=(const byte_input&) = delete;

    /// Takes all of a source whose bytes come once into memory, where it can be sought. Before opened().
    [[gnu::cold]] void spool() {
        if (!forward_) return;
        while (fetch(std::size_t{1} << 16) > 0) {}
        length_ = static_cast<std::int64_t>(window_.size());
        forward_ = opening_ = false;
    }
    /// The header is read: nothing more is kept. Sequential reading goes on from anywhere in the window.
    void opened() noexcept { opening_ = false; }

    [[nodiscard]] bool forward_only() const noexcept { return forward_; }
    [[nodiscard]] std::int64_t length() const noexcept { return length_; }   ///< in bytes; -1: unknown
    /// Why reading failed since this was last asked; empty: it did not.
    [[nodiscard]] std::string take_failure() noexcept { return std::exchange(failure_, {}); }

    /// Whether fewer bytes came than the source had had when it was opened, since this was last asked.
    [[nodiscard]] bool take_shortfall() noexcept { return std::exchange(fell_short_, false); }

    /// Up to n bytes from `at`, as many as are at hand: of a source whose bytes come once, the window. libsndfile's
    /// place stays.
    [[nodiscard]] std::size_t peek(std::int64_t at, std::byte* to, std::size_t n) {
        if (!forward_) return take(at, to, n);
        auto const end = static_cast<std::uint64_t>(at) + n;
        if (opening_ && end > window_.size()) fetch(end - window_.size());
        return copy_bytes(window_, at, to, n);
    }

    /// From now on the bytes at `at`, which were read before, read as these.
    void overlay(std::int64_t at, const std::array<std::byte, 8>& bytes) noexcept {
        overlay_ = {at, bytes};
        if (forward_) std::memcpy(window_.data() + at, bytes.data(), bytes.size());
    }

    [[nodiscard]] static SF_VIRTUAL_IO calls() noexcept {
        return {
            .get_filelen = [](void* self) -> sf_count_t { return of(self).forward_ ? SF_COUNT_MAX : of(self).length_; },
            .seek = [](sf_count_t offset, int whence, void* self) { return of(self).seek(offset, whence); },
            .read = [](void* to, sf_count_t n, void* self) { return of(self).read(static_cast<std::byte*>(to), n); },
            .write = nullptr,
            .tell = [](void* self) -> sf_count_t { return of(self).at_; },
        };
    }

private:
    [[nodiscard]] static byte_input& of(void* self) noexcept { return *static_cast<byte_input*>(self); }

    sf_count_t seek(sf_count_t offset, int whence) noexcept {
        if (whence == SEEK_END && forward_) return -1;
        auto const from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? at_ : length_;
        if (offset < -from || offset > SF_COUNT_MAX - from) return -1;
        return at_ = from + offset;
    }

    sf_count_t read(std::byte* to, sf_count_t n) noexcept {
        if (n <= 0) return 0;
        auto const wanted = static_cast<std::size_t>(n);
        std::size_t got = 0;
        try {
            got = forward_ ? read_forward(to, wanted) : take(at_, to, wanted);
        } catch (const std::exception& e) {
            note(e.what());
        }
        at_ += static_cast<std::int64_t>(got);
        fell_short_ = fell_short_ || (got < wanted && at_ < length_);
        // Where fewer come than there are, libsndfile would look for them, and for chunks behind them, for ever.
        if (got < wanted) at_ = std::max(at_, length_);
        return static_cast<sf_count_t>(got);
    }
    [[gnu::cold]] void note(char const* cause) noexcept try { failure_ = cause; } catch (...) {
        failure_ = "out of memory";   // short enough to need none
    }

    /// From a source that has a length, or had one by being spooled.
    std::size_t take(std::int64_t at, std::byte* to, std::size_t n) {
        if (at < 0 || at >= length_) return 0;   // before anything is added to it
        auto const got = window_.empty() ? source_->read(begin_ + at, to, n) : copy_bytes(window_, at, to, n);
        for (std::size_t i = 0; overlay_.at >= 0 && i < overlay_.bytes.size(); ++i) {
            auto const place = overlay_.at + static_cast<std::int64_t>(i) - at;
            if (place >= 0 && place < static_cast<std::int64_t>(got)) to[place] = overlay_.bytes[i];
        }
        return got;
    }
    std::size_t read_forward(std::byte* to, std::size_t n) {
        auto const kept = static_cast<std::int64_t>(window_.size());
        if (opening_ && at_ <= kept)
            fetch(static_cast<std::size_t>(std::max<std::int64_t>(at_ + static_cast<std::int64_t>(n) - kept, 0)));
        auto const got = copy_bytes(window_, at_, to, n);
        if (opening_ || got == n) return got;
        auto const at = at_ + static_cast<std::int64_t>(got);
        if (at < taken_) fail({"what comes from a pipe cannot be read again"});
        while (taken_ < at) {   // a decoder skips something
            std::byte skipped[4096];
            auto const now =
                draw(skipped, static_cast<std::size_t>(std::min<std::int64_t>(at - taken_, sizeof skipped)));
            if (now == 0) return got;
        }
        return got + draw(to + got, n - got);
    }
    std::size_t draw(std::byte* to, std::size_t n) {
        auto const got = source_->read(0, to, n);
        taken_ += static_cast<std::int64_t>(got);
        return got;
    }
    /// n more bytes of a forward source into the window, or what there is. Piece by piece: a header may ask for
    /// anything.
    [[gnu::cold]] std::size_t fetch(std::size_t n) {
        constexpr std::size_t piece = std::size_t{1} << 16;
        std::size_t fetched = 0;
        for (std::size_t got = piece; fetched < n && got > 0; fetched += got) {
            auto const kept = window_.size();
            auto const now = std::min(n - fetched, piece);
            window_.resize(kept + now);
            try {
                got = draw(window_.data() + kept, now);
            } catch (...) {
                window_.resize(kept);
                throw;
            }
            window_.resize(kept + got);
            if (window_.size() > spool_bytes_)
                fail({"it cannot be sought, and needs more than spool_bytes (", spool_bytes_, ") of memory"});
        }
        return fetched;
    }

    using magic = std::array<std::byte, 16>;
    /// Zeros where there are no more.
    [[nodiscard, gnu::cold, gnu::noinline]] magic first_bytes(std::int64_t at) {
        magic bytes{};
        static_cast<void>(peek(at, bytes.data(), bytes.size()));
        return bytes;
    }
    [[nodiscard, gnu::cold]] static bool begins(const magic& bytes, std::string_view with) noexcept {
        return std::memcmp(bytes.data(), with.data(), with.size()) == 0;
    }
    [[nodiscard]] static bool begins_mpeg(const magic& bytes) noexcept {
        return bytes[0] == std::byte{0xFF} && (bytes[1] & std::byte{0xE0}) == std::byte{0xE0};
    }
    /// What can be decoded from the first byte to the last: the rest has tables at its end, or asks for its length.
    [[nodiscard, gnu::cold]] static bool streams(const magic& bytes) noexcept {
        for (auto const* with : {"RIFF", "RIFX", "RF64", ".snd", "dns.", "OggS", "fLaC", "ID3"})
            if (begins(bytes, with)) return true;
        if (begins(bytes, "FORM")) return std::memcmp(bytes.data() + 8, "AIF", 3) == 0;
        return begins_mpeg(bytes);
    }
    /// Skips ID3 tags before what is not MPEG: libsndfile loses its place behind them when its calls are ours.
    [[gnu::cold]] bool skip_id3() {
        auto const bytes = first_bytes(0);
        if (!begins(bytes, "ID3")) return false;
        std::int64_t size = 0;
        for (std::size_t i = 6; i < 10; ++i)
            size = size << 7 | std::to_integer<std::int64_t>(bytes[i] & std::byte{0x7F});
        size += 10;
        auto const behind = first_bytes(size);
        if (begins_mpeg(behind) || behind[0] == std::byte{}) return false;   // an MPEG file may go on with zeros
        if (forward_) {
            window_.erase(window_.begin(), window_.begin() + size);
            taken_ -= size;
        } else {
            begin_ += size;
            length_ -= size;
        }
        return true;
    }

    handle<byte_source> source_;
    std::size_t spool_bytes_;
    std::int64_t length_ = -1, begin_ = 0, at_ = 0;
    bool forward_ = false, opening_ = false, fell_short_ = false;
    std::vector<std::byte> window_;
    std::int64_t taken_ = 0;   // bytes that have come out of a forward source
    struct {
        std::int64_t at = -1;   // -1: none
        std::array<std::byte, 8> bytes{};
    } overlay_;
    std::string failure_;
};

}   // namespace symphonic::detail
#endif
