// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_FFT_DETAIL_ENGINE_FACADE_HPP
#define SYMPHONIC_FFT_DETAIL_ENGINE_FACADE_HPP

#include <symphonic/fft/engine.hpp>

namespace symphonic::detail {

/// Implements the four functions of fft_engine by one member template of Derived, make<E>(size).
template <class Derived> class engine_facade : public fft_engine {
public:
    [[nodiscard]] kernel_ptr<float> real_float(std::size_t size) const override { return made<float>(size); }
    [[nodiscard]] kernel_ptr<double> real_double(std::size_t size) const override { return made<double>(size); }
    [[nodiscard]] kernel_ptr<std::complex<float>> complex_float(std::size_t size) const override {
        return made<std::complex<float>>(size);
    }
    [[nodiscard]] kernel_ptr<std::complex<double>> complex_double(std::size_t size) const override {
        return made<std::complex<double>>(size);
    }

private:
    template <class E> [[nodiscard]] kernel_ptr<E> made(std::size_t size) const {
        return static_cast<const Derived&>(*this).template make<E>(size);
    }
};

}   // namespace symphonic::detail
#endif
