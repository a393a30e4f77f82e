// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_SPECTRAL_STFT_OPTIONS_HPP
#define SYMPHONIC_SPECTRAL_STFT_OPTIONS_HPP

#include <symphonic/core/framing.hpp>
#include <symphonic/fft/detail/padded_window.hpp>
#include <symphonic/fft/windowed_fft.hpp>

namespace symphonic {

/// Options of stft and istft, of whole signals and of streams.
struct stft_options {
    /// Samples in a frame (librosa: n_fft).
    std::size_t size = 2048;
    /// Samples from one frame to the next. 0: size/4, at least 1.
    std::size_t hop = 0;
    /// The shape of the window, periodic. A window of samples must have window_size of them.
    symphonic::window window = symphonic::window::hann;
    /// zero or reflect centre the frames: frame k is centred on sample k * hop (librosa's default is zero).
    symphonic::padding padding = symphonic::padding::none;
    /// Whether a last partial frame is dropped or padded with zeros.
    symphonic::tail tail = symphonic::tail::drop;
    /// Coefficients of the window, in the middle of the frame with zeros around it (librosa: win_length). 0: size.
    std::size_t window_size = 0;
    /// Null: the built-in engine.
    fft_engine const* engine = nullptr;
};

namespace detail {

/// Returns the options with hop set to its default if it was 0. Throws argument_error that names `caller` if the size
/// or the hop is out of range or the window is longer than the frame.
[[nodiscard]] constexpr stft_options checked_stft_options(char const* caller, stft_options o) {
    o.hop = hop_or_default(o.size, o.hop);
    require_framing(caller, o.size, o.hop);
    require_window_size(caller, o.window_size, o.size);
    return o;
}

template <class T> [[nodiscard]] windowed_fft<T> make_windowed_fft(const stft_options& o) {
    return {o.window, o.size, {.window_size = o.window_size, .engine = o.engine}};
}

}   // namespace detail
}   // namespace symphonic
#endif
