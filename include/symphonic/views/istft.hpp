// SPDX-License-Identifier: MIT
// istft({.size, .hop, .window, .padding, .tail, .window_size, .engine}): the signal that has these short-time spectra.
//   in        spectra: of stft with the same options, changed or not, or any rows of size/2 + 1 complex numbers
//   out       samples, one channel, at their place in the signal; the formula, and what happens at the edges, are those
//             of spectral/istft.hpp
//   tail      the end of the last frame follows when the spectra end. Where the number of samples is known by then, as
//             after stft, the signal ends with it; else a centred one ends half a frame before the last frame does
//   latency   hop samples are given for each frame, as soon as no later frame can change them
//   lifetime  a block is lent until the next ++
//   errors    argument_error: as stft, and a window, size and hop that leave samples nothing; format_error: spectra of
//             another size or hop
//   cost      one transform a frame; all memory is made when the stage is applied
#ifndef SYMPHONIC_VIEWS_ISTFT_HPP
#define SYMPHONIC_VIEWS_ISTFT_HPP

#include <symphonic/core/stage.hpp>
#include <symphonic/spectral/detail/overlap_add.hpp>

namespace symphonic {
namespace detail {

template <spectrum_stream Up>
class istft_stream : public stream_facade<istft_stream<Up>, domain::samples> {
    using T = sample_t<Up>;

public:
    istft_stream(Up up, const stft_options& o)
        : up_(std::move(up)), options_(fitting(o, up_.format())), signal_("istft", options_, start()) {}

    bool next() {
        signal_.clear();
        if (ended_) {
            if (up_.ended()) return false;
            signal_.reset();   // a borrowed source was sought
            ended_ = false;
        }
        while (up_.next()) {
            auto const bins = up_.get();
            if (bins.size() != signal_.bins())
                throw format_error("istft: a spectrum of ", bins.size(), " bins, expected ", signal_.bins(),
                                   " for a size of ", options_.size);
            signal_.add(bins);
            if (signal_.emit_hop(signal_end(up_.format()))) return true;
        }
        if (!up_.ended()) return false;
        ended_ = true;
        return signal_.emit_rest(signal_end(up_.format()));
    }
    [[nodiscard]] block<const T> get() const noexcept { return {signal_.samples(), 1, signal_.position()}; }
    [[nodiscard]] bool ended() const { return ended_ && up_.ended(); }
    [[nodiscard]] audio_format format() const {
        auto const spectra = up_.format();
        audio_format format{.sample_rate = spectra.sample_rate, .channels = 1, .max_block = options_.size};
        if (spectra.frames >= 0) {
            auto const begin = std::max<std::int64_t>(start(), 0), last = signal_end(spectra);
            format.frames = std::max<std::int64_t>(std::min(last, shown(last)) - begin, 0);
        }
        return format;
    }

private:
    [[nodiscard]] static stft_options fitting(const stft_options& o, const audio_format& spectra) {
        if (spectra.size != 0 && (spectra.size != o.size || spectra.hop != o.hop))
            throw format_error("istft: spectra of size ", spectra.size, " and hop ", spectra.hop, ", expected size ",
                               o.size, " and hop ", o.hop);
        return o;
    }
    /// The spectra know where they begin; else the options have to.
    [[nodiscard]] std::int64_t start() const {
        auto const spectra = up_.format();
        if (spectra.size != 0) return spectra.start;
        return -static_cast<std::int64_t>(margin_of(options_.size, options_.padding));
    }
    /// Where the signal ends; -1: unknown. Spectra that come after dropped ones begin, and are counted, later.
    [[nodiscard]] std::int64_t signal_end(audio_format spectra) const {
        spectra.start = start();
        return spectra.frames < 0 ? -1 : end_of(spectra);
    }
    /// Where the last frame of a signal ends that ends there itself. If frames were dropped, one before showed it, too.
    [[nodiscard]] std::int64_t shown(std::int64_t end) const {
        auto const begin = start(), size = static_cast<std::int64_t>(options_.size);
        auto const hop = static_cast<std::int64_t>(options_.hop);
        auto const kind = begin < 0 ? padding::zero : options_.padding;
        auto const margin = static_cast<std::int64_t>(margin_of(options_.size, kind));
        auto const samples = end + margin - begin;
        if (end == 0 || samples <= 0 || (begin > -margin && samples <= size - hop)) return 0;
        auto const count =
            frame_count(static_cast<std::size_t>(samples), options_.size, options_.hop, padding::none, options_.tail);
        return count == 0 ? 0 : begin + static_cast<std::int64_t>(count - 1) * hop + size;
    }

    Up up_;
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

struct istft_fn {
    [[nodiscard]] constexpr auto operator()(const stft_options& options = {}) const { return istft_stage(options); }
};

}   // namespace detail
namespace views {
inline constexpr detail::istft_fn istft{};
}
}   // namespace symphonic
#endif
