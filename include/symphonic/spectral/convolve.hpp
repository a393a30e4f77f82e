// SPDX-License-Identifier: MIT
// Convolution of a whole signal. The stage views::convolve gives the same bits block by block.
#ifndef SYMPHONIC_SPECTRAL_CONVOLVE_HPP
#define SYMPHONIC_SPECTRAL_CONVOLVE_HPP

#include <symphonic/kernels/sample.hpp>
#include <symphonic/spectral/detail/convolver.hpp>
#include <symphonic/spectral/mode.hpp>

namespace symphonic {

/// Returns the signal x filtered by a finite impulse response h: all n + taps - 1 samples, or n samples with mode::same, as
/// scipy.signal.fftconvolve in the mode of that name:
///
///     y[i] = sum over k of h[k] x[i - k]
///
/// A symmetric filter (linear phase) with an odd number of taps does not delay the signal with mode::same.
///
/// `x` and `taps` are contiguous ranges of float or double; the result has the type of x. An empty signal gives an
/// empty result. Throws argument_error if there are no taps.
///
/// Up to 32 taps the sum is computed directly; more use overlap-save, two transforms of size N for N + 1 - taps
/// samples, where N is the least power of two >= 4 * taps. Allocates the filter and the result. The zeros around the
/// signal are part of the sum, so an infinite tap gives NaN there. With transforms, rounding errors are relative to the
/// largest result of a block, and a NaN or infinity spreads over its block.
template <sample_range X, sample_range H>
    requires std::floating_point<detail::sample_in<X>> && std::floating_point<detail::sample_in<H>>
[[nodiscard]] auto convolve(const X& x, const H& taps, mode m = mode::full) {
    using T = detail::sample_in<X>;
    detail::convolver<T> filter{"convolve", std::span<detail::sample_in<H> const>{detail::span_of(taps)}, m};
    std::span<T const> rest = detail::span_of(x);
    std::vector<T> out;
    if (rest.empty()) return out;
    out.reserve(rest.size() + filter.added_size());
    for (auto zeros = filter.tail_size(); !rest.empty() || zeros > 0 || filter.pending() > 0;) {
        rest = rest.subspan(filter.push(rest));
        if (rest.empty()) zeros -= filter.push_zeros(zeros);
        filter.run();
        out.insert(out.end(), filter.results().begin(), filter.results().end());
    }
    return out;
}

}   // namespace symphonic
#endif
