// SPDX-License-Identifier: MIT
// What a header says of the length of its samples. libsndfile fits that to the file without a word; who asks whether a
// file was cut short has to read it himself.
#ifndef SYMPHONIC_IO_DETAIL_HEADER_LENGTH_HPP
#define SYMPHONIC_IO_DETAIL_HEADER_LENGTH_HPP

#include <array>
#include <bit>
#include <optional>

#include <symphonic/io/container.hpp>
#include <symphonic/io/detail/sndfile_input.hpp>

namespace symphonic::detail {

/// The samples of a file as its header places them, in bytes.
struct claimed_bytes {
    std::int64_t begin = 0;
    std::int64_t size = 0;   // -1: the header says that it does not know
};

/// Read once a file: the compiler makes it small, and is done sooner.
class header {
public:
    explicit header(byte_input& from) : from_(&from) {}

    /// Nothing where the container is none of these, or its header not as it should be.
    [[nodiscard, gnu::cold]] std::optional<claimed_bytes> samples(container kind) {
        switch (kind) {
        case container::wav:
        case container::wavex:
        case container::rf64: return riff();
        case container::aiff: return chunk(12, "SSND", 8, 4, std::endian::big, 2);
        case container::w64: return chunk(40, "data", 24, 8, std::endian::little, 8, true);
        case container::caf: return chunk(8, "data", 12, 8, std::endian::big, 1);
        case container::au: return au();
        default: return {};
        }
    }

    /// The sample rate of an AIFF file: 80 bits, of which libsndfile makes some number whatever they are. NaN if there
    /// is none.
    [[nodiscard, gnu::cold]] double aiff_rate() {
        auto const common = chunk(12, "COMM", 8, 4, std::endian::big, 2);
        if (!common) return __builtin_nan("");
        auto const scale = number(common->begin + 8, 2, std::endian::big),
                   digits = number(common->begin + 10, 8, std::endian::big);
        if (!scale || !digits || *scale >= 0x7fff) return __builtin_nan("");
        return __builtin_ldexp(static_cast<double>(*digits), static_cast<int>(*scale) - 16383 - 63);
    }

    /// Samples of a CAF file that end behind its last byte, or where it does not say, libsndfile takes for malformed:
    /// they are shown to it as going to the end. Whether there was anything to mend.
    enum class mended { nothing, unsaid, cut_short };
    [[nodiscard, gnu::cold]] mended mend_caf() {
        if (!is(0, "caff")) return mended::nothing;
        auto const samples = this->samples(container::caf);
        auto const there = samples ? from_->length() - samples->begin : 0;
        if (!samples || there < 4 || (samples->size >= 0 && samples->size <= there)) return mended::nothing;
        std::array<std::byte, 8> size;
        for (std::size_t i = 0; i < size.size(); ++i) size[i] = static_cast<std::byte>(there >> (56 - 8 * i));
        from_->overlay(samples->begin - 8, size);
        return samples->size < 0 ? mended::unsaid : mended::cut_short;
    }

