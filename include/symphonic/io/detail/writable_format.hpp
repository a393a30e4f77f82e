// SPDX-License-Identifier: MIT
// Which formats can be written so that they are read again as they were written.
#ifndef SYMPHONIC_IO_DETAIL_WRITABLE_FORMAT_HPP
#define SYMPHONIC_IO_DETAIL_WRITABLE_FORMAT_HPP

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <vector>

#include <symphonic/io/detail/encoding_table.hpp>
#include <symphonic/io/detail/memory_source.hpp>
#include <symphonic/io/detail/sndfile_encoder.hpp>
#include <symphonic/io/detail/sndfile_input.hpp>

namespace symphonic::detail {

/// Keeps the bytes of a file in memory.
class memory_sink final : public byte_sink {
public:
    explicit memory_sink(std::vector<std::byte>& bytes) noexcept : bytes_(bytes) {}
    void open() override {}
    void write(std::int64_t offset, std::byte const* from, std::size_t n) override {
        auto const begin = static_cast<std::size_t>(offset);
        bytes_.resize(std::max(bytes_.size(), begin + n));
        std::copy_n(from, n, bytes_.data() + begin);
    }
    void commit(std::int64_t, bool) override {}

private:
    std::vector<std::byte>& bytes_;
};

inline constexpr int max_ogg_channels = 255;   // sf_format_check() does not check it

/// Returns which samples libsndfile loses when it writes and reads a format, or null if it loses none.
[[nodiscard, gnu::cold]] inline char const* lost_samples(const SF_INFO& info) noexcept {
    auto const container = container_code(info.format), encoding = encoding_code(info.format);
    if (container == SF_FORMAT_SDS || (container == SF_FORMAT_PAF && encoding == SF_FORMAT_PCM_24))
        return "libsndfile loses its last samples";
    bool const dwvw = encoding == SF_FORMAT_DWVW_12 || encoding == SF_FORMAT_DWVW_16 || encoding == SF_FORMAT_DWVW_24;
    if (container == SF_FORMAT_RAW && dwvw) return "the end of the samples is not marked; AIFF can hold it";
    bool const floats = encoding == SF_FORMAT_FLOAT || encoding == SF_FORMAT_DOUBLE;
    if (container == SF_FORMAT_CAF && floats && info.channels > 333)
        return "libsndfile misplaces its samples; expected 1 to 333 channels";
    bool const several = info.channels > 1;
    if (encoding == sf_alac_32 || (several && (encoding == sf_alac_20 || encoding == sf_alac_24)))
        return "libsndfile loses samples that it cannot compress; expected 16 bits, or 20 or 24 bits in 1 channel";
    return nullptr;
}

/// Returns what a container holds, for a message about an encoding or a number of channels that it does not hold.
[[nodiscard, gnu::cold]] inline std::string expected_format(int container, encoding wanted) {
    auto const holds = [&](encoding value, int channels) {
        return std::any_of(std::begin(encodings), std::end(encodings), [&](const encoding_entry& e) {
            SF_INFO info{};
            info.samplerate = 8000;
            info.channels = channels;
            info.format = container | e.code;
            return e.value == value && sf_format_check(&info) != 0;
        });
    };
    int channels = 0;
    while (channels < 1024 && holds(wanted, channels + 1)) ++channels;
    if (channels > 0) return message("expected 1", channels == 1 ? " channel" : message(" to ", channels, " channels"));
    std::string names;
    for (auto const& e : encodings)
        if (holds(e.value, 1) && names.find(e.name) == names.npos) names += message(names.empty() ? "" : ", ", e.name);
    return "expected " + names;
}

/// Returns why a format cannot be written so that it is read again with its sample rate, or an empty string. Some
/// formats pass sf_format_check(), and libsndfile refuses to write them or changes the rate.
[[nodiscard, gnu::cold]] inline std::string refusal_of(const encoder_settings& settings) {
    if (auto const* const lost = lost_samples(settings.format)) return lost;
    constexpr std::array mpeg_rates{8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000};
    bool const is_mpeg_rate =
        std::find(mpeg_rates.begin(), mpeg_rates.end(), settings.format.samplerate) != mpeg_rates.end();
    if (container_code(settings.format.format) == sf_mpeg && !is_mpeg_rate)   // libsndfile refuses it and leaks memory
        return "expected 8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100 or 48000 Hz";
    if (container_code(settings.format.format) == SF_FORMAT_OGG && settings.format.channels > max_ogg_channels)
        return message("expected 1 to ", max_ogg_channels, " channels");
    auto const error_text = [](int error) -> std::string {
        bool const has_text = error != SF_ERR_NO_ERROR && error != SF_ERR_UNRECOGNISED_FORMAT;
        return has_text ? sf_error_number(error) : "libsndfile refuses it";
    };
    std::vector<std::byte> bytes;
    {
        sndfile_output output{std::unique_ptr<byte_sink>(new memory_sink(bytes))};
        auto const file = open_for_writing(output, settings);
        if (!file) return error_text(sf_error(nullptr));
        constexpr std::array<short, 1024> silence{};   // a sample frame of the most channels
        if (sf_writef_short(file.get(), silence.data(), 1) != 1) return error_text(sf_error(file.get()));
    }
    if (container_code(settings.format.format) == SF_FORMAT_RAW) return {};   // holds no rate
    sndfile_input input{std::unique_ptr<byte_source>(new memory_source(bytes)), 0, sndfile_input::pipe_mode::detect};
    auto callbacks = sndfile_input::callbacks();
    SF_INFO found{};
    sndfile_ptr const file{sf_open_virtual(&callbacks, SFM_READ, &found, &input)};
    if (!file) return "libsndfile cannot read it again";
    if (found.samplerate != settings.format.samplerate) return message("it would be read as ", found.samplerate, " Hz");
    return {};
}

}   // namespace symphonic::detail
#endif
