// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_DETAIL_CONTAINER_TABLE_HPP
#define SYMPHONIC_IO_DETAIL_CONTAINER_TABLE_HPP

#include <cstdint>
#include <string>
#include <string_view>

#include <symphonic/io/container.hpp>
#include <symphonic/io/detail/sndfile_codes.hpp>
#include <symphonic/io/encoding.hpp>

namespace symphonic::detail {

struct container_entry {
    container value;
    int code;   // libsndfile's; 0: it is read and not written
    char const* name;
    encoding default_encoding;
    std::string_view extensions;   // in lower case, with a space before and after each
    std::uint64_t max_bytes = 0;   // largest file that the header's sizes can describe, less a margin; 0: no limit
    bool listed = true;            // audio_files lists files with these extensions
};

inline constexpr std::uint64_t mebibyte = 1 << 20;
/// The first entry of a container, a code or an extension is the one to use.
inline constexpr container_entry containers[] = {
    {container::wav, SF_FORMAT_WAV, "WAV", encoding::pcm16, " wav wave bwf ", 4095 * mebibyte},
    {container::wavex, SF_FORMAT_WAVEX, "WAV", encoding::pcm16, "", 4095 * mebibyte},
    {container::rf64, SF_FORMAT_RF64, "RF64", encoding::pcm16, " rf64 "},
    {container::w64, SF_FORMAT_W64, "W64", encoding::pcm16, " w64 "},
    {container::aiff, SF_FORMAT_AIFF, "AIFF", encoding::pcm16, " aiff aif aifc ", 4095 * mebibyte},
    {container::au, SF_FORMAT_AU, "AU", encoding::pcm16, " au snd "},
    {container::caf, SF_FORMAT_CAF, "CAF", encoding::pcm16, " caf "},
    {container::flac, SF_FORMAT_FLAC, "FLAC", encoding::pcm16, " flac "},
    {container::ogg, SF_FORMAT_OGG, "Ogg", encoding::vorbis, " ogg oga "},
    {container::ogg, SF_FORMAT_OGG, "Ogg", encoding::opus, " opus "},
    {container::mpeg, sf_mpeg, "MPEG", encoding::mp3, " mp3 "},
    {container::raw, SF_FORMAT_RAW, "raw", encoding::pcm16, " raw ", 0, false},
    {container::avr, SF_FORMAT_AVR, "AVR", encoding::pcm16, " avr ", 2047 * mebibyte},
    {container::htk, SF_FORMAT_HTK, "HTK", encoding::pcm16, " htk ", 2047 * mebibyte},
    {container::ircam, SF_FORMAT_IRCAM, "IRCAM", encoding::pcm16, " sf ircam ", 2047 * mebibyte},
    {container::mat4, SF_FORMAT_MAT4, "MAT4", encoding::float64, " mat4 ", 2047 * mebibyte, false},
    // Not listed: .mat files hold any Matlab data, and most .mpc files are Musepack.
    {container::mat5, SF_FORMAT_MAT5, "MAT5", encoding::float64, " mat mat5 ", 2047 * mebibyte, false},
    {container::mpc2k, SF_FORMAT_MPC2K, "MPC 2000", encoding::pcm16, " mpc ", 2047 * mebibyte, false},
    {container::nist, SF_FORMAT_NIST, "NIST", encoding::pcm16, " nist sph ", 2047 * mebibyte},
    {container::paf, SF_FORMAT_PAF, "PAF", encoding::pcm16, " paf ", 2047 * mebibyte},
    {container::pvf, SF_FORMAT_PVF, "PVF", encoding::pcm16, " pvf ", 2047 * mebibyte},
    {container::sds, SF_FORMAT_SDS, "SDS", encoding::pcm16, " sds "},
    {container::svx, SF_FORMAT_SVX, "SVX", encoding::pcm8, " svx 8svx iff ", 2047 * mebibyte},
    {container::voc, SF_FORMAT_VOC, "VOC", encoding::pcm16, " voc ", 15 * mebibyte},
    {container::wve, SF_FORMAT_WVE, "WVE", encoding::alaw, " wve ", 2047 * mebibyte},
    {container::xi, SF_FORMAT_XI, "XI", encoding::dpcm_16, " xi ", 2047 * mebibyte},
    // MPEG layers I and II, and Sound Designer II, which keeps its header in a second file.
    {container::other, 0, "", encoding::automatic, " mp1 mp2 mpga m1a sd2 "},
};

/// Returns the extension of a path with its dot, by the rules of std::filesystem::path::extension().
[[nodiscard, gnu::cold]] constexpr std::string_view extension_of(std::string_view path) noexcept {
    auto const name = path.substr(path.rfind('/') + 1);
    auto const dot = name.rfind('.');
    if (dot == name.npos || dot == 0 || name == "..") return {};
    return name.substr(dot);
}

/// Returns the extension of a path in the form of container_entry::extensions, or an empty string.
[[nodiscard, gnu::cold]] inline std::string extension_key(std::string_view path) {
    auto const extension = extension_of(path);
    if (extension.size() < 2 || extension.find(' ') != extension.npos) return {};
    std::string key{' '};
    for (char const c : extension.substr(1)) key += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return key += ' ';
}

/// Returns the entry for the extension of a path, or null if no container has it.
[[nodiscard, gnu::cold]] inline container_entry const* container_by_extension(std::string_view path) {
    auto const key = extension_key(path);
    for (auto const& c : containers)
        if (!key.empty() && c.extensions.find(key) != c.extensions.npos) return &c;
    return nullptr;
}

/// Returns the entry of a libsndfile format, or null if it has none.
[[nodiscard]] inline container_entry const* container_of(int format) noexcept {
    for (auto const& c : containers)
        if (c.code != 0 && c.code == container_code(format)) return &c;
    return nullptr;
}

}   // namespace symphonic::detail
#endif
