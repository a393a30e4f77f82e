// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_DETAIL_SNDFILE_ENCODER_HPP
#define SYMPHONIC_IO_DETAIL_SNDFILE_ENCODER_HPP

#include <array>
#include <vector>

#include <symphonic/io/detail/close_sndfile.hpp>
#include <symphonic/io/detail/pcm_layout.hpp>
#include <symphonic/io/detail/tag_table.hpp>

namespace symphonic::detail {

/// What an encoder needs to know besides the samples.
struct encoder_settings {
    SF_INFO format{};
    std::optional<double> quality{}, compression{};
    std::uint64_t max_bytes = 0;   // largest file; 0: no limit
    symphonic::tags tags{};        // as the format holds them: see stored_tags()
};

/// Opens an output for libsndfile. Returns null if libsndfile refuses the format.
[[nodiscard, gnu::cold]] inline sndfile_ptr open_for_writing(sndfile_output& output, const encoder_settings& settings) {
    auto callbacks = sndfile_output::callbacks();
    auto format = settings.format;
    sndfile_ptr file{sf_open_virtual(&callbacks, SFM_WRITE, &format, &output)};
    if (!file) return file;
    // libsndfile's peak chunk in files of floats holds the time of day, and libsndfile finds no peaks in samples
    // written as bytes.
    sf_command(file.get(), SFC_SET_ADD_PEAK_CHUNK, nullptr, SF_FALSE);
    if (auto quality = settings.quality)
        sf_command(file.get(), SFC_SET_VBR_ENCODING_QUALITY, &*quality, sizeof *quality);
    if (auto compression = settings.compression)
        sf_command(file.get(), SFC_SET_COMPRESSION_LEVEL, &*compression, sizeof *compression);
    output.finish_header();
    return file;
}

/// Encodes samples with libsndfile into a byte sink; the library's kernels convert PCM. Throws io_error with the cause
/// only: the caller knows the name.
class sndfile_encoder {
public:
    [[gnu::cold]] sndfile_encoder(std::unique_ptr<byte_sink> sink, const encoder_settings& settings)
        : output_(std::move(sink)), file_(open_for_writing(output_, settings)), format_(settings.format),
          channels_(static_cast<std::size_t>(settings.format.channels)), max_bytes_(settings.max_bytes),
          integer_bits_(integer_bits(settings.format.format)), clips_(clips(settings.format.format)) {
        if (!output_.failure().empty()) throw io_error(output_.failure());
        if (!file_) throw io_error(sndfile_open_error());
        set_tags(settings.tags);
        layout_ = pcm_layout_of(file_.get(), settings.format.format);
        if (layout_) bytes_.resize(batch() * bytes_per_sample(layout_->format));
    }
    sndfile_encoder(const sndfile_encoder&) = delete;
    sndfile_encoder& operator=(const sndfile_encoder&) = delete;
    /// Ends the file as close() does, without reporting errors. An atomic file is discarded.
    ~sndfile_encoder() {
        if (closed_) return;
        try {
            end(false);
        } catch (...) {   // close() reports errors
            closed_ = true;
        }
    }

    [[nodiscard]] std::int64_t frames() const noexcept { return frames_; }   ///< sample frames written

    /// Writes whole sample frames. Samples before an error stay in the file.
    template <class T> void write(std::span<const T> samples) {
        for (std::size_t at = 0; at < samples.size(); at += batch()) {
            auto const part = samples.subspan(at, std::min(batch(), samples.size() - at));
            check_limit(part.size());
            if (!write_batch(part))
                throw io_error(output_.failure().empty() ? sf_strerror(file_.get()) : output_.failure());
            frames_ += static_cast<std::int64_t>(part.size() / channels_);
        }
    }

    /// Ends the file. Throws io_error if anything could not be written since the encoder was made. Opus without samples
    /// cannot be read again, so such a file is removed.
    void close() {
        closed_ = true;
        end(true);
    }

private:
    [[gnu::cold]] void end(bool complete) {
        int const error = close_sndfile(std::move(file_), output_, format_, frames_);
        auto failure = output_.failure();
        if (failure.empty() && error != SF_ERR_NO_ERROR) failure = sf_error_number(error);
        if (failure.empty() && frames_ == 0 && encoding_code(format_.format) == sf_opus) {
            output_.discard();
            throw io_error("0 sample frames were written, and Opus needs 1 or more");
        }
        try {
            output_.commit(complete && failure.empty());
        } catch (const io_error& e) {
            if (failure.empty()) failure = e.what();   // report the first failure
        }
        if (!failure.empty()) throw io_error(failure);
    }
    [[gnu::cold]] void set_tags(const tags& tags) {
        for (auto const& entry : tag_entries)
            if (auto const& text = tags.*entry.text; !text.empty())
                if (int const error = sf_set_string(file_.get(), entry.code, text.c_str()); error != SF_ERR_NO_ERROR)
                    throw io_error("the tag ", entry.name, ": ", sf_error_number(error));
    }

