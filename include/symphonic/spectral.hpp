// SPDX-License-Identifier: MIT
// The spectral layer: spectra of whole signals and convolution. The stages of the same names in views give the same
// bits.
#ifndef SYMPHONIC_SPECTRAL_HPP
#define SYMPHONIC_SPECTRAL_HPP

#include <symphonic/core/detail/language.hpp>

#include <symphonic/spectral/convolve.hpp>       // convolve: a signal filtered by a finite impulse response
#include <symphonic/spectral/istft.hpp>          // istft: the signal with given spectra
#include <symphonic/spectral/stft.hpp>           // stft, stft_power, stft_magnitude
#include <symphonic/spectral/stft_options.hpp>   // stft_options

#endif
