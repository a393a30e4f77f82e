// SPDX-License-Identifier: MIT
// decoder: an open audio file as libsndfile sees it, with the samples of PCM converted by our own kernels.
#ifndef SYMPHONIC_IO_DETAIL_SNDFILE_DECODER_HPP
#define SYMPHONIC_IO_DETAIL_SNDFILE_DECODER_HPP

#include <array>

#include <symphonic/io/detail/header_length.hpp>
#include <symphonic/io/detail/pcm_layout.hpp>
#include <symphonic/io/detail/whole_rate.hpp>
#include <symphonic/io/file_info.hpp>
#include <symphonic/io/reader_options.hpp>

namespace symphonic {

namespace detail {

/// Throws io_error with a cause and no name: who made it knows the name.
class decoder {
public:
    /// `path`: of a file that has one, for what libsndfile knows by its name alone.
    [[gnu::cold]] decoder(handle<byte_source> source, const file_path& path, std::size_t spool_bytes,
                          const std::optional<raw_format>& raw)
        : input_(new byte_input(std::move(source), spool_bytes, order_of_reading(raw))) {
        if (raw) prepare(*raw);
        requested_ = found_;
        try {
            open();
        } catch (const io_error&) {
            if (source_failed_) throw;
            if (input_->forward_only()) input_->spool();   // what asks for its length, perhaps
            else if (!mend_caf() && !known_by_name(path)) throw;
            open();
        }
        if (input_->forward_only() && in_blocks()) {
            input_->spool();
            open();
        }
        if (found_.frames == 0 && by_name_.empty() && header{*input_}.mend_wav()) {
            cut_short_ = !input_->forward_only();
            open();
        }
        input_->opened();
        take_in();
    }

    [[nodiscard]] int channels() const noexcept { return found_.channels; }
    [[nodiscard]] double sample_rate() const noexcept { return found_.samplerate; }
    [[nodiscard]] std::int64_t frames() const noexcept { return frames_; }   ///< -1: unknown
    [[nodiscard]] bool seekable() const noexcept {
        auto const subtype = found_.format & SF_FORMAT_SUBMASK;   // libsndfile takes DWVW for seekable
        bool const dwvw = subtype == SF_FORMAT_DWVW_12 || subtype == SF_FORMAT_DWVW_16 || subtype == SF_FORMAT_DWVW_24;
        return !input_->forward_only() && found_.seekable != 0 && !dwvw;
    }
    [[nodiscard]] file_info info() const { return describe(file_.get(), found_.format); }

    /// Whole sample frames into `out`, as many as fit or as there are; fewer too where failure() says so.
    template <std::floating_point T> [[nodiscard]] std::size_t read(std::span<T> out) {
        failure_.clear();
        if (lost_) failure_ = "the place was lost in a seek that failed";
        if (lost_) return 0;
        auto const width = static_cast<std::size_t>(found_.channels);
        out = out.first(out.size() / width * width);
        auto got = plain_ ? read_plain(out, *plain_) : decode(out);
        failure_ = input_->take_failure();
        if (in_blocks() && (input_->take_shortfall() || !failure_.empty())) got = 0;
        if (int const error = sf_error(file_.get()); failure_.empty() && error != SF_ERR_NO_ERROR)
            failure_ = sf_error_number(error);
        return got;
    }
    [[nodiscard]] const std::string& failure() const noexcept { return failure_; }

