// SPDX-License-Identifier: MIT
// Includes all of Symphonic-Joules that needs no more than libsndfile and xxHash. Separate headers need further libraries:
// fft/fftw.hpp (FFTW) and eigen.hpp (Eigen). Each layer has a front header of its own; energy.hpp is the smallest.
#ifndef SYMPHONIC_SYMPHONIC_HPP
#define SYMPHONIC_SYMPHONIC_HPP

#include <symphonic/core/detail/language.hpp>

#include <symphonic/cache.hpp>      // lru_cache, memoize, content_hash
#include <symphonic/core.hpp>       // streams, blocks, errors
#include <symphonic/fft.hpp>        // transforms, windows
#include <symphonic/io.hpp>         // audio files
#include <symphonic/kernels.hpp>    // energy, rms, peak, summarize
#include <symphonic/memory.hpp>     // matrix, buffer_pool
#include <symphonic/profile.hpp>    // time and memory that parts of a program take
#include <symphonic/simd.hpp>       // active_instruction_set
#include <symphonic/spectral.hpp>   // spectra of whole signals, convolution
#include <symphonic/views.hpp>      // the stages of a pipeline

#endif
