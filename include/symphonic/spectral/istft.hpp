// SPDX-License-Identifier: MIT
// istft: the signal that has these short-time spectra. The stage v::istft gives the same bits, frame by frame.
//   in       a matrix, frames x (size/2 + 1) bins, as of stft with the same options
//   out      each frame is transformed back and multiplied with the window; their sum is divided by the sum of the
//            squared windows, as librosa.istft and scipy.signal.istft do. So spectra of one signal give that signal,
//            and spectra that were changed the signal whose own are nearest (Griffin and Lim 1984)
//   length   as many samples, cut or zeros after; 0: as many as whole frames show, without the margins if centred
//   edges    where the squared windows add up to 1e-10 or less the sum is not divided: with a hann window and without
//            padding the first sample is 0. Little more than that divides by little: rounding errors of the transform
//            grow by 1 / sqrt(sum). Centre the frames, with a hop up to size/4, where the ends matter
//   errors   argument_error: as stft; rows of another number of bins; a window, size and hop that leave samples nothing
//   cost     one transform a frame
#ifndef SYMPHONIC_SPECTRAL_ISTFT_HPP
#define SYMPHONIC_SPECTRAL_ISTFT_HPP

#include <symphonic/spectral/detail/overlap_add.hpp>

namespace symphonic {

template <std::floating_point T>
[[nodiscard]] std::vector<T> istft(const matrix<std::complex<T>>& spectra, const stft_options& options = {},
                                   std::size_t length = 0) {
    auto const o = detail::checked("istft", options);
    detail::overlap_add<T> signal{"istft", o, -static_cast<std::int64_t>(detail::margin_of(o.size, o.padding))};
    if (spectra.rows() > 0 && spectra.cols() != signal.bins())
        throw argument_error("istft: spectra of ", spectra.cols(), " bins, expected ", signal.bins(), " for a size of ",
                             o.size);
    auto const end = length == 0 ? -1 : static_cast<std::int64_t>(length);
    std::vector<T> out;
    out.reserve(length != 0 ? length : spectra.rows() * o.hop + o.size);
    auto const append = [&] { out.insert(out.end(), signal.samples().begin(), signal.samples().end()); };
    for (std::size_t k = 0; k < spectra.rows(); ++k) {
        signal.add(spectra.row(k));
        if (signal.finish_hop(end)) append();
    }
    if (signal.finish_all(end)) append();
    if (length != 0) out.resize(length);
    return out;
}

}   // namespace symphonic
#endif