    /// A WAV file whose samples have length 0 while bytes follow that begin no chunk: who recorded it did not come to
    /// write the length. They are shown to libsndfile as going to the end. Whether there was anything to mend.
    [[nodiscard, gnu::cold]] bool mend_wav() {
        if (!is(0, "RIFF")) return false;
        auto const samples = this->samples(container::wav);
        if (!samples || samples->size != 0) return false;
        std::array<std::byte, 4> id{};
        auto const text = [](std::byte b) { return b >= std::byte{' '} && b <= std::byte{'~'}; };
        if (from_->peek(samples->begin, id.data(), id.size()) != id.size() ||
            (text(id[0]) && text(id[1]) && text(id[2]) && text(id[3])))
            return false;
        // From a pipe: a length that nobody knows.
        auto const size =
            from_->forward_only() ? 0xffffffff : std::min<std::int64_t>(from_->length() - samples->begin, 0xffffffff);
        std::array<std::byte, 8> head{std::byte{'d'}, std::byte{'a'}, std::byte{'t'}, std::byte{'a'}};
        for (std::size_t i = 0; i < 4; ++i) head[4 + i] = static_cast<std::byte>(size >> (8 * i));
        from_->overlay(samples->begin - 8, head);
        return true;
    }

private:
    /// An unsigned number of up to 8 bytes.
    [[nodiscard, gnu::cold, gnu::noinline]] std::optional<std::uint64_t> number(std::int64_t at, std::size_t bytes,
                                                                                std::endian order) {
        std::array<std::byte, 8> raw{};
        if (from_->peek(at, raw.data(), bytes) != bytes) return {};
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < bytes; ++i)
            value = value << 8 | std::to_integer<std::uint64_t>(raw[order == std::endian::big ? i : bytes - 1 - i]);
        return value;
    }
    [[nodiscard, gnu::cold, gnu::noinline]] bool is(std::int64_t at, std::string_view id) {
        std::array<std::byte, 4> raw{};
        return from_->peek(at, raw.data(), raw.size()) == raw.size() && std::memcmp(raw.data(), id.data(), 4) == 0;
    }

    /// The chunk `id` of a list that begins at `at`: id and size in `head` bytes, the size in the last `width` of them,
    /// and the next chunk at a multiple of `padding` from there. W64 counts the head in.
    [[nodiscard, gnu::cold, gnu::noinline]] std::optional<claimed_bytes> chunk(std::int64_t at, std::string_view id,
                                                                               std::int64_t head, std::size_t width,
                                                                               std::endian order, std::int64_t padding,
                                                                               bool counts_head = false) {
        for (int chunks = 0; chunks < 1000; ++chunks) {   // as long a list as any
            auto size = number(at + head - static_cast<std::int64_t>(width), width, order);
            if (!size || (counts_head && *size < static_cast<std::uint64_t>(head))) return {};
            if (counts_head) *size -= static_cast<std::uint64_t>(head);
            auto const begin = at + head;
            if (is(at, id)) return claimed_bytes{begin, known(*size, width)};
            if (*size > (std::uint64_t{1} << 62)) return {};
            auto const step = static_cast<std::int64_t>(*size);
            if (begin > SF_COUNT_MAX - step - padding) return {};
            at = begin + (step + padding - 1) / padding * padding;
        }
        return {};
    }
    /// Programs that write into a pipe do not know the length: they leave the greatest of a field, signed or unsigned,
    /// or what is a header less than that.
    [[nodiscard]] static std::int64_t known(std::uint64_t size, std::size_t width) noexcept {
        if (width == 8) return size >> 62 != 0 ? -1 : static_cast<std::int64_t>(size);
        constexpr std::uint64_t header = 1 << 16;
        bool const about_2_32 = size + header >= std::uint64_t{1} << 32;
        bool const about_2_31 = size + header >= std::uint64_t{1} << 31 && size <= (std::uint64_t{1} << 31) + header;
        return about_2_32 || about_2_31 ? -1 : static_cast<std::int64_t>(size);
    }

    [[nodiscard, gnu::cold]] std::optional<claimed_bytes> riff() {
        auto const order = is(0, "RIFX") ? std::endian::big : std::endian::little;
        auto found = chunk(12, "data", 8, 4, order, 2);
        if (found && is(0, "RF64"))
            if (auto const ds64 = chunk(12, "ds64", 8, 4, order, 2))
                if (auto const size = number(ds64->begin + 8, 8, order); size && found->size < 0)
                    found->size = known(*size, 8);
        return found;
    }
    [[nodiscard, gnu::cold]] std::optional<claimed_bytes> au() {
        auto const order = is(0, "dns.") ? std::endian::little : std::endian::big;
        auto const begin = number(4, 4, order), size = number(8, 4, order);
        if (!begin || !size) return {};
        return claimed_bytes{static_cast<std::int64_t>(*begin), known(*size, 4)};
    }

    byte_input* from_;
};

}   // namespace symphonic::detail
#endif
