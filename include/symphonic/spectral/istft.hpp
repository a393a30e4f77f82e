// SPDX-License-Identifier: MIT
// The inverse short-time Fourier transform of a whole signal. The stage views::istft gives the same bits block by
// block.
#ifndef SYMPHONIC_SPECTRAL_ISTFT_HPP
#define SYMPHONIC_SPECTRAL_ISTFT_HPP

#include <symphonic/memory/matrix.hpp>
#include <symphonic/spectral/detail/overlap_add.hpp>

namespace symphonic {

/// Returns the signal with these spectra, a matrix of frames x (size/2 + 1) bins as stft makes with the same options.
/// Each spectrum is transformed back and multiplied by the window w; the sum of these frames is divided by the sum of
/// the squared windows, as librosa.istft and scipy.signal.istft do:
///
///     y[n] = sum over k of w[n - k hop] frame_k[n - k hop] / max(sum over k of w[n - k hop]^2, least)
///
/// `least` is 0.1 of the largest sum of squared windows, or the smallest sum far from the ends if that is less. librosa and
/// SciPy divide by sums down to 1e-10: near the ends of a signal without padding, a small change of a spectrum then gives
/// samples of a hundred times the amplitude.
///
/// Where the squared windows add up to `least` or more, unchanged spectra give the signal within 1e-6 (float), and changed ones
/// the signal whose spectra are nearest in least squares (D. Griffin and J. Lim, "Signal estimation from modified short-time
/// Fourier transform", IEEE Trans. ASSP 32, 1984). That is everywhere with centred frames (padding zero or reflect) and a hop
/// of at most size/4. Without padding the first and last samples become smaller: with a hann window and a hop of size/4,
/// about size/5 samples at each end.
///
/// `length` is the number of samples returned: the signal is cut, or zeros follow. 0: up to the end of the last frame,
/// without the margins if frames are centred.
///
/// Throws argument_error as stft, for rows of another number of bins, and for a window, size and hop that leave samples
/// without a window (see check_nola). Costs one transform a frame; allocates the plan, a few frames and the result.
template <std::floating_point T>
[[nodiscard]] std::vector<T> istft(const matrix<std::complex<T>>& spectra, const stft_options& options = {},
                                   std::size_t length = 0) {
    auto const o = detail::checked_stft_options("istft", options);
    detail::overlap_add<T> signal{"istft", o, detail::first_sample_of_frame(0, o.size, o.hop, o.padding)};
    if (spectra.rows() > 0 && spectra.cols() != signal.bins())
        throw argument_error("istft: spectra of ", spectra.cols(), " bins, expected ", signal.bins(), " for a size of ",
                             o.size);
    auto const end = length == 0 ? -1 : static_cast<std::int64_t>(length);
    std::vector<T> out;
    out.reserve(length != 0 ? length : spectra.rows() * o.hop + o.size);
    auto const append = [&] { out.insert(out.end(), signal.samples().begin(), signal.samples().end()); };
    for (std::size_t k = 0; k < spectra.rows(); ++k) {
        signal.add(spectra.row(k));
        if (signal.emit_hop(end)) append();
    }
    if (signal.emit_rest(end)) append();
    if (length != 0) out.resize(length);
    return out;
}

}   // namespace symphonic
#endif
