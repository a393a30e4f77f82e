// SPDX-License-Identifier: MIT
// The member functions of windowed_fft.
#ifndef SYMPHONIC_FFT_DETAIL_WINDOWED_FFT_DEFINITIONS_HPP
#define SYMPHONIC_FFT_DETAIL_WINDOWED_FFT_DEFINITIONS_HPP

#include <symphonic/fft/detail/bin_power.hpp>
#include <symphonic/fft/detail/padded_window.hpp>
#include <symphonic/fft/detail/plan_cache.hpp>
#include <symphonic/fft/detail/real_fft.hpp>
#include <symphonic/fft/windowed_fft.hpp>

namespace symphonic {

template <std::floating_point T>
[[gnu::cold]] windowed_fft<T>::windowed_fft(const window& shape, std::size_t size, windowed_fft_options options)
    : size_(size) {
    fft_engine::require_size(size);
    auto const w = detail::padded_window<T>(shape, size, options.window_size, "windowed_fft");
    window_.assign(w.begin(), w.end());
    if (options.engine == nullptr) {
        fft_ = detail::cached_plan<detail::real_fft<T>>(size);
        work_ = detail::aligned_vector<T>(fft_->workspace());
    } else {
        kernel_ = options.engine->kernel<T>(size);
        windowed_ = detail::aligned_vector<T>(size);
        bins_ = detail::aligned_vector<T>(2 * bins());
        work_ = detail::aligned_vector<T>((kernel_->workspace() + sizeof(T) - 1) / sizeof(T));
    }
}

template <std::floating_point T>
void windowed_fft<T>::forward(detail::span_arg<T const> frame, detail::span_arg<std::complex<T>> out) {
    expect(frame.size(), out.size(), "bins");
    if (fft_) run<detail::to_complex>(frame, reinterpret_cast<T*>(out.data()));
    else run_engine(frame, out.data());
}

template <std::floating_point T>
void windowed_fft<T>::power(detail::span_arg<T const> frame, detail::span_arg<T> out) {
    expect(frame.size(), out.size(), "powers");
    if (fft_) run<detail::to_power>(frame, out.data());
    else detail::bin_power<T>(bins_by_engine(frame), out);
}

template <std::floating_point T>
void windowed_fft<T>::magnitude(detail::span_arg<T const> frame, detail::span_arg<T> out) {
    expect(frame.size(), out.size(), "magnitudes");
    if (fft_) run<detail::to_magnitude>(frame, out.data());
    else detail::bin_magnitude<T>(bins_by_engine(frame), out);
}

template <std::floating_point T>
void windowed_fft<T>::expect(std::size_t samples, std::size_t results, char const* what) const {
    if (samples != size()) throw argument_error("windowed_fft: a frame of ", samples, " samples, expected ", size());
    if (results != bins()) throw argument_error("windowed_fft: ", results, " ", what, ", expected ", bins());
}

template <std::floating_point T>
template <class Store>
void windowed_fft<T>::run(std::span<T const> frame, T* out) {
    fft_->template forward<Store>(frame.data(), window_.data(), out, work_.data());
}

template <std::floating_point T>
void windowed_fft<T>::run_engine(std::span<T const> frame, std::complex<T>* out) {
    for (std::size_t i = 0; i < size_; ++i) windowed_[i] = frame[i] * window_[i];
    kernel_->forward(windowed_.data(), out, reinterpret_cast<std::byte*>(work_.data()));
}

template <std::floating_point T>
std::span<std::complex<T> const> windowed_fft<T>::bins_by_engine(std::span<T const> frame) {
    auto* const out = reinterpret_cast<std::complex<T>*>(bins_.data());
    run_engine(frame, out);
    return {out, bins()};
}

}   // namespace symphonic
#endif
