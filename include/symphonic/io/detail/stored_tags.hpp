// SPDX-License-Identifier: MIT
// What libsndfile stores of the tags: it reports success for tags that it drops, and for tags so long that the file
// cannot be read again.
#ifndef SYMPHONIC_IO_DETAIL_STORED_TAGS_HPP
#define SYMPHONIC_IO_DETAIL_STORED_TAGS_HPP

#include <string_view>

#include <symphonic/core/errors.hpp>
#include <symphonic/io/detail/sndfile_codes.hpp>
#include <symphonic/io/detail/tag_table.hpp>
#include <symphonic/io/detail/utf8.hpp>

namespace symphonic::detail {

enum class tag_text { bytes, utf8, latin_1 };   // bytes: any encoding

/// Which tags a format holds, in which encoding and up to which length.
struct tag_rules {
    char const* name;          // of the format, for messages
    std::size_t max_tag = 0;   // most bytes of a tag that libsndfile reads again; 0: the format holds no tags
    std::size_t max_all = 0;   // the same for all tags together
    tag_text text = tag_text::bytes;
    std::string_view dropped{};   // names of tags that it does not hold, with a space before and after each
};

/// Returns the rules of a libsndfile format. The limits hold for libsndfile 1.2: its reader has a buffer of
/// 2 KiB for a tag in WAV and of 8 KiB in AIFF, its writer one of 16 KiB for all tags in CAF and a header of at most
/// 50 KiB in Opus. FLAC has 24 bits for the size.
[[nodiscard, gnu::cold]] constexpr tag_rules tag_rules_of(int format) noexcept {
    constexpr std::size_t max_header = 50'000, max_long = 16'000'000;
    switch (container_code(format)) {
    case SF_FORMAT_WAV:
    case SF_FORMAT_WAVEX: return {"WAV", 2045, max_header, tag_text::bytes, " license "};
    case SF_FORMAT_RF64: return {"RF64", 2045, max_header, tag_text::bytes, " license "};
    case SF_FORMAT_AIFF: return {"AIFF", 8189, max_header, tag_text::bytes, " album track genre date license "};
    case SF_FORMAT_CAF: return {"CAF", 16'000, 16'000, tag_text::utf8};
    case SF_FORMAT_FLAC: return {"FLAC", max_long, max_long, tag_text::utf8};
    case SF_FORMAT_OGG:
        return encoding_code(format) == sf_opus ? tag_rules{"Opus", max_header, max_header, tag_text::utf8}
                                                : tag_rules{"Ogg", max_long, max_long, tag_text::utf8};
    case sf_mpeg: return {"MP3", max_long, max_long, tag_text::latin_1, " copyright license software "};
    default: return {""};
    }
}

/// Cuts `software` to the 127 bytes that libsndfile keeps, between two characters: libFLAC crashes on half a character.
[[gnu::cold]] inline void cut_software(std::string& text) {
    std::size_t end = 127;
    if (text.size() <= end) return;
    if (is_utf8(text))
        while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    text.resize(end);
}

/// Returns a tag in the encoding of the format. Throws argument_error if it is too long, or not in Latin-1.
[[nodiscard, gnu::cold]] inline std::string stored_text(const tag_entry& entry, const std::string& given,
                                                        const tag_rules& rules) {
    auto text = rules.text == tag_text::utf8 ? to_utf8(given) : given;
    if (rules.text == tag_text::latin_1) {
        auto const latin_1 = to_latin_1(given);
        if (!latin_1)
            throw argument_error("writer: the tag ", entry.name, " has characters beyond Latin-1, ", rules.name,
                                 " holds Latin-1");
        text = *latin_1;
    }
    if (entry.code == SF_STR_SOFTWARE) cut_software(text);
    if (text.size() > rules.max_tag)
        throw argument_error("writer: the tag ", entry.name, " has ", text.size(), " bytes, ", rules.name,
                             " holds up to ", rules.max_tag);
    return text;
}

/// Returns the tags as a file of a libsndfile format holds them. Tags that the format does not hold are empty. Throws
/// argument_error for a zero byte, and for tags that the format cannot hold completely.
[[nodiscard, gnu::cold]] inline tags stored_tags(const tags& given, int format) {
    auto const rules = tag_rules_of(format);
    tags stored;
    std::size_t all = 0, longest = 0;
    char const* longest_name = "";
    for (auto const& entry : tag_entries) {
        auto const& text = given.*entry.text;
        if (auto const at = text.find('\0'); at != text.npos)
            throw argument_error("writer: the tag ", entry.name, " has a zero byte at ", at, ", expected none");
        if (rules.max_tag == 0 || rules.dropped.find(' ' + std::string{entry.name} + ' ') != rules.dropped.npos)
            continue;
        auto& kept = stored.*entry.text = stored_text(entry, text, rules);
        all += kept.size();
        if (kept.size() <= longest) continue;
        longest = kept.size();
        longest_name = entry.name;
    }
    if (all > rules.max_all)
        throw argument_error("writer: the tags have ", all, " bytes together, the longest is ", longest_name, " with ",
                             longest, "; ", rules.name, " holds up to ", rules.max_all);
    return stored;
}

}   // namespace symphonic::detail
#endif
