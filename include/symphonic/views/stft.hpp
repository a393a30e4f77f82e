// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_STFT_HPP
#define SYMPHONIC_VIEWS_STFT_HPP

#include <symphonic/core/stage_facade.hpp>
#include <symphonic/spectral/stft.hpp>
#include <symphonic/views/frames.hpp>

namespace symphonic {
namespace detail {

/// D selects the value of a bin: domain::none the complex number X, domain::power |X|^2, domain::magnitude |X|.
/// frames_stream keeps the samples back, so its ended() and format() are forwarded.
template <sample_stream Up, domain D = domain::none>
class stft_stream : public stage_facade<stft_stream<Up, D>, frames_stream<Up>, D> {
    using T = sample_t<Up>;
    using bin = std::conditional_t<D == domain::none, std::complex<T>, T>;

public:
    stft_stream(Up up, const stft_options& o)
        : stft_stream::stage_facade(
              frames_stream<Up>(std::move(up), o.size, o.hop, {.padding = o.padding, .tail = o.tail}, "stft")),
          transform_(make_windowed_fft<T>(o)), bins_(transform_.bins()) {}

    bool next() {
        auto& frames = this->upstream();
        if (!frames.next()) return false;
        if constexpr (D == domain::power) transform_.power(frames.get(), bins_);
        else if constexpr (D == domain::magnitude) transform_.magnitude(frames.get(), bins_);
        else transform_.forward(frames.get(), bins_);
        return true;
    }
    [[nodiscard]] std::span<const bin> get() const noexcept { return bins_; }

    /// Returns the stream that computes |X|^2 without storing X. Called by `| power` on an rvalue.
[[nodiscard]] auto power() &&
    requires(D == domain::none) { return stft_stream<Up, domain::power>(std::move(*this)); }
    /// Returns the stream that computes |X| without storing X. Called by `| magnitude` on an rvalue.
    [[nodiscard]] auto magnitude() &&
    requires(D == domain::none) { return stft_stream<Up, domain::magnitude>(std::move(*this)); }

    private : template <sample_stream, domain> friend class stft_stream;
    template <domain From>   // a template, because for From == D it would be the move constructor
        requires(From != D)
    explicit stft_stream(stft_stream<Up, From>&& s)
        : stft_stream::stage_facade(std::move(s.upstream())), transform_(std::move(s.transform_)),
          bins_(s.bins_.size()) {}

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

struct stft_fn : stage_factory {
    [[nodiscard]] constexpr auto operator()(const stft_options& options = {}) const { return stft_stage(options); }
};

}   // namespace detail
namespace views {

/// Computes the short-time Fourier transform: `stft({.size = 2048, .hop = 512})`.
/// X[k] = sum over i of x[i] w[i] exp(-2 pi j i k / size), not scaled, as librosa.stft; w is the window.
/// - Input: blocks of samples, one channel.
/// - Output: spectra, std::span<const std::complex<T>> of size/2 + 1 bins. format().size and hop are those of the
///   options.
/// - Tail: that of frames.
/// - Lifetime: a spectrum is valid until the next ++.
/// - Errors: those of frames and of fft_plan. argument_error if the window is longer than the frame.
/// - Cost: one transform per frame. `stft | power` and `stft | magnitude` are fused into one stage. All memory is
///   allocated when the stage is applied.
inline constexpr detail::stft_fn stft{};

}
}   // namespace symphonic
#endif
