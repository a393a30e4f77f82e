// SPDX-License-Identifier: MIT
// stft, stft_power, stft_magnitude: the short-time Fourier transform of a whole signal. The stage v::stft gives the
// same bits, frame by frame.
//   in       a contiguous range of float or double, one channel
//   out      a matrix, frames x (size/2 + 1) bins; X[k] = sum x[i] w[i] exp(-2 pi j i k / size), not scaled, as
//            librosa.stft (which has bins x frames, and centres); |X|^2; |X|
//   errors   argument_error: size or hop beyond any memory, a window longer than the frame
//   cost     one transform a frame; a frame inside the signal is not copied
#ifndef SYMPHONIC_SPECTRAL_STFT_HPP
#define SYMPHONIC_SPECTRAL_STFT_HPP

#include <symphonic/core/framing.hpp>
#include <symphonic/fft/windowed_fft.hpp>
#include <symphonic/kernels/sample.hpp>
#include <symphonic/memory/matrix.hpp>

namespace symphonic {

/// Of stft and its inverse, offline and streaming.
struct stft_options {
    std::size_t size = 2048;   ///< samples in a frame
    std::size_t hop = 0;       ///< from one frame to the next; 0: size/4, and at least 1
    symphonic::window window = symphonic::window::hann;
    symphonic::padding padding = symphonic::padding::none;
    symphonic::tail tail = symphonic::tail::drop;
    std::size_t window_size = 0;          ///< of the window, zeros around it; 0: size. librosa's win_length
    fft_engine const* engine = nullptr;   ///< null: the built-in one
};

namespace detail {

/// The options with their hop. Throws argument_error, which names `who` was called, if nothing can be framed so.
[[nodiscard]] constexpr stft_options checked(char const* who, stft_options o) {
    if (o.hop == 0) o.hop = o.size < 8 ? 1 : o.size / 4;
    require_framing(who, o.size, o.hop);
    if (o.window_size > o.size)
        throw argument_error(who, ": window_size ", o.window_size, ", expected at most the size, ", o.size);
    return o;
}

template <class T> [[nodiscard]] windowed_fft<T> transform_of(const stft_options& o) {
    return {o.window, o.size, {.window_size = o.window_size, .engine = o.engine}};
}

/// Samples begin .. begin + frame.size() - 1 of a padded signal; what is neither in it nor in a mirror is 0.
template <class T>
void copy_frame(std::span<T const> x, std::ptrdiff_t begin, padding kind, std::span<T> frame) noexcept {
    auto const n = static_cast<std::ptrdiff_t>(x.size());
    auto const margin = static_cast<std::ptrdiff_t>(margin_of(frame.size(), kind));
    for (T& sample : frame) {
        auto const i = begin++;
        if (i >= 0 && i < n) sample = x[static_cast<std::size_t>(i)];
        else if (kind == padding::reflect && i < n + margin) sample = x[mirrored(i, x.size())];
        else sample = T{};
    }
}

/// Rows of E, put(transform, frame, row) for each frame of a signal.
template <class E, class T, class Put>
[[nodiscard]] matrix<E> rows_of_frames(char const* who, std::span<T const> x, const stft_options& options, Put put) {
    auto const o = checked(who, options);
    auto transform = transform_of<T>(o);
    auto const margin = margin_of(o.size, o.padding);
    matrix<E> rows(frame_count(x.size(), o.size, o.hop, o.padding, o.tail), transform.bins());
    std::vector<T> copied(o.size);
    for (std::size_t k = 0; k < rows.rows(); ++k) {
        auto const at = k * o.hop;   // the frame begins `margin` before it
        auto frame = std::span<T const>{copied};
        if (at >= margin && at - margin + o.size <= x.size()) frame = x.subspan(at - margin, o.size);
        else copy_frame<T>(x, static_cast<std::ptrdiff_t>(at) - static_cast<std::ptrdiff_t>(margin), o.padding, copied);
        put(transform, frame, rows.row(k));
    }
    return rows;
}

}   // namespace detail

template <sample_range R>
    requires std::floating_point<detail::sample_in<R>>
[[nodiscard]] auto stft(const R& x, const stft_options& options = {}) {
    using T = detail::sample_in<R>;
    return detail::rows_of_frames<std::complex<T>, T>(
        "stft", detail::span_of(x), options,
        [](auto& transform, auto frame, auto row) { transform.forward(frame, row); });
}

template <sample_range R>
    requires std::floating_point<detail::sample_in<R>>
[[nodiscard]] auto stft_power(const R& x, const stft_options& options = {}) {
    using T = detail::sample_in<R>;
    return detail::rows_of_frames<T, T>("stft_power", detail::span_of(x), options,
                                        [](auto& transform, auto frame, auto row) { transform.power(frame, row); });
}

template <sample_range R>
    requires std::floating_point<detail::sample_in<R>>
[[nodiscard]] auto stft_magnitude(const R& x, const stft_options& options = {}) {
    using T = detail::sample_in<R>;
    return detail::rows_of_frames<T, T>("stft_magnitude", detail::span_of(x), options,
                                        [](auto& transform, auto frame, auto row) { transform.magnitude(frame, row); });
}

}   // namespace symphonic
#endif