    /// The next sample read is that of `frame`, in the same bits as if all before had been decoded. Throws io_error.
    [[gnu::cold]] void seek(std::int64_t frame) {
        if (input_->forward_only()) fail({"what comes from a pipe cannot be sought"});
        if (!seekable()) fail({"its encoding cannot be sought"});
        if (std::exchange(lost_, true)) open();   // until it is found
        std::int64_t from = frame;
        switch (found_.format & SF_FORMAT_SUBMASK) {
        case SF_FORMAT_VORBIS:
        case 0x0064: from = std::max<std::int64_t>(frame - 16384, 0); break;   // Opus; blocks overlap, up to 8192 long
        case 0x0080:
        case 0x0081:
        case 0x0082:
            // MPEG audio. Frames draw on the bits of those before, and the phase of the decoder's filter, which it
            // keeps when it is sought, shows in the last bit: start afresh, two frames being its period.
            open();
            from = std::max<std::int64_t>(frame - 11520, 0) / 2304 * 2304;
            break;
        default: break;
        }
        static_cast<void>(input_->take_shortfall());   // of before
        go_to(from);
        lost_ = false;
        try {
            skip(frame - from);
        } catch (...) {
            lost_ = true;
            throw;
        }
    }
    /// Decodes sample frames that nobody wants, and says how many there were. Throws io_error.
    std::int64_t skip(std::int64_t frames) {
        std::array<float, 4096> unwanted;
        auto const most = static_cast<std::int64_t>(unwanted.size()) / found_.channels;
        std::int64_t done = 0;
        while (done < frames) {
            auto const now = static_cast<std::size_t>(std::min(most, frames - done) * found_.channels);
            auto const got = read(std::span<float>{unwanted}.first(now));
            if (!failure_.empty()) fail({failure_});
            if (got == 0) break;
            done += static_cast<std::int64_t>(got);
        }
        return done;
    }

    /// What the header says, be it possible or not; -1: nothing.
    [[nodiscard]] std::int64_t claimed_frames() const noexcept { return claimed_; }
    [[nodiscard]] bool plain() const noexcept { return plain_.has_value(); }

    /// Whether the bytes, all of which were decoded, end before the header says. As far as headers say that: Ogg marks
    /// its last page; of MPEG audio and of what comes by name nothing is known.
    [[nodiscard, gnu::cold]] bool cut_short(std::int64_t decoded) {
        if (cut_short_ || decoded < claimed_) return true;
        if (!by_name_.empty() || input_->forward_only()) return false;
        auto const kind = kind_of(found_.format);
        if (kind == container::ogg) return !ends_with_last_page();
        auto const samples = header{*input_}.samples(kind);
        return samples && samples->size > input_->length() - samples->begin;
    }

private:
    [[nodiscard]] static container kind_of(int format) noexcept {
        auto const* const known = container_of(format);
        return known != nullptr ? known->value : container::other;
    }
    /// Decoders of blocks go on for ever when they do not know where the end is.
    [[nodiscard]] static byte_input::order order_of_reading(const std::optional<raw_format>& raw) {
        if (!raw) return byte_input::order::look;
        using enum encoding;
        switch (raw->encoding) {
        case pcm8:
        case pcm_u8:
        case pcm16:
        case pcm24:
        case pcm32:
        case float32:
        case float64:
        case alaw:
        case ulaw: return byte_input::order::stream;
        default: return byte_input::order::spool;
        }
    }
    [[gnu::cold]] void prepare(const raw_format& raw) {
        found_.samplerate = whole_rate(raw.sample_rate);
        found_.channels = raw.channels;
        for (auto const& e : encodings)
            if (e.value == raw.encoding && found_.format == 0)
                found_.format =
                    SF_FORMAT_RAW | e.subtype | (raw.order == std::endian::big ? SF_ENDIAN_BIG : SF_ENDIAN_LITTLE);
        if (found_.samplerate == 0 || sf_format_check(&found_) == 0) {
            // Encodings in bytes have no order, and libsndfile wants to hear of none.
            found_.format &= ~SF_FORMAT_ENDMASK;
            if (found_.samplerate == 0 || sf_format_check(&found_) == 0)
                throw argument_error(
                    "reader: raw samples of ", raw.channels, " channels at ", raw.sample_rate,
                    " Hz, expected 1 to 1024 channels, a whole number of Hz and an encoding that needs "
                    "no header");
        }
    }

