// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_DETAIL_AUDIO_HEADER_HPP
#define SYMPHONIC_IO_DETAIL_AUDIO_HEADER_HPP

#include <bit>
#include <optional>

#include <symphonic/io/container.hpp>
#include <symphonic/io/detail/sndfile_input.hpp>

namespace symphonic::detail {

/// Where the contents of a chunk are in a file, as the header announces them.
struct chunk_extent {
    std::int64_t begin = 0;   // offset of the first byte
    std::int64_t size = 0;    // in bytes; -1: the header marks the size as unknown
};

/// The layout of a chunk: id, size and contents.
struct chunk_layout {
    std::int64_t head;        // bytes of id and size
    std::size_t size_bytes;   // bytes of the size, which are the last bytes of the head
    std::endian order;        // of the size
    std::int64_t alignment;   // the contents are padded to a multiple of it, in bytes
    bool size_includes_head = false;
};
inline constexpr chunk_layout riff_chunks{8, 4, std::endian::little, 2}, iff_chunks{8, 4, std::endian::big, 2},
    w64_chunks{24, 8, std::endian::little, 8, true}, caf_chunks{12, 8, std::endian::big, 1};

/// Reads from a header what libsndfile does not report. libsndfile fits the announced length to the file without an
/// error, so a truncated file can only be recognised from the header itself.
class audio_header {
public:
    explicit audio_header(sndfile_input& input) : input_(&input) {}

    /// Returns the data chunk of a WAV, RF64, W64, AIFF or CAF file, which contains the samples. For AU, which has no
    /// chunks, returns the extent of the samples. Empty for other containers and invalid headers.
    [[nodiscard, gnu::cold]] std::optional<chunk_extent> data_chunk(container kind) {
        switch (kind) {
        case container::wav:
        case container::wavex:
        case container::rf64: return riff_data();
        case container::aiff: return find_chunk("SSND", 12, iff_chunks);
        case container::w64: return find_chunk("data", 40, w64_chunks);
        case container::caf: return find_chunk("data", 8, caf_chunks);
        case container::au: return au_data();
        default: return {};
        }
    }

    /// Returns the sample rate of an AIFF file, an 80-bit floating-point number that libsndfile converts to some
    /// integer even if it is out of range. NaN if there is none.
    [[nodiscard, gnu::cold]] double aiff_sample_rate() {
        auto const common = find_chunk("COMM", 12, iff_chunks);
        if (!common) return __builtin_nan("");
        auto const exponent = number(common->begin + 8, 2, std::endian::big);
        auto const mantissa = number(common->begin + 10, 8, std::endian::big);
        if (!exponent || !mantissa || *exponent >= 0x7fff) return __builtin_nan("");
        return __builtin_ldexp(static_cast<double>(*mantissa), static_cast<int>(*exponent) - 16383 - 63);
    }

    /// Returns the offset of a second data chunk of a WAV or RF64 file, or -1.
    [[nodiscard, gnu::cold]] std::int64_t second_data_chunk() {
        auto const& layout = has_id(0, "RIFX") ? iff_chunks : riff_chunks;
        bool const is_riff = has_id(0, "RIFF") || has_id(0, "RIFX") || has_id(0, "RF64");
        auto const first = is_riff ? riff_data() : std::nullopt;
        if (!first || first->size < 0 || first->size > input_->length() - first->begin) return -1;
        auto const second = find_chunk("data", first->begin + first->size + first->size % 2, layout);
        return second ? second->begin - layout.head : -1;
    }

    /// Returns the offset of the data size of an RF64 file, a number of 8 bytes. -1 for other files.
    [[nodiscard, gnu::cold]] std::int64_t rf64_size_offset() {
        auto const sizes = has_id(0, "RF64") ? find_chunk("ds64", 12, riff_chunks) : std::nullopt;
        return sizes ? sizes->begin + 8 : -1;
    }

    /// Returns the offset of the first sample frame of a FLAC file, after its metadata blocks. -1 for other files.
    [[nodiscard, gnu::cold]] std::int64_t flac_data_begin() {
        if (!has_id(0, "fLaC")) return -1;
        std::int64_t offset = 4;
        constexpr int max_blocks = 1000;   // more than any valid file has
        for (int i = 0; i < max_blocks; ++i) {
            auto const head = number(offset, 4, std::endian::big);   // a bit for the last block, its type, its size
            if (!head) return -1;
            offset += 4 + static_cast<std::int64_t>(*head & 0xFFFFFF);
            if (*head >> 31 != 0) return offset;
        }
        return -1;
    }

