// SPDX-License-Identifier: MIT
// writer: an audio file, written in pieces.
#ifndef SYMPHONIC_IO_WRITER_HPP
#define SYMPHONIC_IO_WRITER_HPP

#include <algorithm>
#include <array>
#include <filesystem>

#include <symphonic/core/block.hpp>
#include <symphonic/io/container.hpp>
#include <symphonic/io/detail/sndfile_encoder.hpp>
#include <symphonic/io/detail/whole_rate.hpp>

namespace symphonic {

struct writer_options {
    double sample_rate = 0;   ///< in Hz, a whole number; to be given
    int channels = 1;         ///< 1 to 1024, or what the container holds
    symphonic::encoding encoding = symphonic::encoding::automatic;
    symphonic::container container = symphonic::container::automatic;
    std::optional<double> quality{};       ///< 0 to 1, best: Vorbis, Opus and MP3
    std::optional<double> compression{};   ///< 0, fastest, to 1, smallest: FLAC
    /// Tags that the container cannot store are dropped. libsndfile adds its own name to `software` and cuts it to 127 bytes.
    /// FLAC, Ogg and CAF hold UTF-8: text that is not UTF-8 is taken for Windows-1252 (a superset of Latin-1) and converted;
    /// the noncharacters U+FFFE and U+FFFF become U+FFFD. WAV, RF64 and AIFF hold the bytes as they are. MP3 holds Latin-1:
    /// non-ASCII UTF-8 is written unchanged. A zero byte throws argument_error.
    symphonic::tags tags{};
    /// Writes a file beside, which close() puts in place of the old one: there is the old one or the new, never a part.
    bool atomic = false;
};

/// Writes an audio file, from the first sample frame to the last.
///   in        interleaved samples of float, double or int16, in whole sample frames; blocks of as many channels
///   range     -1 to 1. Beyond that, integers and lossy encodings get the end of their range, and 0 for NaN; float32
///             and float64 keep what there is. PCM has full scale 2^(bits-1): what a reader gave is written as it was
///   errors    when made, argument_error: what the container cannot hold, before a file is touched; io_error: what
///             cannot be opened. write and close, io_error: a full disk, say. What was written before it is a whole
///             file then
///   limits    libsndfile counts one sample frame too many where one channel of 8 bits in AIFF has an odd length
///   cost      after it is made only what the encoders of libsndfile allocate
/// Move-only. close() ends the file and tells whether all of it is there; the destructor ends it too, and cannot tell.
/// An `atomic` one that is not closed leaves nothing.
class writer {
public:
    explicit writer(const std::filesystem::path& path, const writer_options& options)
        : writer(path.string(), options, path, [&] { return detail::file_sink{path, options.atomic}; }) {}
    /// From where the stream stands, which has to be sought for most containers, and must outlive the writer. The
    /// container is to be given.
    explicit writer(std::ostream& stream, const writer_options& options)
        : writer("a stream", options, {}, [&] { return detail::stream_sink{stream}; }) {}

    /// Samples of all channels, interleaved.
    template <sample_range R> void write(const R& samples) {
        using T = detail::sample_in<R>;
        std::span<const T> const given{detail::data_of(samples), detail::size_of(samples)};
        if (given.size() % channels() != 0)
            throw argument_error("write: ", given.size(), " samples are not a multiple of ", channels(), " channels");
        if constexpr (std::integral<T>) {
            std::array<float, 4096> floats;
            auto const step = floats.size() / channels() * channels();
            for (std::size_t at = 0; at < given.size(); at += step) {
                auto const now = given.subspan(at, std::min(step, given.size() - at));
                convert(now, std::span{floats}.first(now.size()));
                put(std::span<const float>{floats}.first(now.size()));
            }
        } else {
            put(given);
        }
    }
    template <std::floating_point T> void write(block<T> samples) {
        if (static_cast<std::size_t>(samples.channels()) != channels())
            throw argument_error("write: a block of ", samples.channels(), " channels, expected ", channels());
        write(samples.samples());
    }

    /// Ends the file. Throws io_error if anything of it could not be written, now or before. Closing twice does
    /// nothing.
    void close() {
        if (!encoder_) return;
        auto const ending = std::move(encoder_);
        frames_ = ending->frames();
        named([&] { ending->close(); });
    }

    /// Sample frames that were written.
    [[nodiscard]] std::int64_t frames() const noexcept { return encoder_ ? encoder_->frames() : frames_; }

private:
    template <class Open>
    writer(std::string name, const writer_options& options, const std::filesystem::path& path, Open open)
        : name_(std::move(name)) {
        auto const settings = resolve(options, path);
        channels_ = static_cast<std::size_t>(options.channels);
        most_ = find_container(options, path).most;
        named([&] { encoder_ = detail::handle<detail::encoder>(new detail::encoder(open, settings, options.tags)); });
    }

