// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_ISTFT_HPP
#define SYMPHONIC_VIEWS_ISTFT_HPP

#include <symphonic/core/stage.hpp>
#include <symphonic/core/stage_facade.hpp>
#include <symphonic/spectral/detail/overlap_add.hpp>

namespace symphonic {
namespace detail {

template <spectrum_stream Up>
class istft_stream : public buffering_stage_facade<istft_stream<Up>, Up, domain::samples> {
    using T = sample_t<Up>;

public:
    istft_stream(Up up, const stft_options& o)
        : istft_stream::buffering_stage_facade(std::move(up)), options_(matching(o, this->upstream().format())),
          signal_("istft", options_, start()) {}

    bool next() {
        if (this->moved_from()) return false;
        auto& up = this->upstream();
        signal_.clear();
        if (ended_) {
            if (up.ended()) return false;
            signal_.reset();   // the upstream is borrowed and its source was moved by seek()
            ended_ = false;
        }
        while (up.next()) {
            auto const bins = up.get();
            if (bins.size() != signal_.bins())
                throw format_error("istft: a spectrum of ", bins.size(), " bins, expected ", signal_.bins(),
                                   " for a size of ", options_.size);
            signal_.add(bins);
            if (signal_.emit_hop(signal_end(up.format()))) return true;
        }
        if (!up.ended()) return false;
        ended_ = true;
        return signal_.emit_rest(signal_end(up.format()));
    }
    [[nodiscard]] block<const T> get() const noexcept { return {signal_.samples(), 1, signal_.position()}; }
    [[nodiscard]] bool ended() const { return this->moved_from() || (ended_ && this->upstream().ended()); }
    [[nodiscard]] audio_format format() const {
        auto const spectra = this->upstream().format();
        audio_format format{.sample_rate = spectra.sample_rate, .channels = 1, .max_block = options_.size};
        if (spectra.frames >= 0) {
            auto const begin = std::max<std::int64_t>(start(), 0), end = signal_end(spectra);
            format.frames = std::max<std::int64_t>(std::min(end, end_of_last_frame(end)) - begin, 0);
        }
        return format;
    }

private:
    /// Returns the options. Throws format_error if the spectra have another size or hop.
    [[nodiscard]] static stft_options matching(const stft_options& o, const audio_format& spectra) {
        if (spectra.size != 0 && (spectra.size != o.size || spectra.hop != o.hop))
            throw format_error("istft: spectra of size ", spectra.size, " and hop ", spectra.hop, ", expected size ",
                               o.size, " and hop ", o.hop);
        return o;
    }
    /// Position of the first sample under frame 0: from the format, or from the padding if the format is unknown.
    [[nodiscard]] std::int64_t start() const {
        auto const spectra = this->upstream().format();
        if (spectra.size != 0) return spectra.start;
        return first_sample_of_frame(0, options_.size, options_.hop, options_.padding);
    }
    /// Position where the signal ends, -1 if unknown. After views::drop, format().start is the position of the first spectrum
    /// that is left, and format().frames counts from there.
    [[nodiscard]] std::int64_t signal_end(audio_format spectra) const {
        spectra.start = start();
        return spectra.frames < 0 ? -1 : end_position(spectra);
    }
    /// Position where the last frame ends, of a signal that ends at `end`; 0 if there is no frame.
    [[nodiscard]] std::int64_t end_of_last_frame(std::int64_t end) const {
        auto const begin = start(), size = static_cast<std::int64_t>(options_.size);
        auto const hop = static_cast<std::int64_t>(options_.hop);
        auto const kind = begin < 0 ? padding::zero : options_.padding;
        auto const margin = static_cast<std::int64_t>(padding_size(options_.size, kind));
        auto const samples = saturated_sum(end, margin - begin);
        bool const frames_dropped = begin > -margin;   // then an earlier frame covered the first size - hop samples
        if (end == 0 || samples <= 0 || (frames_dropped && samples <= size - hop)) return 0;
        auto const count =
            frame_count(static_cast<std::size_t>(samples), options_.size, options_.hop, padding::none, options_.tail);
        return count == 0 ? 0 : saturated_sum(static_cast<std::int64_t>(count - 1) * hop, begin + size);
    }

    stft_options options_;
    overlap_add<T> signal_;
    bool ended_ = false;
};

struct istft_stage : stage {
    stft_options options;
    constexpr explicit istft_stage(const stft_options& o) : options(checked_stft_options("istft", o)) {}
    template <spectrum_stream S>
    [[nodiscard]] constexpr auto operator()(S&& spectra) const {
        return istft_stream<upstream_t<S>>(as_stream(std::forward<S>(spectra)), options);
    }
};

struct istft_fn : stage_factory {
    [[nodiscard]] constexpr auto operator()(const stft_options& options = {}) const { return istft_stage(options); }
};

}   // namespace detail
namespace views {

/// Computes the signal of short-time spectra by overlap-add: `istft({.size = 2048, .hop = 512})`, with the options of
/// the stft. For the formula and the samples near the ends see sj::istft in spectral/istft.hpp; the bits are the same.
/// - Input: spectra from stft, modified or not, or any rows of size/2 + 1 complex numbers.
/// - Output: blocks of samples, one channel, with their position in the signal.
/// - Latency: hop samples for each frame, as soon as no later frame contributes to them.
/// - Tail: the rest of the last frame. The signal ends at its length if that is known by then, as after stft. Otherwise
///   a centred signal ends half a frame before the end of the last frame.
/// - Lifetime: a block is valid until the next ++.
/// - Errors: those of stft. argument_error if window, size and hop cannot reconstruct every sample. format_error if the
///   spectra have another size or hop.
/// - Cost: one transform per frame. All memory is allocated when the stage is applied.
inline constexpr detail::istft_fn istft{};

}
}   // namespace symphonic
#endif
