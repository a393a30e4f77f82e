// SPDX-License-Identifier: MIT
// builtin_fft: the engine of the library itself, the default everywhere. Every size, no dependency.
#ifndef SYMPHONIC_FFT_BUILTIN_HPP
#define SYMPHONIC_FFT_BUILTIN_HPP

#include <symphonic/fft/detail/plan_cache.hpp>
#include <symphonic/fft/detail/real_fft.hpp>
#include <symphonic/fft/engine.hpp>

namespace symphonic {
namespace detail {

template <class E> class builtin_kernel final : public fft_kernel<E> {   // E is real
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
        kernel_on<merge_pass<Inverse>, std::size_t, T const*, T const*, T*>(fft_->set())(fft_->points(), x.re, x.im,
                                                                                         reinterpret_cast<T*>(out));
    }

    std::shared_ptr<const complex_fft<T>> fft_;
};

/// All four kinds of a kernel behind one pointer. What names no engine makes a builtin_kernel of the one kind it needs, so
/// that a unit does not compile the other three.
template <template <class> class Kernel> class engine_of final : public fft_engine {
public:
    [[nodiscard]] char const* name() const noexcept override { return "builtin"; }
    [[nodiscard]] made<float> real_float(std::size_t n) const override { return make<float>(n); }
    [[nodiscard]] made<double> real_double(std::size_t n) const override { return make<double>(n); }
    [[nodiscard]] made<std::complex<float>> complex_float(std::size_t n) const override {
        return make<std::complex<float>>(n);
    }
    [[nodiscard]] made<std::complex<double>> complex_double(std::size_t n) const override {
        return make<std::complex<double>>(n);
    }

private:
    template <class E> [[nodiscard]] static made<E> make(std::size_t size) {
        return std::make_shared<const Kernel<E>>(size);
    }
};

}   // namespace detail

/// Vectors of the best instruction set (simd/instruction_set.hpp), factors up to 31 by passes of that radix, any other size
/// by Bluestein's algorithm. A plan of size n costs n sines and cosines and 8 n to 16 n bytes for float, twice that for
/// double; by Bluestein's algorithm about 5 times as much.
template <class = void>   // a template, that it be compiled only where it is called: four kinds of transforms
[[nodiscard]] fft_engine const* builtin_fft() noexcept {
    static detail::engine_of<detail::builtin_kernel> const engine;
    return &engine;
}

}   // namespace symphonic
#endif
