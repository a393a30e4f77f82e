// SPDX-License-Identifier: MIT
// All of Symphonic-Joules that needs no more than libsndfile and xxHash. What needs another library has a header of its own:
// fft/fftw.hpp (FFTW), eigen.hpp (Eigen). Each layer has a front header, for those who want less; energy.hpp is the least.
#ifndef SYMPHONIC_SYMPHONIC_HPP
#define SYMPHONIC_SYMPHONIC_HPP

#include <symphonic/cache.hpp>      // lru_cache, memoize, content_hash
#include <symphonic/core.hpp>       // streams, blocks, errors
#include <symphonic/fft.hpp>        // transforms, windows
#include <symphonic/io.hpp>         // audio files
#include <symphonic/kernels.hpp>    // energy, rms, peak, summarize
#include <symphonic/memory.hpp>     // matrix, buffer_pool
#include <symphonic/profile.hpp>    // what it cost, in time and memory
#include <symphonic/simd.hpp>       // active_instruction_set
#include <symphonic/spectral.hpp>   // spectra of whole signals
#include <symphonic/views.hpp>      // the stages of a pipeline

#endif
