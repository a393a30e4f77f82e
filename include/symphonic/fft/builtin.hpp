// SPDX-License-Identifier: MIT
// builtin_fft: the engine of the library itself, the default everywhere. Every size, no dependency.
#ifndef SYMPHONIC_FFT_BUILTIN_HPP
#define SYMPHONIC_FFT_BUILTIN_HPP

#include <symphonic/fft/bluestein.hpp>
#include <symphonic/fft/mixed_radix.hpp>
#include <symphonic/fft/real.hpp>

namespace symphonic {
namespace detail {

template <class E> struct builtin_kernel {   // E is real
    [[nodiscard]] static fft_engine::made<E> make(std::size_t size) {
        using complex_kernel = builtin_kernel<std::complex<E>>;
        if (size % 2 == 0) return std::make_shared<real_by_half<E>>(size, complex_kernel::make(size / 2));
        return std::make_shared<real_by_whole<E>>(size, complex_kernel::make(size));
    }
};
template <class T> struct builtin_kernel<std::complex<T>> {
    [[nodiscard]] static fft_engine::made<std::complex<T>> make(std::size_t size) {
        if (mixed_radix<T>::takes(size)) return std::make_shared<mixed_radix<T>>(size);
        return std::make_shared<bluestein<T>>(size);
    }
};

/// All four kinds behind one pointer. What names no engine makes a builtin_kernel of the one kind it needs, so that a
/// unit does not compile the other three.
class builtin_engine final : public fft_engine {
    template <class E> using kind = builtin_kernel<E>;

public:
    [[nodiscard]] char const* name() const noexcept override { return "builtin"; }
    [[nodiscard]] made<float> real_float(std::size_t n) const override { return kind<float>::make(n); }
    [[nodiscard]] made<double> real_double(std::size_t n) const override { return kind<double>::make(n); }
    [[nodiscard]] made<std::complex<float>> complex_float(std::size_t n) const override {
        return kind<std::complex<float>>::make(n);
    }
    [[nodiscard]] made<std::complex<double>> complex_double(std::size_t n) const override {
        return kind<std::complex<double>>::make(n);
    }
};

}   // namespace detail

/// Factors up to 31 by passes of that radix, any other size by Bluestein's algorithm. A plan of size n costs n sines
/// and cosines and 6 n (float) to 16 n bytes; by Bluestein's algorithm up to 5 n of them and 150 n bytes.
[[nodiscard]] inline fft_engine const* builtin_fft() noexcept {
    static detail::builtin_engine const engine;
    return &engine;
}

}   // namespace symphonic
#endif
