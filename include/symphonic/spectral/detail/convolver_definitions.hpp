// SPDX-License-Identifier: MIT
// The member functions of convolver.
#ifndef SYMPHONIC_SPECTRAL_DETAIL_CONVOLVER_DEFINITIONS_HPP
#define SYMPHONIC_SPECTRAL_DETAIL_CONVOLVER_DEFINITIONS_HPP

#include <algorithm>
#include <bit>

#include <symphonic/core/format.hpp>
#include <symphonic/kernels/gain.hpp>
#include <symphonic/simd/detail/complex.hpp>
#include <symphonic/simd/detail/dispatch.hpp>
#include <symphonic/spectral/detail/convolver.hpp>

namespace symphonic::detail {

/// bins[k] *= factors[k], interleaved complex numbers.
struct multiply_bins_kernel {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr void run(T const* factors, std::size_t n, T* bins) noexcept {
        for_each_vector<Target, T>(n, [&](auto step, std::size_t k) SYMPHONIC_KERNEL {
            complex_lanes<vector_t<T, step>> x, factor;
            load_complex<T, step>(x, bins + 2 * k);
            load_complex<T, step>(factor, factors + 2 * k);
            complex_multiply(x, factor.re, factor.im);
            store_complex<T, step>(bins + 2 * k, x);
        });
    }
};

template <std::floating_point T>
[[gnu::cold]] convolver<T>::convolver(char const* caller, std::vector<T>&& taps, mode m)
    : plan_(transform_size(caller, taps.size())), work_(plan_.workspace()), history_(taps.size() - 1), mode_(m),
      filled_(history_), skip_(left_out()) {
    in_.resize(history_ + block_size());
    out_.resize(in_.size());
    if (uses_transforms()) {
        taps.resize(plan_.size());
        response_.resize(plan_.bins());
        bins_.resize(plan_.bins());
        plan_.forward(taps, response_);
    } else {
        taps_ = std::move(taps);
    }
}

template <std::floating_point T>
std::size_t convolver<T>::push(std::span<T const> x) noexcept {
    auto const count = std::min(x.size(), in_.size() - filled_);
    std::copy_n(x.data(), count, in_.data() + filled_);
    filled_ += count;
    return count;
}

template <std::floating_point T>
std::size_t convolver<T>::push_zeros(std::size_t count) noexcept {
    count = std::min(count, in_.size() - filled_);
    std::fill_n(in_.data() + filled_, count, T{});
    filled_ += count;
    return count;
}

template <std::floating_point T>
void convolver<T>::run() {
    auto const count = pending();
    std::fill(in_.data() + filled_, in_.data() + in_.size(), T{});
    if (uses_transforms()) run_transforms();
    else run_direct();
    result_count_ = count;
    first_result_ = std::min(skip_, count);
    skip_ -= first_result_;
    std::copy(in_.data() + (filled_ - history_), in_.data() + filled_, in_.data());
    filled_ = history_;
}

template <std::floating_point T>
void convolver<T>::reset() noexcept {
    std::fill_n(in_.data(), history_, T{});
    filled_ = history_;
    skip_ = left_out();
    clear();
}

template <std::floating_point T>
std::size_t convolver<T>::transform_size(char const* caller, std::size_t taps) {
    require_count(taps, caller, ": ", taps, " taps");
    return taps > max_direct_taps ? std::bit_ceil(4 * taps) : 1;
}

template <std::floating_point T>
void convolver<T>::run_transforms() {
    plan_.forward(in_, bins_, work_);
    on_active<multiply_bins_kernel>(reinterpret_cast<T const*>(response_.data()), bins_.size(),
                                    reinterpret_cast<T*>(bins_.data()));
    plan_.inverse(bins_, out_, work_);
}

template <std::floating_point T>
void convolver<T>::run_direct() {
    std::fill(out_.begin(), out_.end(), T{});
    for (std::size_t k = 0; k < taps_.size(); ++k)
        mix(std::span{in_}.subspan(history_ - k, block_size()), std::span{out_}.subspan(history_),
            static_cast<double>(taps_[k]));
}

}   // namespace symphonic::detail
#endif