    /// Returns the copyright of an AIFF file, in which libsndfile replaces all but printable ASCII. Empty if there is
    /// none.
    [[nodiscard, gnu::cold]] std::string aiff_copyright() {
        auto const chunk = find_chunk("(c) ", 12, iff_chunks);
        if (!chunk || chunk->size < 0 || chunk->size > 8191) return {};   // libsndfile refuses longer ones
        std::string text(static_cast<std::size_t>(chunk->size), '\0');
        text.resize(input_->peek(chunk->begin, reinterpret_cast<std::byte*>(text.data()), text.size()));
        text.resize(std::min(text.find('\0'), text.size()));
        return text;
    }

    /// True if the four bytes at `offset` are `id`.
    [[nodiscard, gnu::cold, gnu::noinline]] bool has_id(std::int64_t offset, std::string_view id) {
        std::array<std::byte, 4> bytes{};
        return input_->peek(offset, bytes.data(), bytes.size()) == bytes.size() &&
               std::memcmp(bytes.data(), id.data(), 4) == 0;
    }

private:
    /// Returns an unsigned number of up to 8 bytes.
    [[nodiscard, gnu::cold, gnu::noinline]] std::optional<std::uint64_t> number(std::int64_t offset, std::size_t n,
                                                                                std::endian order) {
        std::array<std::byte, 8> bytes{};
        if (input_->peek(offset, bytes.data(), n) != n) return {};
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < n; ++i)
            value = value << 8 | std::to_integer<std::uint64_t>(bytes[order == std::endian::big ? i : n - 1 - i]);
        return value;
    }

    /// Returns the first chunk `id` of the list that begins at `offset`.
    [[nodiscard, gnu::cold, gnu::noinline]] std::optional<chunk_extent>
    find_chunk(std::string_view id, std::int64_t offset, const chunk_layout& layout) {
        constexpr int max_chunks = 1000;   // more than any valid file has
        for (int i = 0; i < max_chunks; ++i) {
            auto const begin = offset + layout.head;
            auto size = number(begin - static_cast<std::int64_t>(layout.size_bytes), layout.size_bytes, layout.order);
            if (!size || (layout.size_includes_head && *size < static_cast<std::uint64_t>(layout.head))) return {};
            if (layout.size_includes_head) *size -= static_cast<std::uint64_t>(layout.head);
            if (has_id(offset, id)) return chunk_extent{begin, known_size(*size, layout.size_bytes)};
            if (*size > (std::uint64_t{1} << 62)) return {};
            auto const step = static_cast<std::int64_t>(*size);
            if (begin > SF_COUNT_MAX - step - layout.alignment) return {};
            offset = begin + (step + layout.alignment - 1) / layout.alignment * layout.alignment;
        }
        return {};
    }
    /// Returns -1 for a size that marks an unknown length. Programs that write into a pipe store the largest number of
    /// the field, signed or unsigned, or a header less than that.
    [[nodiscard]] static std::int64_t known_size(std::uint64_t size, std::size_t size_bytes) noexcept {
        if (size_bytes == 8) return size >> 62 != 0 ? -1 : static_cast<std::int64_t>(size);
        constexpr std::uint64_t max_header = 1 << 16, limit = std::uint64_t{1} << 32, signed_limit = limit / 2;
        bool const unknown =
            size + max_header >= limit || (size + max_header >= signed_limit && size <= signed_limit + max_header);
        return unknown ? -1 : static_cast<std::int64_t>(size);
    }

    [[nodiscard, gnu::cold]] std::optional<chunk_extent> riff_data() {
        auto const& layout = has_id(0, "RIFX") ? iff_chunks : riff_chunks;
        auto data = find_chunk("data", 12, layout);
        if (auto const at = rf64_size_offset(); at >= 0 && data && data->size < 0)
            if (auto const size = number(at, 8, layout.order)) data->size = known_size(*size, 8);
        return data;
    }
    [[nodiscard, gnu::cold]] std::optional<chunk_extent> au_data() {
        auto const order = has_id(0, "dns.") ? std::endian::little : std::endian::big;
        auto const begin = number(4, 4, order), size = number(8, 4, order);
        if (!begin || !size) return {};
        return chunk_extent{static_cast<std::int64_t>(*begin), known_size(*size, 4)};
    }

    sndfile_input* input_;
};

}   // namespace symphonic::detail
#endif
