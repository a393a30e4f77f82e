// SPDX-License-Identifier: MIT
// rfft, irfft, fft, ifft: a transform in one call. Each makes a plan: where many are wanted, make one fft_plan.
#ifndef SYMPHONIC_FFT_TRANSFORMS_HPP
#define SYMPHONIC_FFT_TRANSFORMS_HPP

#include <symphonic/fft/plan.hpp>

namespace symphonic {

namespace detail {

template <class R> using element_of = std::remove_const_t<item_of<const R>>;

}   // namespace detail

/// The n/2 + 1 bins of a contiguous range of n real numbers, as numpy.fft.rfft. Throws argument_error if it is empty.
template <class R>
    requires std::floating_point<detail::element_of<R>>
[[nodiscard]] auto rfft(const R& signal) {
    using T = detail::element_of<R>;
    fft_plan<T> const plan{detail::span_of(signal).size()};
    std::vector<std::complex<T>> bins(plan.bins());
    plan.forward(signal, bins);
    return bins;
}

/// The n real numbers that have these n/2 + 1 bins, as numpy.fft.irfft. Throws argument_error if their number does not
/// fit n.
template <class R>
    requires std::floating_point<typename detail::element_of<R>::value_type>
[[nodiscard]] auto irfft(const R& bins, std::size_t n) {
    using T = typename detail::element_of<R>::value_type;
    fft_plan<T> const plan{n};
    std::vector<T> signal(n);
    plan.inverse(bins, signal);
    return signal;
}

/// The n bins of a contiguous range of n complex numbers, as numpy.fft.fft. Throws argument_error if it is empty.
template <class R>
    requires std::floating_point<typename detail::element_of<R>::value_type>
[[nodiscard]] auto fft(const R& signal) {
    using E = detail::element_of<R>;
    fft_plan<E> const plan{detail::span_of(signal).size()};
    std::vector<E> bins(plan.bins());
    plan.forward(signal, bins);
    return bins;
}

/// The inverse of fft, as numpy.fft.ifft. Throws argument_error if it is given nothing.
template <class R>
    requires std::floating_point<typename detail::element_of<R>::value_type>
[[nodiscard]] auto ifft(const R& bins) {
    using E = detail::element_of<R>;
    fft_plan<E> const plan{detail::span_of(bins).size()};
    std::vector<E> signal(plan.size());
    plan.inverse(bins, signal);
    return signal;
}

}   // namespace symphonic
#endif
