// SPDX-License-Identifier: MIT
// container: the kinds of audio file, and the extensions by which they are known.
#ifndef SYMPHONIC_IO_CONTAINER_HPP
#define SYMPHONIC_IO_CONTAINER_HPP

#include <cstdint>
#include <string>
#include <string_view>

#include <symphonic/io/encoding.hpp>

namespace symphonic {

enum class container {
    automatic,   ///< to a writer: by the extension of the path
    // clang-format off
    wav, wavex, rf64, w64, aiff, au, caf, flac, ogg, mpeg, raw,
    avr, htk, ircam, mat4, mat5, mpc2k, nist, paf, pvf, sds, svx, voc, wve, xi,
    // clang-format on
    other   ///< from a reader: info().container_name says which
};

namespace detail {

struct container_entry {
    container value;
    int major;   // libsndfile's
    char const* name;
    encoding usual;
    std::string_view extensions;   // in lower case, each between two spaces
    std::uint64_t most = 0;        // bytes of a file that its sizes can count, a little less; 0: as many as one likes
    bool listed = true;            // files with them are audio files: audio_files gives them
};
inline constexpr std::uint64_t mebibyte = 1 << 20;
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
    {container::mpeg, 0x230000, "MPEG", encoding::mp3, " mp3 "},   // SF_FORMAT_MPEG, since libsndfile 1.1
    {container::raw, SF_FORMAT_RAW, "raw", encoding::pcm16, " raw ", 0, false},
    {container::avr, SF_FORMAT_AVR, "AVR", encoding::pcm16, " avr ", 2047 * mebibyte},
    {container::htk, SF_FORMAT_HTK, "HTK", encoding::pcm16, " htk ", 2047 * mebibyte},
    {container::ircam, SF_FORMAT_IRCAM, "IRCAM", encoding::pcm16, " sf ircam ", 2047 * mebibyte},
    {container::mat4, SF_FORMAT_MAT4, "MAT4", encoding::float64, " mat4 ", 2047 * mebibyte, false},
    {container::mat5, SF_FORMAT_MAT5, "MAT5", encoding::float64, " mat mat5 ", 2047 * mebibyte,
     false},   // any Matlab data
    {container::mpc2k, SF_FORMAT_MPC2K, "MPC 2000", encoding::pcm16, " mpc ", 2047 * mebibyte,
     false},   // Musepack, more often
    {container::nist, SF_FORMAT_NIST, "NIST", encoding::pcm16, " nist sph ", 2047 * mebibyte},
    {container::paf, SF_FORMAT_PAF, "PAF", encoding::pcm16, " paf ", 2047 * mebibyte},
    {container::pvf, SF_FORMAT_PVF, "PVF", encoding::pcm16, " pvf ", 2047 * mebibyte},
    {container::sds, SF_FORMAT_SDS, "SDS", encoding::pcm16, " sds ", 4 * mebibyte},
    {container::svx, SF_FORMAT_SVX, "SVX", encoding::pcm8, " svx 8svx iff ", 2047 * mebibyte},
    {container::voc, SF_FORMAT_VOC, "VOC", encoding::pcm16, " voc ", 15 * mebibyte},
    {container::wve, SF_FORMAT_WVE, "WVE", encoding::alaw, " wve ", 2047 * mebibyte},
    {container::xi, SF_FORMAT_XI, "XI", encoding::dpcm_16, " xi ", 2047 * mebibyte},
    // Read, never written: layers I and II, and what keeps its header in a second file.
    {container::other, 0, "", encoding::automatic, " mp1 mp2 mpga m1a sd2 "},
};

/// " .ext " of a path, in lower case, as it stands in the table. As std::filesystem has it, a name that begins with its only
/// dot has no extension.
[[nodiscard, gnu::cold]] inline std::string spaced_extension(std::string_view path) {
    auto const name = path.substr(path.rfind('/') + 1);
    auto const dot = name.rfind('.');
    if (dot == name.npos || dot == 0 || dot + 1 == name.size() || name == "..") return {};
    std::string extension{name.substr(dot)};
    extension.front() = ' ';
    for (char& c : extension)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return extension += ' ';
}

[[nodiscard, gnu::cold]] inline container_entry const* container_by_extension(std::string_view path) {
    auto const extension = spaced_extension(path);
    if (extension.empty() || extension.find(' ', 1) + 1 != extension.size()) return nullptr;   // one with spaces in it
    for (auto const& c : containers)
        if (c.extensions.find(extension) != c.extensions.npos) return &c;
    return nullptr;
}
/// By a format of libsndfile's; null where there is none.
[[nodiscard]] inline container_entry const* container_of(int format) noexcept {
    for (auto const& c : containers)
        if (c.major != 0 && c.major == (format & SF_FORMAT_TYPEMASK)) return &c;
    return nullptr;
}

}   // namespace detail
}   // namespace symphonic
#endif