    /// Files without a header, of two files, and of MPEG audio behind something else. (Of .au and .snd libsndfile would
    /// make noise, if only by their names.)
    [[nodiscard, gnu::cold]] bool known_by_name(const file_path& path) {
        constexpr std::string_view names = " vox vox6 vox8 gsm mp3 sd2 ";
        auto const extension = spaced_extension(path.text());
        bool const known = !extension.empty() && names.find(extension) != names.npos;
        if (known) by_name_ = path;
        return known;
    }
    /// Again, too: buffers were made for what was found first.
    [[gnu::cold]] void open() {
        auto found = requested_;
        auto calls = byte_input::calls();
        calls.seek(0, SEEK_SET, input_.get());
        sndfile_handle file{by_name_.empty() ? sf_open_virtual(&calls, SFM_READ, &found, input_.get())
                                             : sf_open(by_name_.c_str(), SFM_READ, &found)};
        auto const cause = input_->take_failure();
        source_failed_ = !cause.empty();
        if (source_failed_) fail({cause});
        if (!file) fail({open_failure()});
        if (taken_in_ && (found.channels != found_.channels || found.format != found_.format))
            fail({"it has become another file"});
        file_ = std::move(file);
        found_ = found;
    }
    [[nodiscard, gnu::cold]] bool mend_caf() {
        auto const mended = header{*input_}.mend_caf();
        cut_short_ = mended == header::mended::cut_short;
        return mended != header::mended::nothing;
    }

    /// Checks what the header claims before anything is made of it.
    [[gnu::cold]] void take_in() {
        if (found_.channels < 1 || found_.channels > 1024 || found_.samplerate < 1)
            fail({"it claims ", found_.channels, " channels at ", found_.samplerate, " Hz"});
        int const rate = found_.samplerate;   // libsndfile's for what it cannot hold
        if ((rate == 1 || rate == 800'000'000 || rate == 1 << 26) &&
            (found_.format & SF_FORMAT_TYPEMASK) == SF_FORMAT_AIFF &&
            !(__builtin_fabs(header{*input_}.aiff_rate() - rate) < 1))
            fail({"its sample rate is no number of Hz from 1 to 2^31"});
        plain_ = plain_format(found_.format);
        if (plain_) order_ = byte_order(file_.get());
        frames_ = found_.frames < 0 || found_.frames == SF_COUNT_MAX ? -1 : found_.frames;
        claimed_ = frames_;
        taken_in_ = true;
        if (frames_ < 0) return;
        if (input_->forward_only()) {
            auto const samples = header{*input_}.samples(kind_of(found_.format));
            bool const unsaid = (found_.format & SF_FORMAT_TYPEMASK) == SF_FORMAT_RAW || (samples && samples->size < 0);
            if (unsaid) frames_ = claimed_ = -1;
        } else if (by_name_.empty() && frames_ / most_frames_per_byte > input_->length()) {
            frames_ = -1;
        }
    }
    /// No encoding packs more than a block of 65,535 samples, all the same, into the 10 bytes of a FLAC frame.
    static constexpr std::int64_t most_frames_per_byte = 8192;

    /// Decoders of ADPCM and the like make something of a block that they could not read, and say nothing.
    [[nodiscard]] bool in_blocks() const noexcept {
        switch (found_.format & SF_FORMAT_SUBMASK) {
        case SF_FORMAT_PCM_S8:
        case SF_FORMAT_PCM_U8:
        case SF_FORMAT_PCM_16:
        case SF_FORMAT_PCM_24:
        case SF_FORMAT_PCM_32:
        case SF_FORMAT_FLOAT:
        case SF_FORMAT_DOUBLE:
        case SF_FORMAT_ULAW:
        case SF_FORMAT_ALAW:
        case SF_FORMAT_VORBIS:
        case 0x0064:                 // Opus
        case 0x0082: return false;   // MPEG layer III
        default: return true;
        }
    }

    template <std::floating_point T> [[nodiscard]] std::size_t decode(std::span<T> out) {
        auto const wanted = static_cast<sf_count_t>(out.size() / static_cast<std::size_t>(found_.channels));
        sf_count_t got = 0;
        if constexpr (std::same_as<T, float>) got = sf_readf_float(file_.get(), out.data(), wanted);
        else got = sf_readf_double(file_.get(), out.data(), wanted);
        return static_cast<std::size_t>(std::min(std::max<sf_count_t>(got, 0), wanted));
    }

