// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_PROFILE_DETAIL_CODE_POINT_HPP
#define SYMPHONIC_PROFILE_DETAIL_CODE_POINT_HPP

#include <cstddef>
#include <string_view>

namespace symphonic::detail {

/// A character decoded from UTF-8, or one byte that is not valid UTF-8.
struct code_point {
    static constexpr char32_t invalid = 0xffffffff;
    char32_t value = invalid;
    std::size_t bytes = 1;

    /// Decodes the first character of a text that is not empty.
    [[nodiscard]] static constexpr code_point first_of(std::string_view text) noexcept {
        auto const byte = [text](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
        auto const lead = byte(0);
        if (lead < 0x80) return {lead, 1};
        std::size_t const bytes = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
        char32_t value = lead & (0x7fU >> bytes);
        for (std::size_t i = 1; i < bytes; ++i) {
            if ((byte(i) & 0xc0U) != 0x80) return {};
            value = value << 6 | (byte(i) & 0x3fU);
        }
        constexpr char32_t smallest[] = {0x80, 0x800, 0x10000};   // in 2, 3 and 4 bytes
        bool const surrogate = value >= 0xd800 && value < 0xe000;
        if (lead < 0xc2 || lead > 0xf4 || value < smallest[bytes - 2] || value > 0x10ffff || surrogate) return {};
        return {value, bytes};
    }
    /// Returns false for control characters and invalid bytes.
    [[nodiscard]] constexpr bool is_printable() const noexcept {
        return value >= 0x20 && (value < 0x7f || value >= 0xa0) && value != invalid;
    }
    /// Returns its columns in a terminal: 0 for combining accents, 2 for Chinese, Japanese, Korean and emoji.
    [[nodiscard]] constexpr std::size_t columns() const noexcept {
        struct range {
            char32_t first, last;
            std::size_t columns;
        };
        constexpr range exceptions[] = {{0x300, 0x36f, 0},     {0x200b, 0x200f, 0},  {0x202a, 0x202e, 0},
                                        {0x20d0, 0x20ff, 0},   {0xfe00, 0xfe0f, 0},  {0xfe20, 0xfe2f, 0},
                                        {0xe0100, 0xe01ef, 0}, {0x1100, 0x115f, 2},  {0x2e80, 0xa4cf, 2},
                                        {0xac00, 0xd7a3, 2},   {0xf900, 0xfaff, 2},  {0xfe30, 0xfe6f, 2},
                                        {0xff00, 0xff60, 2},   {0xffe0, 0xffe6, 2},  {0x1f300, 0x1f64f, 2},
                                        {0x1f900, 0x1f9ff, 2}, {0x20000, 0x3fffd, 2}};
        for (auto const& r : exceptions)
            if (value >= r.first && value <= r.last) return r.columns;
        return 1;
    }
};

}   // namespace symphonic::detail
#endif
