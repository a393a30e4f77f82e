// SPDX-License-Identifier: MIT
// The built-in engine.
#ifndef SYMPHONIC_FFT_DETAIL_BUILTIN_DEFINITIONS_HPP
#define SYMPHONIC_FFT_DETAIL_BUILTIN_DEFINITIONS_HPP

#include <symphonic/fft/builtin.hpp>
#include <symphonic/fft/detail/engine_facade.hpp>
#include <symphonic/fft/detail/plan_cache.hpp>
#include <symphonic/fft/detail/real_fft.hpp>

namespace symphonic {
namespace detail {

/// The transform of a real type E.
template <class E> class builtin_kernel final : public fft_kernel<E> {
public:
    explicit builtin_kernel(std::size_t size) : fft_(cached_plan<real_fft<E>>(size)) {}
    [[nodiscard]] std::size_t workspace() const noexcept override { return fft_->workspace() * sizeof(E); }
    void forward(E const* in, std::complex<E>* out, std::byte* work) const noexcept override {
        fft_->template forward<to_complex>(in, nullptr, reinterpret_cast<E*>(out), reinterpret_cast<E*>(work));
    }
    void inverse(std::complex<E> const* in, E* out, std::byte* work) const noexcept override {
        fft_->inverse(reinterpret_cast<E const*>(in), out, reinterpret_cast<E*>(work));
    }

private:
    std::shared_ptr<const real_fft<E>> fft_;
};

template <class T> class builtin_kernel<std::complex<T>> final : public fft_kernel<std::complex<T>> {
    using bin = std::complex<T>;

public:
    explicit builtin_kernel(std::size_t size) : fft_(cached_plan<complex_fft<T>>(size)) {}
    [[nodiscard]] std::size_t workspace() const noexcept override { return fft_->workspace() * sizeof(T); }
    void forward(bin const* in, bin* out, std::byte* work) const noexcept override { run<false>(in, out, work); }
    void inverse(bin const* in, bin* out, std::byte* work) const noexcept override { run<true>(in, out, work); }

private:
    template <bool Inverse> void run(bin const* in, bin* out, std::byte* work) const noexcept {
        auto const x = (*fft_)(reinterpret_cast<T const*>(in), nullptr, reinterpret_cast<T*>(work));
        kernel_on<interleave_pass<Inverse>, std::size_t, T const*, T const*, T*>(fft_->set())(
            fft_->points(), x.re, x.im, reinterpret_cast<T*>(out));
    }

    std::shared_ptr<const complex_fft<T>> fft_;
};

template <class E> [[gnu::cold]] fft_engine::kernel_ptr<E> make_builtin_kernel(std::size_t size) {
    fft_engine::require_size(size);
    return std::make_shared<const builtin_kernel<E>>(size);
}

/// A template, so that the four kinds of transforms are compiled only where builtin_fft() is called. Plans and stages
/// without an engine call make_builtin_kernel() for their type instead.
template <class U> class builtin_engine final : public engine_facade<builtin_engine<U>> {
public:
    [[nodiscard]] char const* name() const noexcept override { return "builtin"; }
    template <class E> [[nodiscard]] static fft_engine::kernel_ptr<E> make(std::size_t size) {
        return make_builtin_kernel<E>(size);
    }
};

}   // namespace detail

template <class U> fft_engine const* builtin_fft() noexcept {
    static detail::builtin_engine<U> const engine;
    return &engine;
}

}   // namespace symphonic
#endif
