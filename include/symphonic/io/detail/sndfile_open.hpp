// SPDX-License-Identifier: MIT
// Opens an audio file with libsndfile, repairs its header if necessary and checks what it says.
#ifndef SYMPHONIC_IO_DETAIL_SNDFILE_OPEN_HPP
#define SYMPHONIC_IO_DETAIL_SNDFILE_OPEN_HPP

#include <symphonic/core/file_path.hpp>
#include <symphonic/io/detail/container_table.hpp>
#include <symphonic/io/detail/header_repair.hpp>
#include <symphonic/io/detail/ogg_end.hpp>
#include <symphonic/io/detail/sndfile_ptr.hpp>

namespace symphonic::detail {

/// An audio file that libsndfile has opened.
struct sndfile_file {
    sndfile_ptr file{};
    SF_INFO requested{}, info{};          // given to and returned by libsndfile
    file_path name{};                     // set if libsndfile opened it by its name, not by the input
    bool truncated = false;               // the file was found to end before the length in its header
    std::int64_t frames = -1;             // sample frames; -1: unknown
    std::int64_t announced_frames = -1;   // by the header, even if it cannot be true; -1: none

    [[nodiscard]] container kind() const noexcept {
        auto const* const entry = container_of(info.format);
        return entry != nullptr ? entry->value : container::other;
    }
};

/// Opens or reopens the file, from its first byte. Returns false if libsndfile refuses it. Throws io_error if the
/// source fails.
[[nodiscard, gnu::cold]] inline bool try_open(sndfile_file& opened, sndfile_input& input) {
    auto info = opened.requested;
    auto callbacks = sndfile_input::callbacks();
    callbacks.seek(0, SEEK_SET, &input);
    sndfile_ptr file{opened.name.empty() ? sf_open_virtual(&callbacks, SFM_READ, &info, &input)
                                         : sf_open(opened.name.c_str(), SFM_READ, &info)};
    if (auto const cause = input.take_failure(); !cause.empty()) throw io_error(cause);
    if (!file) return false;
    opened.file = std::move(file);
    opened.info = info;
    return true;
}

/// As try_open(), but throws io_error if libsndfile refuses the file.
[[gnu::cold]] inline void open_sndfile(sndfile_file& opened, sndfile_input& input) {
    if (!try_open(opened, input)) throw io_error(sndfile_open_error());
}

/// Opens the file again, for a decoder in its initial state. If it throws io_error, nothing has changed.
[[gnu::cold]] inline void reopen(sndfile_file& opened, sndfile_input& input) {
    sndfile_file again{.requested = opened.requested, .name = opened.name};
    open_sndfile(again, input);
    if (again.info.channels != opened.info.channels || again.info.format != opened.info.format)
        throw io_error("its format changed while it was read");
    opened.file = std::move(again.file);
    opened.info = again.info;
}

/// True if libsndfile recognises the file by its name alone: formats without a header, Sound Designer II (two files),
/// MPEG audio after other data. Not for .au and .snd, which libsndfile would decode as noise.
[[nodiscard, gnu::cold]] inline bool opens_by_name(const file_path& path) {
    constexpr std::string_view extensions = " vox vox6 vox8 gsm mp3 sd2 ";
    auto const key = extension_key(path.text());
    return !key.empty() && extensions.find(key) != extensions.npos;
}

/// Throws io_error if the header has numbers that cannot be true.
[[gnu::cold]] inline void check_info(const SF_INFO& info, sndfile_input& input) {
    if (info.channels < 1 || info.channels > 1024 || info.samplerate < 1)
        throw io_error("its header says ", info.channels, " channels at ", info.samplerate,
                       " Hz, expected 1 to 1024 channels and 1 Hz or more");
    auto const rate = info.samplerate;
    bool const substitute =
        rate == 1 || rate == 800'000'000 || rate == 1 << 26;   // libsndfile's, for a rate out of range
    if (substitute && container_code(info.format) == SF_FORMAT_AIFF &&
        !(__builtin_fabs(audio_header{input}.aiff_sample_rate() - rate) < 1))
        throw io_error("its sample rate is not a number of Hz from 1 to 2^31");
}

/// Sets frames and announced_frames.
[[gnu::cold]] inline void find_length(sndfile_file& opened, sndfile_input& input) {
    auto const frames = opened.info.frames;
    opened.frames = opened.announced_frames = frames < 0 || frames == SF_COUNT_MAX ? -1 : frames;
    if (opened.frames < 0) {   // FLAC marks an unknown length as 0
        if (!input.sequential() && audio_header{input}.flac_data_begin() == input.length())
            opened.frames = opened.announced_frames = 0;
    } else if (input.sequential()) {
        auto const data = audio_header{input}.data_chunk(opened.kind());
        constexpr auto max_frames = std::int64_t{1} << 48;   // more is a size of 0 or -1 that libsndfile misread
        if (container_code(opened.info.format) == SF_FORMAT_RAW || (data && data->size < 0) || frames > max_frames)
            opened.frames = opened.announced_frames = -1;
    } else {
        // A FLAC frame of 10 bytes may hold 65,535 equal samples; no format holds more in a byte.
        constexpr std::int64_t max_frames_per_byte = 8192;
        if (opened.name.empty() && frames / max_frames_per_byte > input.length()) opened.frames = -1;
    }
}

/// Opens an audio file. `path` is empty if the input has none. Throws io_error with the cause only: the caller knows
/// the name.
[[nodiscard, gnu::cold]] inline sndfile_file open_audio(sndfile_input& input, const SF_INFO& requested,
                                                        const file_path& path) {
    sndfile_file opened{.requested = requested, .info = requested};
    if (!try_open(opened, input)) {
        std::string const cause = sndfile_open_error();
        bool const spools = input.sequential();
        if (spools) input.spool();   // the format may need the length of the file
        if (input.length() == 0) throw io_error("it is empty");
        if (spools || hide_one_of_two_data_chunks(input)) {
            // try again
        } else if (auto const repair = repair_caf(input); repair != caf_repair::none) {
            opened.truncated = repair == caf_repair::truncated;
        } else if (opens_by_name(path)) {
            opened.name = path;
        } else {
            throw io_error(cause);
        }
        open_sndfile(opened, input);
    }
    if (input.sequential() && is_block_encoding(opened.info.format)) {
        input.spool();
        open_sndfile(opened, input);
    }
    if (opened.info.frames == 0 && opened.name.empty() && repair_wav(input)) {
        opened.truncated = !input.sequential();
        open_sndfile(opened, input);
    }
    input.finish_header();
    check_info(opened.info, input);
    find_length(opened, input);
    return opened;
}

/// True if an error of the decoder means that it looks for the next block of a damaged FLAC file.
[[nodiscard, gnu::cold]] inline bool lost_synchronisation(const sndfile_file& opened, std::string_view error) {
    return opened.kind() == container::flac && error.find("lost sync") != error.npos;
}
/// True if an error of the decoder means that the file was cut off: libFLAC loses the synchronisation at its end.
[[nodiscard, gnu::cold]] inline bool is_cut_off(const sndfile_file& opened, const sndfile_input& input,
                                                std::string_view error) {
    return lost_synchronisation(opened, error) && input.at_end();
}

/// True if the file is truncated, see basic_reader::truncated(). `decoded`: number of sample frames decoded until the
/// end. A pipe or a file opened by its name is compared with the announced number of sample frames only.
[[nodiscard, gnu::cold]] inline bool ends_early(const sndfile_file& opened, sndfile_input& input,
                                                std::int64_t decoded) {
    if (opened.truncated || decoded < opened.announced_frames) return true;
    if (!opened.name.empty() || input.sequential()) return false;
    if (opened.kind() == container::ogg) return !has_last_ogg_page(input);
    auto const data = audio_header{input}.data_chunk(opened.kind());
    return data && data->size > input.length() - data->begin;
}

}   // namespace symphonic::detail
#endif
