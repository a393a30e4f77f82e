// SPDX-License-Identifier: MIT
// encoder: an audio file that is being written, as libsndfile sees it, with the samples of PCM made by our own kernels.
#ifndef SYMPHONIC_IO_DETAIL_SNDFILE_ENCODER_HPP
#define SYMPHONIC_IO_DETAIL_SNDFILE_ENCODER_HPP

#include <algorithm>
#include <array>

#include <symphonic/io/detail/pcm_layout.hpp>
#include <symphonic/io/detail/sndfile_output.hpp>
#include <symphonic/io/detail/utf8.hpp>
#include <symphonic/io/tags.hpp>

namespace symphonic::detail {

/// Throws io_error with a cause and no name: who made it knows the name. libsndfile keeps its address.
class encoder {
public:
    struct settings {
        SF_INFO format{};
        std::optional<double> quality{}, compression{};
    };

    /// Whether libsndfile would write that: empty, or why not. It accepts some that it fails to write after all.
    [[nodiscard]] static std::string refusal(const settings& asked) {
        byte_output nowhere{[] { return no_sink{}; }};
        auto const file = open(nowhere, asked);
        if (!file) return open_failure();
        constexpr std::array<short, 1024> silence{};
        return sf_writef_short(file.get(), silence.data(), 1) == 1 ? "" : sf_strerror(file.get());
    }

    /// Into the sink that `open_sink` makes.
    template <class Open>
    encoder(Open&& open_sink, const settings& asked, const tags& tags)
        : output_(open_sink), file_(open(output_, asked)), channels_(static_cast<std::size_t>(asked.format.channels)),
          plain_(plain_format(asked.format.format)), bits_(bits(asked.format.format)),
          clipped_(lossy(asked.format.format)) {
        if (!file_) throw io_error(output_.failure().empty() ? open_failure() : output_.failure());
        set_tags(tags, asked.format.format);
        if (plain_) order_ = byte_order(file_.get());
        if (plain_) bytes_.resize(piece() * bytes_per_sample(*plain_));
        else if (bits_ == 16) shorts_.resize(piece());
        else if (bits_ > 0) integers_.resize(piece());
    }
    encoder(const encoder&) = delete;
    encoder& operator=(const encoder&) = delete;
    /// What was written is a whole file, unless it was to be put in its place by close().
    ~encoder() {
        file_.reset();
        try {
            if (!closed_) output_.commit(false);
        } catch (...) {
            closed_ = true;   // close() would have told
        }
    }

    [[nodiscard]] std::int64_t length() const noexcept { return output_.length(); }   ///< in bytes, so far
    [[nodiscard]] std::int64_t frames() const noexcept { return frames_; }            ///< sample frames, so far
    /// Whole sample frames, in pieces. What was written before it throws, stays.
    template <class T> void write(std::span<const T> samples) {
        for (std::size_t at = 0; at < samples.size(); at += piece()) {
            auto const now = samples.subspan(at, std::min(piece(), samples.size() - at));
            if (!write_piece(now))
                throw io_error(output_.failure().empty() ? sf_strerror(file_.get()) : output_.failure());
            frames_ += static_cast<std::int64_t>(now.size() / channels_);
        }
    }

    /// Throws io_error if anything since it was made could not be written.
    void close() {
        closed_ = true;
        int const error = sf_close(file_.release());
        auto failure = output_.failure();
        if (failure.empty() && error != SF_ERR_NO_ERROR) failure = sf_error_number(error);
        try {
            output_.commit(failure.empty());
        } catch (const io_error& e) {
            if (failure.empty()) failure = e.what();   // the first is the one to tell
        }
        if (!failure.empty()) throw io_error(failure);
    }

private:
    [[nodiscard]] static sndfile_handle open(byte_output& to, const settings& asked) {
        auto calls = byte_output::calls();
        auto format = asked.format;
        sndfile_handle file{sf_open_virtual(&calls, SFM_WRITE, &format, &to)};
        if (!file) return file;
        // The peaks that libsndfile notes in files of floats carry the time of day, and it does not see them in bytes.
        sf_command(file.get(), SFC_SET_ADD_PEAK_CHUNK, nullptr, SF_FALSE);
        if (auto quality = asked.quality)
            sf_command(file.get(), SFC_SET_VBR_ENCODING_QUALITY, &*quality, sizeof *quality);
        if (auto compression = asked.compression)
            sf_command(file.get(), SFC_SET_COMPRESSION_LEVEL, &*compression, sizeof *compression);
        return file;
    }

