// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_DETAIL_RESOLVE_WRITER_OPTIONS_HPP
#define SYMPHONIC_IO_DETAIL_RESOLVE_WRITER_OPTIONS_HPP

#include <symphonic/io/detail/container_table.hpp>
#include <symphonic/io/detail/stored_tags.hpp>
#include <symphonic/io/detail/writable_format.hpp>
#include <symphonic/io/writer_options.hpp>

namespace symphonic::detail {

/// Returns the container that the options ask for, or else the container of the extension of `path`. Throws
/// argument_error.
[[nodiscard, gnu::cold]] inline const container_entry& container_for(const writer_options& options,
                                                                     std::string_view path) {
    auto const* const by_extension = container_by_extension(path);
    bool const given = options.container != container::automatic;
    if (by_extension != nullptr && by_extension->code != 0 && (!given || by_extension->value == options.container))
        return *by_extension;
    if (given)
        for (auto const& c : containers)
            if (c.value == options.container && c.code != 0) return c;
    throw argument_error("writer: no container has the extension \"", std::string{extension_of(path)}.c_str(),
                         "\"; give .container, or a path that ends in .wav, .flac, .ogg, .opus, .mp3, .aiff, .caf, "
                         ".w64, .rf64, .au, ...");
}

/// Throws argument_error unless `value` is absent, or from 0 to 1 where the encoding has such a setting.
[[gnu::cold]] inline void check_setting(const std::optional<double>& value, char const* name, char const* where,
                                        bool has_setting) {
    if (!value) return;
    if (!has_setting) throw argument_error("writer: ", name, " is for ", where, " only");
    if (!(*value >= 0 && *value <= 1)) throw argument_error("writer: ", name, " is ", *value, ", expected 0 to 1");
}

/// Returns the settings of libsndfile for the options. Throws argument_error for options that cannot be written.
[[nodiscard, gnu::cold]] inline encoder_settings resolve(const writer_options& options, std::string_view path) {
    auto const& kind = container_for(options, path);
    auto const wanted = options.encoding == encoding::automatic ? kind.default_encoding : options.encoding;
    encoder_settings settings{
        .quality = options.quality, .compression = options.compression, .max_bytes = kind.max_bytes};
    settings.format.samplerate = whole_sample_rate(options.sample_rate);
    settings.format.channels = options.channels;
    if (settings.format.samplerate == 0)
        throw argument_error("writer: sample_rate is ", options.sample_rate,
                             ", expected a whole number of Hz, 1 or more");
    if (options.channels < 1 || options.channels > 1024)
        throw argument_error("writer: channels is ", options.channels, ", expected 1 to 1024");
    if (wanted == encoding::other)
        throw argument_error("writer: encoding is encoding::other, expected one that can be written");
    check_setting(options.quality, "quality", "Vorbis, Opus and MP3",
                  wanted == encoding::vorbis || wanted == encoding::opus || wanted == encoding::mp3);
    check_setting(options.compression, "compression", "FLAC", kind.value == container::flac);

    char const* name = "";
    for (auto const& e : encodings) {
        if (e.value != wanted) continue;
        name = e.name;
        settings.format.format = kind.code | e.code;
        if (sf_format_check(&settings.format) != 0) break;
        settings.format.format = 0;
    }
    auto const refusal = settings.format.format == 0 ? expected_format(kind.code, wanted) : refusal_of(settings);
    if (!refusal.empty())
        throw argument_error("writer: ", kind.name, " cannot hold ", name, " in ", options.channels, " channels at ",
                             options.sample_rate, " Hz: ", refusal.c_str());
    settings.tags = stored_tags(options.tags, settings.format.format);
    return settings;
}

}   // namespace symphonic::detail
#endif
