// SPDX-License-Identifier: MIT
// stft({.size, .hop, .window, .padding, .tail, .window_size, .engine}): the short-time Fourier transform.
//   in        samples, one channel
//   out       std::span<const std::complex<T>> of size/2 + 1 bins;
//             X[k] = sum x[i] w[i] exp(-2 pi j i k / size), not scaled, as librosa.stft
//   tail      as frames
//   lifetime  a spectrum is lent until the next ++
//   errors    as frames, and as fft_plan; argument_error: a window longer than the frame
//   cost      one transform a frame; `stft | power` and `stft | magnitude` are one stage; all memory is made when the
//             stage is applied
#ifndef SYMPHONIC_VIEWS_STFT_HPP
#define SYMPHONIC_VIEWS_STFT_HPP

#include <symphonic/spectral/stft.hpp>
#include <symphonic/views/frames.hpp>

namespace symphonic {
namespace detail {

/// D is what a bin keeps: the complex number itself (none), its power or its magnitude.
template <sample_stream Up, domain D = domain::none>
class stft_stream : public stream_facade<stft_stream<Up, D>, D> {
    using T = sample_t<Up>;
    using bin = std::conditional_t<D == domain::none, std::complex<T>, T>;

public:
    stft_stream(Up up, const stft_options& o)
        : frames_(std::move(up), o.size, o.hop, {.padding = o.padding, .tail = o.tail}, "stft"),
          transform_(make_windowed_fft<T>(o)), bins_(transform_.bins()) {}

    bool next() {
        if (!frames_.next()) return false;
        if constexpr (D == domain::power) transform_.power(frames_.get(), bins_);
        else if constexpr (D == domain::magnitude) transform_.magnitude(frames_.get(), bins_);
        else transform_.forward(frames_.get(), bins_);
        return true;
    }
    [[nodiscard]] std::span<const bin> get() const noexcept { return bins_; }
    [[nodiscard]] bool ended() const { return frames_.ended(); }
    [[nodiscard]] audio_format format() const { return frames_.format(); }

    /// What `| power` and `| magnitude` ask an rvalue for: this stream, with |X|^2 or |X| taken before X is stored.
    template <domain From = D>
        requires(From == domain::none)
    [[nodiscard]] auto power() && {
        return stft_stream<Up, domain::power>(std::move(*this));
    }
    template <domain From = D>
        requires(From == domain::none)
    [[nodiscard]] auto magnitude() && {
        return stft_stream<Up, domain::magnitude>(std::move(*this));
    }

private:
    template <sample_stream, domain> friend class stft_stream;
    template <domain From>   // a template, or it would be the move constructor when From and D are one
        requires(From != D)
    explicit stft_stream(stft_stream<Up, From>&& s)
        : frames_(std::move(s.frames_)), transform_(std::move(s.transform_)), bins_(s.bins_.size()) {}

    frames_stream<Up> frames_;
    windowed_fft<T> transform_;
    std::vector<bin> bins_;
};

struct stft_stage : stage {
    stft_options options;
    constexpr explicit stft_stage(const stft_options& o) : options(checked_stft_options("stft", o)) {}
    template <sample_stream S>
    [[nodiscard]] constexpr auto operator()(S&& samples) const {
        return stft_stream<upstream_t<S>>(as_stream(std::forward<S>(samples)), options);
    }
};

struct stft_fn {
    [[nodiscard]] constexpr auto operator()(const stft_options& options = {}) const { return stft_stage(options); }
};

}   // namespace detail
namespace views {
inline constexpr detail::stft_fn stft{};
}
}   // namespace symphonic
#endif
