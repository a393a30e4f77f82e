// SPDX-License-Identifier: MIT
// Transforms in one call. Each makes a plan: use one fft_plan for several transforms of one size.
#ifndef SYMPHONIC_FFT_TRANSFORMS_HPP
#define SYMPHONIC_FFT_TRANSFORMS_HPP

#include <symphonic/fft/plan.hpp>

namespace symphonic {

namespace detail {

template <class R> using element_of = std::remove_const_t<item_of<const R>>;
/// The real type of a range of complex numbers.
template <class R> using real_element_of = typename element_of<R>::value_type;

template <class Signal> [[nodiscard]] auto transformed(const Signal& signal) {
    using E = element_of<Signal>;
    fft_plan<E> const plan{span_of(signal).size()};
    std::vector<bin_t<E>> bins(plan.bins());
    plan.forward(signal, bins);
    return bins;
}
template <class E, class Bins> [[nodiscard]] std::vector<E> inverse_transformed(const Bins& bins, std::size_t n) {
    fft_plan<E> const plan{n};
    std::vector<E> signal(n);
    plan.inverse(bins, signal);
    return signal;
}

}   // namespace detail

/// Returns the n/2 + 1 bins of a contiguous range of n floats or doubles, as numpy.fft.rfft:
/// X[k] = sum over i of x[i] exp(-2 pi j i k / n). Throws argument_error if the range is empty.
template <class R>
    requires std::floating_point<detail::element_of<R>>
[[nodiscard]] auto rfft(const R& signal) {
    return detail::transformed(signal);
}

/// Returns the n real numbers with these n/2 + 1 bins, as numpy.fft.irfft: the inverse of rfft, scaled by 1/n. Throws
/// argument_error if n is 0 and for another number of bins.
template <class R>
    requires std::floating_point<detail::real_element_of<R>>
[[nodiscard]] auto irfft(const R& bins, std::size_t n) {
    return detail::inverse_transformed<detail::real_element_of<R>>(bins, n);
}

/// Returns the n bins of a contiguous range of n complex numbers, as numpy.fft.fft:
/// X[k] = sum over i of x[i] exp(-2 pi j i k / n). Throws argument_error if the range is empty.
template <class R>
    requires std::floating_point<detail::real_element_of<R>>
[[nodiscard]] auto fft(const R& signal) {
    return detail::transformed(signal);
}

/// Returns the n complex numbers with these n bins, as numpy.fft.ifft: the inverse of fft, scaled by 1/n. Throws
/// argument_error if the range is empty.
template <class R>
    requires std::floating_point<detail::real_element_of<R>>
[[nodiscard]] auto ifft(const R& bins) {
    return detail::inverse_transformed<detail::element_of<R>>(bins, detail::span_of(bins).size());
}

}   // namespace symphonic
#endif