    /// A container without tags refuses them: they are dropped.
    [[gnu::cold]] void set_tags(const tags& tags, int format) {
        auto const major = format & SF_FORMAT_TYPEMASK;
        bool const utf8 = major == SF_FORMAT_FLAC || major == SF_FORMAT_OGG || major == SF_FORMAT_CAF;
        for (auto const& entry : tag_entries) {
            auto value = utf8 ? to_utf8(tags.*entry.text) : tags.*entry.text;
            if (entry.id == SF_STR_SOFTWARE) cut_software(value);
            if (!value.empty()) sf_set_string(file_.get(), entry.id, value.c_str());
        }
    }
    /// Cuts `software` to the 127 bytes that libsndfile keeps, between two characters: libFLAC crashes on half a character.
    static void cut_software(std::string& text) {
        std::size_t end = 127;
        if (text.size() <= end) return;
        if (is_utf8(text))
            while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
        text.resize(end);
    }

    /// Samples that are converted at a time, whole sample frames of up to 1024 channels.
    [[nodiscard]] std::size_t piece() const noexcept { return most / channels_ * channels_; }
    static constexpr std::size_t most = 8192;

    template <class T> [[nodiscard]] bool write_piece(std::span<const T> samples) {
        auto const n = static_cast<sf_count_t>(samples.size());
        if (plain_) {
            auto const bytes = std::span{bytes_}.first(samples.size() * bytes_per_sample(*plain_));
            to_pcm(samples, *plain_, order_, bytes);
            auto const size = static_cast<sf_count_t>(bytes.size());
            return sf_write_raw(file_.get(), bytes.data(), size) == size;
        }
        if (bits_ == 16) {   // sf_write_int flips the sign of full-scale negative A-law and mu-law samples
            auto const shorts = std::span{shorts_}.first(samples.size());
            to_pcm(samples, pcm::s16, std::endian::native, std::as_writable_bytes(shorts));
            return sf_write_short(file_.get(), shorts.data(), n) == n;
        }
        if (bits_ > 0) {   // in the upper bits of int, as libsndfile takes them
            on_samples<float_to_int_kernel>(samples, integers_.data(), bits_);
            for (std::int32_t& i : std::span{integers_}.first(samples.size())) i *= std::int32_t{1} << (32 - bits_);
            return sf_write_int(file_.get(), integers_.data(), n) == n;
        }
        if (!clipped_) return write_floats(samples.data(), n);
        std::array<T, most> values;   // encoders do not survive NaN
        for (std::size_t i = 0; i < samples.size(); ++i)
            values[i] = samples[i] == samples[i] ? std::clamp(samples[i], T(-1), T(1)) : T(0);
        return write_floats(values.data(), n);
    }
    [[nodiscard]] bool write_floats(float const* x, sf_count_t n) { return sf_write_float(file_.get(), x, n) == n; }
    [[nodiscard]] bool write_floats(double const* x, sf_count_t n) { return sf_write_double(file_.get(), x, n) == n; }

    /// Of the integers that an encoding is made from; 0: it is made from floating point.
    [[nodiscard]] static int bits(int format) noexcept {
        switch (format & SF_FORMAT_SUBMASK) {
        case SF_FORMAT_FLOAT:
        case SF_FORMAT_DOUBLE:
        case SF_FORMAT_VORBIS:
        case 0x0064:   // Opus
        case 0x0082: return 0;
        case SF_FORMAT_PCM_S8:
        case SF_FORMAT_PCM_U8:
        case SF_FORMAT_DPCM_8: return 8;
        case SF_FORMAT_DWVW_12: return 12;
        case 0x0071: return 20;   // ALAC
        case SF_FORMAT_PCM_24:
        case SF_FORMAT_DWVW_24:
        case 0x0072: return 24;
        case SF_FORMAT_PCM_32:
        case 0x0073: return 32;
        default: return 16;
        }
    }
    [[nodiscard]] static bool lossy(int format) noexcept {
        auto const subtype = format & SF_FORMAT_SUBMASK;
        return subtype == SF_FORMAT_VORBIS || subtype == 0x0064 || subtype == 0x0082;
    }

    byte_output output_;   // before what writes to it
    sndfile_handle file_;
    std::size_t channels_;
    std::optional<pcm> plain_;
    std::endian order_ = std::endian::native;   // of plain samples
    int bits_;
    bool clipped_, closed_ = false;
    std::int64_t frames_ = 0;
    std::vector<std::byte> bytes_;
    std::vector<std::int16_t> shorts_;
    std::vector<std::int32_t> integers_;
};

}   // namespace symphonic::detail
#endif
