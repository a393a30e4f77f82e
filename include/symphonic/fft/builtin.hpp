// SPDX-License-Identifier: MIT
// builtin_fft: the engine of the library itself, the default everywhere. Every size, no dependency.
#ifndef SYMPHONIC_FFT_BUILTIN_HPP
#define SYMPHONIC_FFT_BUILTIN_HPP

#include <symphonic/fft/bluestein.hpp>
#include <symphonic/fft/mixed_radix.hpp>
#include <symphonic/fft/real.hpp>

namespace symphonic {
namespace detail {

class builtin_engine final : public fft_engine {
public:
    [[nodiscard]] char const* name() const noexcept override { return "builtin"; }
    [[nodiscard]] made<float> real_float(std::size_t size) const override { return real<float>(size); }
    [[nodiscard]] made<double> real_double(std::size_t size) const override { return real<double>(size); }
    [[nodiscard]] made<std::complex<float>> complex_float(std::size_t n) const override { return whole<float>(n); }
    [[nodiscard]] made<std::complex<double>> complex_double(std::size_t n) const override { return whole<double>(n); }

private:
    template <class T> [[nodiscard]] static made<T> real(std::size_t size) {
        if (size % 2 == 0) return std::make_shared<real_by_half<T>>(size, whole<T>(size / 2));
        return std::make_shared<real_by_whole<T>>(size, whole<T>(size));
    }
    template <class T> [[nodiscard]] static made<std::complex<T>> whole(std::size_t size) {
        if (mixed_radix<T>::takes(size)) return std::make_shared<mixed_radix<T>>(size);
        return std::make_shared<bluestein<T>>(size);
    }
};

}   // namespace detail

/// Factors up to 31 by passes of that radix, any other size by Bluestein's algorithm. A plan of size n costs n sines and
/// cosines and 24 n to 150 n bytes.
[[nodiscard]] inline fft_engine const* builtin_fft() noexcept {
    static detail::builtin_engine const engine;
    return &engine;
}

}   // namespace symphonic
#endif
