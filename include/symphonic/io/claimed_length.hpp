// SPDX-License-Identifier: MIT
// What a header says of the length of its samples. libsndfile fits that to the file without a word; who asks whether a
// file was cut short has to read it himself.
#ifndef SYMPHONIC_IO_CLAIMED_LENGTH_HPP
#define SYMPHONIC_IO_CLAIMED_LENGTH_HPP

#include <array>
#include <bit>
#include <optional>

#include <symphonic/io/byte_input.hpp>
#include <symphonic/io/container.hpp>

namespace symphonic::detail {

/// The samples of a file as its header places them, in bytes.
struct claimed_bytes {
    std::int64_t begin = 0;
    std::int64_t size = 0;   // -1: the header says that it does not know
};

class header {
public:
    explicit header(byte_input& from) : from_(&from) {}

    /// Nothing where the container is none of these, or its header not as it should be.
    [[nodiscard]] std::optional<claimed_bytes> samples(container kind) {
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

private:
    /// An unsigned number of up to 8 bytes.
    [[nodiscard]] std::optional<std::uint64_t> number(std::int64_t at, std::size_t bytes, std::endian order) {
        std::array<std::byte, 8> raw{};
        if (from_->peek(at, raw.data(), bytes) != bytes) return {};
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < bytes; ++i)
            value = value << 8 | std::to_integer<std::uint64_t>(raw[order == std::endian::big ? i : bytes - 1 - i]);
        return value;
    }
    [[nodiscard]] bool is(std::int64_t at, std::string_view id) {
        std::array<std::byte, 4> raw{};
        return from_->peek(at, raw.data(), raw.size()) == raw.size() && std::memcmp(raw.data(), id.data(), 4) == 0;
    }

    /// The chunk `id` of a list that begins at `at`: id and size in `head` bytes, the size in the last `width` of them,
    /// and the next chunk at a multiple of `padding` from there. W64 counts the head in.
    [[nodiscard]] std::optional<claimed_bytes> chunk(std::int64_t at, std::string_view id, std::int64_t head,
                                                     std::size_t width, std::endian order, std::int64_t padding,
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

    [[nodiscard]] std::optional<claimed_bytes> riff() {
        auto const order = is(0, "RIFX") ? std::endian::big : std::endian::little;
        auto found = chunk(12, "data", 8, 4, order, 2);
        if (found && is(0, "RF64"))
            if (auto const ds64 = chunk(12, "ds64", 8, 4, order, 2))
                if (auto const size = number(ds64->begin + 8, 8, order); size && found->size < 0)
                    found->size = known(*size, 8);
        return found;
    }
    [[nodiscard]] std::optional<claimed_bytes> au() {
        auto const order = is(0, "dns.") ? std::endian::little : std::endian::big;
        auto const begin = number(4, 4, order), size = number(8, 4, order);
        if (!begin || !size) return {};
        return claimed_bytes{static_cast<std::int64_t>(*begin), known(*size, 4)};
    }

    byte_input* from_;
};

}   // namespace symphonic::detail
#endif
