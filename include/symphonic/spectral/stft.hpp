// SPDX-License-Identifier: MIT
// The short-time Fourier transform of a whole signal. The stage views::stft gives the same bits frame by frame.
#ifndef SYMPHONIC_SPECTRAL_STFT_HPP
#define SYMPHONIC_SPECTRAL_STFT_HPP

#include <symphonic/kernels/sample.hpp>
#include <symphonic/memory/matrix.hpp>
#include <symphonic/spectral/stft_options.hpp>

namespace symphonic {
namespace detail {

/// Returns a matrix with a row of E for each frame of x, written by transform_row(transform, frame, row).
template <class E, class T, class TransformRow>
[[nodiscard]] matrix<E> stft_rows(char const* caller, std::span<T const> x, const stft_options& options,
                                  TransformRow transform_row) {
    auto const o = checked_stft_options(caller, options);
    auto transform = make_windowed_fft<T>(o);
    matrix<E> rows(frame_count(x.size(), o.size, o.hop, o.padding, o.tail), transform.bins());
    std::vector<T> padded(o.size);
    for (std::size_t k = 0; k < rows.rows(); ++k) {
        auto const start = first_sample_of_frame(k, o.size, o.hop, o.padding);
        auto const first = static_cast<std::size_t>(start);   // if start >= 0
        auto frame = std::span<T const>{padded};
        if (start >= 0 && first + o.size <= x.size()) {
            frame = x.subspan(first, o.size);
        } else {
            auto const margin = padding_size(o.size, o.padding);
            for (std::size_t i = 0; i < o.size; ++i)
                padded[i] =
                    padded_sample(x.data(), x.size(), start + static_cast<std::ptrdiff_t>(i), margin, o.padding);
        }
        transform_row(transform, frame, rows.row(k));
    }
    return rows;
}

}   // namespace detail

/// Returns the short-time Fourier transform of a signal, a matrix of frames x (size/2 + 1) bins. With start = k * hop,
/// less size/2 if the signal is padded, row k is
///
///     X[b] = sum over i of x[start + i] w[i] exp(-2 pi j i b / size)
///
/// not scaled, as librosa.stft, whose matrix is bins x frames and whose frames are centred by default. The number of
/// frames is frame_count(n, size, hop, padding, tail); an empty signal has none.
///
/// `x` is a contiguous range of float or double, one channel; the bins have its type. Throws argument_error for a size
/// or hop out of range, a window_size above size, and as windowed_fft. Costs one transform a frame; allocates the plan
/// and the matrix, and copies only frames that reach beyond the signal.
template <sample_range R>
    requires std::floating_point<detail::sample_in<R>>
[[nodiscard]] auto stft(const R& x, const stft_options& options = {}) {
    using T = detail::sample_in<R>;
    return detail::stft_rows<std::complex<T>, T>(
        "stft", detail::span_of(x), options,
        [](auto& transform, auto frame, auto row) { transform.forward(frame, row); });
}

/// Returns the power spectrogram of a signal, |X|^2 of stft(x, options), with the bits of re * re + im * im. Faster
/// than stft: the bins are not stored. Throws as stft.
template <sample_range R>
    requires std::floating_point<detail::sample_in<R>>
[[nodiscard]] auto stft_power(const R& x, const stft_options& options = {}) {
    using T = detail::sample_in<R>;
    return detail::stft_rows<T, T>("stft_power", detail::span_of(x), options,
                                   [](auto& transform, auto frame, auto row) { transform.power(frame, row); });
}

/// Returns the magnitude spectrogram of a signal, |X| of stft(x, options): the square roots of stft_power(x, options).
/// Throws as stft.
template <sample_range R>
    requires std::floating_point<detail::sample_in<R>>
[[nodiscard]] auto stft_magnitude(const R& x, const stft_options& options = {}) {
    using T = detail::sample_in<R>;
    return detail::stft_rows<T, T>("stft_magnitude", detail::span_of(x), options,
                                   [](auto& transform, auto frame, auto row) { transform.magnitude(frame, row); });
}

}   // namespace symphonic
#endif
