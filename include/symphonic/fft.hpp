// SPDX-License-Identifier: MIT
// The fft layer: Fourier transforms, engines and windows. FFTW as an engine is fft/fftw.hpp, which needs FFTW.
#ifndef SYMPHONIC_FFT_HPP
#define SYMPHONIC_FFT_HPP

#include <symphonic/core/detail/language.hpp>

#include <symphonic/fft/batch.hpp>          // rfft_batch, irfft_batch: transforms of many signals
#include <symphonic/fft/builtin.hpp>        // builtin_fft: the default engine
#include <symphonic/fft/engine.hpp>         // fft_engine, fft_kernel: the interface of engines
#include <symphonic/fft/overlap.hpp>        // check_cola, check_nola: conditions for overlap-add
#include <symphonic/fft/plan.hpp>           // fft_plan: transforms of one size
#include <symphonic/fft/transforms.hpp>     // rfft, irfft, fft, ifft: a transform in one call
#include <symphonic/fft/window.hpp>         // window, make_window
#include <symphonic/fft/windowed_fft.hpp>   // windowed_fft: the spectrum, power or magnitude of one frame

#endif