    template <std::floating_point T> [[nodiscard]] std::size_t read_plain(std::span<T> out, pcm lies) {
        auto const bytes = bytes_per_sample(lies);
        auto const width = bytes * static_cast<std::size_t>(found_.channels);
        constexpr auto same = std::same_as<T, float> ? pcm::f32 : pcm::f64;
        if (lies == same && order_ == std::endian::native)
            return read_bytes(std::as_writable_bytes(out), width) / width;

        constexpr std::size_t piece = 1 << 14;   // about what stays in the first-level cache
        if (raw_.empty()) raw_.resize(std::max(piece / width, std::size_t{1}) * width);
        std::size_t done = 0;
        while (done < out.size()) {
            auto const now = std::min(raw_.size() / bytes, out.size() - done);
            auto const got = read_bytes(std::span{raw_}.first(now * bytes), width) / bytes;
            on_best<from_pcm_kernel>(static_cast<std::byte const*>(raw_.data()), got * bytes, lies,
                                     order_ != std::endian::native, out.data() + done);
            done += got;
            if (got < now) break;
        }
        return done / static_cast<std::size_t>(found_.channels);
    }
    /// Bytes of whole sample frames.
    [[nodiscard]] std::size_t read_bytes(std::span<std::byte> out, std::size_t width) {
        auto const wanted = static_cast<sf_count_t>(out.size());
        auto const got = std::min(std::max<sf_count_t>(sf_read_raw(file_.get(), out.data(), wanted), 0), wanted);
        return static_cast<std::size_t>(got) / width * width;
    }

    [[gnu::cold]] void go_to(std::int64_t frame) {
        auto const reached = sf_seek(file_.get(), frame, SEEK_SET);
        if (auto const cause = input_->take_failure(); !cause.empty()) fail({cause});
        if (reached != frame) fail({"it cannot be sought: ", sf_error_number(sf_error(file_.get()))});
    }

    /// The last page of an Ogg file says that it is. Pages are 65,307 bytes at most.
    [[nodiscard, gnu::cold]] bool ends_with_last_page() {
        std::array<std::byte, 4096> bytes;
        constexpr std::int64_t step = 4096 - 3;   // the mark may lie across two pieces
        auto const length = input_->length(), lowest = std::max<std::int64_t>(length - 65307, 0);
        for (auto at = std::max(length - step, lowest);; at = std::max(at - step, lowest)) {
            auto const got = static_cast<std::int64_t>(input_->peek(at, bytes.data(), bytes.size()));
            for (auto i = got - 4; i >= 0; --i)
                if (std::memcmp(bytes.data() + i, "OggS", 4) == 0) return is_last_page(at + i);
            if (at == lowest) return false;
        }
    }
    [[nodiscard, gnu::cold]] bool is_last_page(std::int64_t at) {
        std::array<std::byte, 27 + 255> head{};   // of up to 255 segments, whose lengths follow
        auto const got = input_->peek(at, head.data(), head.size());
        auto const segments = std::to_integer<std::size_t>(head[26]);
        if (got < 27 + segments || (head[5] & std::byte{4}) == std::byte{}) return false;
        std::int64_t end = at + 27 + static_cast<std::int64_t>(segments);
        for (std::size_t i = 0; i < segments; ++i) end += std::to_integer<std::int64_t>(head[27 + i]);
        return end <= input_->length();
    }

    handle<byte_input> input_;   // before what reads from it
    sndfile_handle file_;
    SF_INFO requested_{}, found_{};
    std::optional<pcm> plain_;
    std::endian order_ = std::endian::native;   // of plain samples
    std::int64_t frames_ = -1, claimed_ = -1;
    file_path by_name_;        // empty: by its bytes
    bool cut_short_ = false;   // known since it was opened
    bool source_failed_ = false, taken_in_ = false, lost_ = false;
    std::vector<std::byte> raw_;   // bytes on their way to the kernels
    std::string failure_;
};

}   // namespace detail
}   // namespace symphonic
#endif
