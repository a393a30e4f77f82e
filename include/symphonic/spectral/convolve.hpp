// SPDX-License-Identifier: MIT
// convolve: a signal through a filter of finite length. The stage v::convolve gives the same bits, block by block.
//   in       contiguous ranges of float or double: a signal, and the taps of a filter (its impulse response)
//   out      y[i] = sum h[k] x[i - k], all n + taps - 1 of them, in the type of the signal, as numpy.convolve and
//            scipy.signal.fftconvolve in mode "full"; nothing from an empty signal
//   errors   argument_error: no taps
//   cost     up to 32 taps the sum itself; more by overlap-save, two transforms of N for N + 1 - taps samples, N the
//            least power of two from four times the taps on
// The zeros around the signal are part of the sum: an infinite tap meets them, and gives NaN there.
// By transforms rounding errors are relative to the largest result around, not to each; and a NaN or infinity spreads
// over the block that it is in.
#ifndef SYMPHONIC_SPECTRAL_CONVOLVE_HPP
#define SYMPHONIC_SPECTRAL_CONVOLVE_HPP

#include <algorithm>
#include <bit>

#include <symphonic/core/format.hpp>
#include <symphonic/fft/detail/butterfly.hpp>
#include <symphonic/fft/plan.hpp>
#include <symphonic/kernels/gain.hpp>
#include <symphonic/simd/detail/dispatch.hpp>

namespace symphonic {
namespace detail {

/// bins[k] *= factors[k], complex numbers
struct bin_product {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr void run(T const* factors, std::size_t n, T* bins) noexcept {
        for_each_vector<Target, T>(n, [&](auto step, std::size_t k) SYMPHONIC_KERNEL {
            complex_lanes<vector_t<T, step>> x, by;
            load_complex<T, step>(x, bins + 2 * k);
            load_complex<T, step>(by, factors + 2 * k);
            turn(x, by.re, by.im);
            store_complex<T, step>(bins + 2 * k, x);
        });
    }
};

/// Blocks of step() samples, counted from the first of the signal: so the bits do not depend on how it came.
template <std::floating_point T>
class convolver {
public:
    /// Taps up to here are summed up.
    static constexpr std::size_t few = 32;
    static constexpr std::size_t step_of_few = 256;

    template <std::floating_point H>
    convolver(char const* who, std::span<H const> taps)
        : plan_(transform_size(who, taps.size())), work_(plan_.workspace()), history_(taps.size() - 1), at_(history_) {
        std::vector<T> h(taps.size());
        for (std::size_t k = 0; k < h.size(); ++k) h[k] = static_cast<T>(taps[k]);
        in_.resize(history_ + step());
        out_.resize(in_.size());
        if (transforms()) {
            h.resize(plan_.size());
            response_.resize(plan_.bins());
            bins_.resize(plan_.bins());
            plan_.forward(h, response_);
        } else {
            taps_ = std::move(h);
        }
    }

    [[nodiscard]] std::size_t step() const noexcept { return transforms() ? plan_.size() - history_ : step_of_few; }
    /// What comes after the signal: zeros to be pushed, results to be given.
    [[nodiscard]] std::size_t more() const noexcept { return history_; }
    [[nodiscard]] bool full() const noexcept { return at_ == in_.size(); }
    /// Samples whose results were not computed yet.
    [[nodiscard]] std::size_t waiting() const noexcept { return at_ - history_; }

    /// Takes what there is room for, and says how many it took.
    std::size_t push(std::span<T const> x) noexcept {
        auto const taken = std::min(x.size(), in_.size() - at_);
        std::copy_n(x.data(), taken, in_.data() + at_);
        at_ += taken;
        return taken;
    }
    std::size_t push_zeros(std::size_t count) noexcept {
        auto const taken = std::min(count, in_.size() - at_);
        std::fill_n(in_.data() + at_, taken, T{});
        at_ += taken;
        return taken;
    }
    /// Computes a result for each waiting sample, or, after the signal, for each zero.
    void run() {
        auto const count = waiting();
        std::fill(in_.data() + at_, in_.data() + in_.size(), T{});
        if (transforms()) by_transform();
        else by_sum();
        given_ = count;
        std::copy(in_.data() + (at_ - history_), in_.data() + at_, in_.data());
        at_ = history_;
    }
    void give_nothing() noexcept { given_ = 0; }
    void restart() noexcept {
        std::fill_n(in_.data(), history_, T{});
        at_ = history_;
        given_ = 0;
    }
    [[nodiscard]] std::span<T const> results() const noexcept { return {out_.data() + history_, given_}; }

private:
    [[nodiscard]] static std::size_t transform_size(char const* who, std::size_t taps) {
        require_some(taps, who, ": ", taps, " taps");
        return taps > few ? std::bit_ceil(4 * taps) : 1;
    }
    [[nodiscard]] bool transforms() const noexcept { return history_ >= few; }

    /// Results on a circle: the first `history` of them wrap around, and are not given.
    void by_transform() {
        plan_.forward(in_, bins_, work_);
        on_best<bin_product>(reinterpret_cast<T const*>(response_.data()), bins_.size(),
                             reinterpret_cast<T*>(bins_.data()));
        plan_.inverse(bins_, out_, work_);
    }
    void by_sum() {
        std::fill(out_.begin(), out_.end(), T{});
        for (std::size_t k = 0; k < taps_.size(); ++k)
            mix(std::span{in_}.subspan(history_ - k, step()), std::span{out_}.subspan(history_),
                static_cast<double>(taps_[k]));
    }

    fft_plan<T> plan_;   // of size 1 where it is not used
    aligned_vector<std::byte> work_;
    std::size_t history_;
    std::vector<T> taps_, in_, out_;   // in_, out_: the history, then the block
    std::vector<std::complex<T>> response_, bins_;
    std::size_t at_, given_ = 0;
};

}   // namespace detail

template <sample_range X, sample_range H>
    requires std::floating_point<detail::sample_in<X>> && std::floating_point<detail::sample_in<H>>
[[nodiscard]] auto convolve(const X& x, const H& taps) {
    using T = detail::sample_in<X>;
    detail::convolver<T> filter{"convolve", std::span<detail::sample_in<H> const>{detail::span_of(taps)}};
    std::span<T const> rest = detail::span_of(x);
    std::vector<T> out;
    if (rest.empty()) return out;
    out.reserve(rest.size() + filter.more());
    for (auto zeros = filter.more(); !rest.empty() || zeros > 0 || filter.waiting() > 0;) {
        rest = rest.subspan(filter.push(rest));
        if (rest.empty()) zeros -= filter.push_zeros(zeros);
        filter.run();
        out.insert(out.end(), filter.results().begin(), filter.results().end());
    }
    return out;
}

}   // namespace symphonic
#endif
