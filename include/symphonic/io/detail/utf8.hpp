// SPDX-License-Identifier: MIT
// Checks that text is UTF-8, and converts text that is not.
#ifndef SYMPHONIC_IO_DETAIL_UTF8_HPP
#define SYMPHONIC_IO_DETAIL_UTF8_HPP

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace symphonic::detail {

/// Returns the number of bytes of the character at the beginning of `text`, or 0 if it is not UTF-8 (RFC 3629: no
/// overlong form, no surrogate, nothing above U+10FFFF). Precondition: `text` is not empty.
[[nodiscard]] constexpr std::size_t utf8_length(std::string_view text) noexcept {
    auto const byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    auto const first = byte(0), second = byte(1);
    if (first < 0x80) return 1;
    if (first < 0xC2 || first > 0xF4) return 0;
    unsigned const lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    unsigned const highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (second < lowest || second > highest) return 0;
    std::size_t const length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    for (std::size_t i = 2; i < length; ++i)
        if ((byte(i) & 0xC0) != 0x80) return 0;
    return length;
}

/// Returns true if all of `text` is UTF-8.
[[nodiscard]] constexpr bool is_utf8(std::string_view text) noexcept {
    while (!text.empty()) {
        auto const length = utf8_length(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

/// Returns text in Windows-1252 as UTF-8. The five bytes that Windows-1252 leaves undefined become the control
/// characters that ISO 8859-1 has there.
[[nodiscard, gnu::cold]] inline std::string windows_1252_to_utf8(std::string_view text) {
    constexpr char16_t from_0x80[] = {
        0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
    };
    std::string utf8;
    for (char const c : text) {
        unsigned const byte = static_cast<unsigned char>(c);
        unsigned const point = byte >= 0x80 && byte < 0xA0 ? from_0x80[byte - 0x80] : byte;
        if (point >= 0x800) {
            utf8 += static_cast<char>(0xE0 | point >> 12);
            utf8 += static_cast<char>(0x80 | (point >> 6 & 0x3F));
        } else if (point >= 0x80) {
            utf8 += static_cast<char>(0xC0 | point >> 6);
        }
        utf8 += static_cast<char>(point < 0x80 ? point : 0x80 | (point & 0x3F));
    }
    return utf8;
}

/// Returns `text` as UTF-8 that libFLAC accepts: text that is not UTF-8 is taken for Windows-1252, and the
/// noncharacters U+FFFE and U+FFFF, which libFLAC refuses, become U+FFFD.
[[nodiscard, gnu::cold]] inline std::string to_utf8(std::string_view text) {
    if (!is_utf8(text)) return windows_1252_to_utf8(text);
    std::string utf8{text};
    for (std::string_view const refused : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"})
        for (std::size_t at = 0; (at = utf8.find(refused, at)) != utf8.npos;) utf8[at + 2] = '\xBD';
    return utf8;
}

/// Returns UTF-8 text in Latin-1, and text that is not UTF-8 unchanged. Empty if a character is not in Latin-1.
[[nodiscard, gnu::cold]] inline std::optional<std::string> to_latin_1(std::string_view text) {
    if (!is_utf8(text)) return std::string{text};
    std::string latin_1;
    for (std::size_t i = 0; i < text.size(); i += utf8_length(text.substr(i))) {
        auto const first = static_cast<unsigned char>(text[i]);
        if (first > 0xC3) return {};   // U+0100 and above
        latin_1 += first < 0x80 ? text[i] : static_cast<char>((first & 0x03) << 6 | (text[i + 1] & 0x3F));
    }
    return latin_1;
}

}   // namespace symphonic::detail
#endif
