// SPDX-License-Identifier: MIT
// The views layer: the stages of a pipeline. namespace v = symphonic::views;
#ifndef SYMPHONIC_VIEWS_HPP
#define SYMPHONIC_VIEWS_HPP

// where samples come from; a file: read(path) of io.hpp
#include <symphonic/views/from.hpp>   // from(x, rate): memory, or any standard range

// samples to samples
#include <symphonic/views/channel.hpp>    // channel(c): one of several
#include <symphonic/views/convolve.hpp>   // convolve(taps): through a filter
#include <symphonic/views/mono.hpp>       // mono: their mean

// samples to frames
#include <symphonic/views/chunks.hpp>   // chunks(n): blocks of n sample frames
#include <symphonic/views/frames.hpp>   // frames(size, hop): overlapping analysis frames
#include <symphonic/views/window.hpp>   // window(w): each frame times a window

// frames to numbers
#include <symphonic/views/rms.hpp>   // rms: root mean square

// spectra
#include <symphonic/views/istft.hpp>       // istft(options): back to samples, by overlap-add
#include <symphonic/views/magnitude.hpp>   // magnitude: |X|
#include <symphonic/views/power.hpp>       // power: |X|^2
#include <symphonic/views/stft.hpp>        // stft(options): short-time Fourier transform

// anything
#include <symphonic/views/tee.hpp>   // tee(sink): shows each element to a function

#endif
