// SPDX-License-Identifier: MIT
// FFTW used directly: a plan made with FFTW_MEASURE on its own aligned memory, executed for each frame. Compiled with
// -O3, so that the loops around the plan are vectorised.
#pragma once

#include <complex>
#include <cstddef>
#include <memory>

/// The real transform of one size.
template <class T>
class fftw_peer {
public:
    explicit fftw_peer(std::size_t size);
    ~fftw_peer();
    /// Transforms the memory of the plan.
    void execute();
    /// Writes |X|^2 of frame * window.
    void power(T const* frame, T const* window, T* out);
    /// Writes X of frame * window.
    void bins(T const* frame, T const* window, std::complex<T>* out);

private:
    struct state;
    std::unique_ptr<state> state_;
};