    /// Throws io_error if `samples` more samples, of up to 8 bytes each, might exceed the sizes in the header:
    /// libsndfile does not check that.
    void check_limit(std::size_t samples) const {
        if (max_bytes_ != 0 && static_cast<std::uint64_t>(output_.length()) + 8 * samples > max_bytes_)
            throw io_error("such a file holds up to ", (max_bytes_ >> 20) + 1, " MiB; rf64, w64 and caf hold more");
    }

    /// Samples that are converted together: whole sample frames of up to 1024 channels.
    [[nodiscard]] std::size_t batch() const noexcept { return max_batch / channels_ * channels_; }
    static constexpr std::size_t max_batch = 8192;

    template <class T> [[nodiscard]] bool write_batch(std::span<const T> samples) {
        auto const n = static_cast<sf_count_t>(samples.size());
        if (layout_) {
            auto const bytes = std::span{bytes_}.first(samples.size() * bytes_per_sample(layout_->format));
            to_pcm(samples, layout_->format, layout_->order, bytes);
            auto const size = static_cast<sf_count_t>(bytes.size());
            return sf_write_raw(file_.get(), bytes.data(), size) == size;
        }
        if (integer_bits_ == 16) {   // sf_write_int flips the sign of full-scale negative A-law and mu-law samples
            std::array<std::int16_t, max_batch> shorts;
            auto const bytes = std::as_writable_bytes(std::span{shorts}).first(2 * samples.size());
            to_pcm(samples, pcm::s16, std::endian::native, bytes);
            return sf_write_short(file_.get(), shorts.data(), n) == n;
        }
        if (integer_bits_ > 0) {   // libsndfile takes them in the upper bits of an int
            std::array<std::int32_t, max_batch> integers;
            on_samples<float_to_int_kernel>(samples, integers.data(), integer_bits_);
            for (std::size_t i = 0; i < samples.size(); ++i) integers[i] *= std::int32_t{1} << (32 - integer_bits_);
            return sf_write_int(file_.get(), integers.data(), n) == n;
        }
        if (!clips_) return write_floats(samples.data(), n);
        std::array<T, max_batch> clipped;   // NaN crashes the encoders
        for (std::size_t i = 0; i < samples.size(); ++i)
            clipped[i] = samples[i] == samples[i] ? std::clamp(samples[i], T(-1), T(1)) : T(0);
        return write_floats(clipped.data(), n);
    }
    [[nodiscard]] bool write_floats(float const* x, sf_count_t n) { return sf_write_float(file_.get(), x, n) == n; }
    [[nodiscard]] bool write_floats(double const* x, sf_count_t n) { return sf_write_double(file_.get(), x, n) == n; }

    /// Returns the bits of the integers that an encoding is made from, or 0 if it is made from floating point.
    [[nodiscard]] static int integer_bits(int format) noexcept {
        switch (encoding_code(format)) {
        case SF_FORMAT_FLOAT:
        case SF_FORMAT_DOUBLE:
        case SF_FORMAT_VORBIS:
        case sf_opus:
        case sf_mpeg_layer_3: return 0;
        case SF_FORMAT_PCM_S8:
        case SF_FORMAT_PCM_U8:
        case SF_FORMAT_DPCM_8: return 8;
        case SF_FORMAT_DWVW_12: return 12;
        case sf_alac_20: return 20;
        case SF_FORMAT_PCM_24:
        case SF_FORMAT_DWVW_24:
        case sf_alac_24: return 24;
        case SF_FORMAT_PCM_32:
        case sf_alac_32: return 32;
        default: return 16;
        }
    }
    /// True for lossy encodings made from floating point: samples beyond -1 to 1 are clipped for them.
    [[nodiscard]] static bool clips(int format) noexcept {
        auto const code = encoding_code(format);
        return code == SF_FORMAT_VORBIS || code == sf_opus || code == sf_mpeg_layer_3;
    }

    sndfile_output output_;   // before file_, which writes to it
    sndfile_ptr file_;
    SF_INFO format_;
    std::size_t channels_;
    std::uint64_t max_bytes_;
    std::optional<pcm_layout> layout_{};   // empty: libsndfile converts the samples
    int integer_bits_;
    bool clips_, closed_ = false;
    std::int64_t frames_ = 0;
    std::vector<std::byte> bytes_{};   // a batch of PCM
};

}   // namespace symphonic::detail
#endif
