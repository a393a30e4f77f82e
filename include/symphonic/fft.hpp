// SPDX-License-Identifier: MIT
// The fft layer: transforms and windows. FFTW as an engine has a header of its own, fft/fftw.hpp.
#ifndef SYMPHONIC_FFT_HPP
#define SYMPHONIC_FFT_HPP

#include <symphonic/fft/batch.hpp>          // rfft_batch, irfft_batch: many signals at once
#include <symphonic/fft/builtin.hpp>        // builtin_fft: the engine of the library itself
#include <symphonic/fft/engine.hpp>         // fft_engine, fft_kernel: what an engine is
#include <symphonic/fft/overlap.hpp>        // check_cola, check_nola: whether windows add up
#include <symphonic/fft/plan.hpp>           // fft_plan: a transform of one size
#include <symphonic/fft/transforms.hpp>     // rfft, irfft, fft, ifft
#include <symphonic/fft/window.hpp>         // window, make_window
#include <symphonic/fft/windowed_fft.hpp>   // windowed_fft: the spectrum of one frame

#endif
