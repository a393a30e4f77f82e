// SPDX-License-Identifier: MIT
#include "fftw_peer.hpp"

#include <algorithm>

#include <fftw3.h>

namespace {

/// FFTW's functions for float and for double.
template <class T> struct library;
template <> struct library<float> {
    using plan = fftwf_plan;
    using bin = fftwf_complex;
    static constexpr auto make = fftwf_plan_dft_r2c_1d;
    static constexpr auto run = fftwf_execute;
    static constexpr auto destroy = fftwf_destroy_plan;
    static constexpr auto allocate = fftwf_malloc;
    static constexpr auto release = fftwf_free;
};
template <> struct library<double> {
    using plan = fftw_plan;
    using bin = fftw_complex;
    static constexpr auto make = fftw_plan_dft_r2c_1d;
    static constexpr auto run = fftw_execute;
    static constexpr auto destroy = fftw_destroy_plan;
    static constexpr auto allocate = fftw_malloc;
    static constexpr auto release = fftw_free;
};

}   // namespace

template <class T> struct fftw_peer<T>::state {
    std::size_t size;
    T* in;
    typename library<T>::bin* out;
    typename library<T>::plan plan;
};

template <class T> fftw_peer<T>::fftw_peer(std::size_t size) : state_(new state{}) {
    using fftw = library<T>;
    state_->size = size;
    state_->in = static_cast<T*>(fftw::allocate(size * sizeof(T)));
    state_->out = static_cast<typename fftw::bin*>(fftw::allocate((size / 2 + 1) * sizeof(typename fftw::bin)));
    state_->plan = fftw::make(static_cast<int>(size), state_->in, state_->out, FFTW_MEASURE);
    std::fill_n(state_->in, size, T{});
}
template <class T> fftw_peer<T>::~fftw_peer() {
    library<T>::destroy(state_->plan);
    library<T>::release(state_->in);
    library<T>::release(state_->out);
}
template <class T> void fftw_peer<T>::execute() { library<T>::run(state_->plan); }

template <class T> void fftw_peer<T>::power(T const* frame, T const* window, T* out) {
    auto const& s = *state_;
    for (std::size_t i = 0; i < s.size; ++i) s.in[i] = frame[i] * window[i];
    library<T>::run(s.plan);
    for (std::size_t k = 0; k <= s.size / 2; ++k) out[k] = s.out[k][0] * s.out[k][0] + s.out[k][1] * s.out[k][1];
}
template <class T> void fftw_peer<T>::bins(T const* frame, T const* window, std::complex<T>* out) {
    auto const& s = *state_;
    for (std::size_t i = 0; i < s.size; ++i) s.in[i] = frame[i] * window[i];
    library<T>::run(s.plan);
    for (std::size_t k = 0; k <= s.size / 2; ++k) out[k] = {s.out[k][0], s.out[k][1]};
}

template class fftw_peer<float>;
template class fftw_peer<double>;
