// SPDX-License-Identifier: MIT
// text_buffer: what is put together to be written at once; and names of any bytes, as tables and JSON can show them.
#ifndef SYMPHONIC_PROFILE_DETAIL_TEXT_BUFFER_HPP
#define SYMPHONIC_PROFILE_DETAIL_TEXT_BUFFER_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace symphonic::detail {

/// The same in every locale. (<string> and <ostream> would more than double what the profile costs to include.)
class text_buffer {
public:
    void put(char c, std::size_t times = 1) {
        for (; times != 0; --times) all_.push_back(c);
    }
    void put(std::string_view s) {
        for (char const c : s) all_.push_back(c);
    }
    void put_number(std::uint64_t n, unsigned digits = 1) {
        char reversed[20] = {};
        unsigned size = 0;
        for (; n != 0 || size < digits; n /= 10) reversed[size++] = static_cast<char>('0' + n % 10);
        while (size != 0) put(reversed[--size]);
    }
    [[nodiscard]] std::string_view view() const noexcept { return {all_.data(), all_.size()}; }
    [[nodiscard]] std::size_t size() const noexcept { return all_.size(); }
    void clear() noexcept { all_.clear(); }
    template <class Out> void write_to(Out& out) {
        out.write(all_.data(), static_cast<std::ptrdiff_t>(all_.size()));
        clear();
    }

private:
    std::vector<char> all_;
};

/// The first character of what should be UTF-8. A byte that is not is one for itself: not_utf8.
struct code_point {
    static constexpr char32_t not_utf8 = 0xffffffff;
    char32_t value = not_utf8;
    std::size_t bytes = 1;

    [[nodiscard]] static constexpr code_point first_of(std::string_view s) noexcept {
        auto const byte = [s](std::size_t i) { return i < s.size() ? static_cast<unsigned char>(s[i]) : 0U; };
        auto const lead = byte(0);
        if (lead < 0x80) return {lead, 1};
        std::size_t const bytes = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
        char32_t value = lead & (0x7fU >> bytes);
        for (std::size_t i = 1; i < bytes; ++i) {
            if ((byte(i) & 0xc0U) != 0x80) return {};
            value = value << 6 | (byte(i) & 0x3fU);
        }
        constexpr char32_t least[] = {0x80, 0x800, 0x10000};
        bool const surrogate = value >= 0xd800 && value < 0xe000;
        if (lead < 0xc2 || lead > 0xf4 || value < least[bytes - 2] || value > 0x10ffff || surrogate) return {};
        return {value, bytes};
    }
    [[nodiscard]] constexpr bool is_printable() const noexcept {
        return value >= 0x20 && (value < 0x7f || value >= 0xa0) && value != not_utf8;
    }
    /// Columns of a terminal: 0 of accents that are set on what stands before, 2 of Chinese, Japanese, Korean and pictures.
    [[nodiscard]] constexpr std::size_t columns() const noexcept {
        struct range {
            char32_t first, last;
        };
        constexpr range narrow[] = {{0x300, 0x36f},   {0x200b, 0x200f}, {0x202a, 0x202e},  {0x20d0, 0x20ff},
                                    {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}, {0xe0100, 0xe01ef}};
        constexpr range wide[] = {{0x1100, 0x115f},   {0x2e80, 0xa4cf},  {0xac00, 0xd7a3}, {0xf900, 0xfaff},
                                  {0xfe30, 0xfe6f},   {0xff00, 0xff60},  {0xffe0, 0xffe6}, {0x1f300, 0x1f64f},
                                  {0x1f900, 0x1f9ff}, {0x20000, 0x3fffd}};
        for (auto const& r : narrow)
            if (value >= r.first && value <= r.last) return 0;
        for (auto const& r : wide)
            if (value >= r.first && value <= r.last) return 2;
        return 1;
    }
};

}   // namespace symphonic::detail
#endif
