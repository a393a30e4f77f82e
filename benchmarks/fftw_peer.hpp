// SPDX-License-Identifier: MIT
// FFTW as one would use it by hand: plans made with FFTW_MEASURE on memory of its own, one executed for each frame.
// Compiled with -O3, so that the loops around it are at their best.
#pragma once

#include <complex>
#include <cstddef>
#include <memory>

template <class T>
class fftw_peer {
public:
    explicit fftw_peer(std::size_t size);
    ~fftw_peer();
    /// The transform alone, in place of its own choice.
    void execute();
    /// Window, transform, |X|^2.
    void power(T const* frame, T const* window, T* out);
    /// Window, transform, X.
    void bins(T const* frame, T const* window, std::complex<T>* out);

private:
    struct state;
    std::unique_ptr<state> self_;
};
