// SPDX-License-Identifier: MIT
// The spectral layer: whole signals and their spectra. The stages of views give the same bits, piece by piece.
#ifndef SYMPHONIC_SPECTRAL_HPP
#define SYMPHONIC_SPECTRAL_HPP

#include <symphonic/spectral/convolve.hpp>             // convolve
#include <symphonic/spectral/detail/overlap_add.hpp>   // what it is made of
#include <symphonic/spectral/istft.hpp>                // istft
#include <symphonic/spectral/stft.hpp>                 // stft, stft_power, stft_magnitude, stft_options

#endif