    /// What the options ask of libsndfile. Throws argument_error for what cannot be had.
    [[nodiscard]] static detail::encoder::settings resolve(const writer_options& options,
                                                           const std::filesystem::path& path) {
        auto const& kind = find_container(options, path);
        auto const wanted = options.encoding == encoding::automatic ? kind.usual : options.encoding;
        detail::encoder::settings found{.quality = options.quality, .compression = options.compression};
        found.format.samplerate = detail::whole_rate(options.sample_rate);
        found.format.channels = options.channels;
        if (found.format.samplerate == 0)
            throw argument_error("writer: sample_rate is ", options.sample_rate,
                                 ", expected a whole number of Hz, 1 or more");
        if (options.channels < 1 || options.channels > 1024)
            throw argument_error("writer: channels is ", options.channels, ", expected 1 to 1024");
        char const* name = "what is no encoding to write";
        for (auto const& e : detail::encodings) {
            if (e.value != wanted) continue;
            name = e.name;
            found.format.format = kind.major | e.subtype;
            if (sf_format_check(&found.format) != 0) break;
            found.format.format = 0;
        }
        auto const refusal = found.format.format == 0 ? "" : detail::encoder::refusal(found);
        if (found.format.format == 0 || !refusal.empty())
            throw argument_error("writer: ", kind.name, " cannot hold ", name, " in ", options.channels,
                                 " channels at ", options.sample_rate, " Hz", refusal.empty() ? "" : ": ",
                                 refusal.c_str());
        for (auto const& entry : detail::tag_entries)
            if (auto const at = (options.tags.*entry.text).find('\0'); at != std::string::npos)
                throw argument_error("writer: the tag ", entry.name, " has a zero byte at ", at, ", expected none");
        require_part(options.quality, "quality", "Vorbis, Opus and MP3",
                     wanted == encoding::vorbis || wanted == encoding::opus || wanted == encoding::mp3);
        require_part(options.compression, "compression", "FLAC", kind.value == container::flac);
        return found;
    }
    [[nodiscard]] static const detail::container_entry& find_container(const writer_options& options,
                                                                       const std::filesystem::path& path) {
        auto const* by_name = detail::container_by_extension(path.native());
        bool const asked = options.container != container::automatic;
        if (by_name != nullptr && by_name->major != 0 && (!asked || by_name->value == options.container))
            return *by_name;
        if (asked)
            for (auto const& c : detail::containers)
                if (c.value == options.container && c.major != 0) return c;
        throw argument_error("writer: no container is known by the extension \"", path.extension().c_str(),
                             "\"; give .container, or a path that ends in .wav, .flac, .ogg, .opus, .mp3, .aiff, .caf, "
                             ".w64, .rf64, .au, ...");
    }
    static void require_part(const std::optional<double>& value, char const* name, char const* where, bool there) {
        if (!value) return;
        if (!there) throw argument_error("writer: ", name, " is for ", where, " alone");
        if (!(*value >= 0 && *value <= 1)) throw argument_error("writer: ", name, " is ", *value, ", expected 0 to 1");
    }

    template <class T> void put(std::span<const T> samples) {
        named([&] {
            if (!encoder_) throw io_error("it is closed");
            std::size_t const step = (std::size_t{1} << 16) / channels() * channels();
            for (std::size_t at = 0; at < samples.size(); at += step) {
                auto const now = samples.subspan(at, std::min(step, samples.size() - at));
                // libsndfile does not look whether the sizes in the header can count that; no sample takes more than 8.
                if (most_ != 0 && static_cast<std::uint64_t>(encoder_->length()) + 8 * now.size() > most_)
                    throw io_error("such a file holds up to " + std::to_string((most_ >> 20) + 1) +
                                   " MiB; rf64, w64 and caf hold more");
                encoder_->write(now);
            }
        });
    }

    /// Calls f, and tells in the message of its io_error which file it was.
    void named(auto&& f) const {
        try {
            f();
        } catch (const io_error& e) {
            throw io_error("cannot write " + name_ + ": " + e.what());
        }
    }
    [[nodiscard]] std::size_t channels() const noexcept { return channels_; }

    std::string name_;   // what it is, for messages
    std::size_t channels_ = 1;
    std::uint64_t most_ = 0;                    // bytes of a file; 0: no limit
    detail::handle<detail::encoder> encoder_;   // null when closed
    std::int64_t frames_ = 0;
};

}   // namespace symphonic
#endif
