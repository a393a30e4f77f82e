// SPDX-License-Identifier: MIT
// The views layer: the stages of a pipeline. namespace v = symphonic::views;
#ifndef SYMPHONIC_VIEWS_HPP
#define SYMPHONIC_VIEWS_HPP

// where samples come from; a file: read(path) of io.hpp
#include <symphonic/views/concat.hpp>        // concat(a, b, ...): one after the other
#include <symphonic/views/from.hpp>          // from(x, rate): memory, or any standard range
#include <symphonic/views/generate.hpp>      // generate(f, rate): a function
#include <symphonic/views/push_source.hpp>   // push_source: a callback pushes

// samples to samples
#include <symphonic/views/channel.hpp>    // channel(c): one of several
#include <symphonic/views/convolve.hpp>   // convolve(taps): through a filter
#include <symphonic/views/mono.hpp>       // mono: their mean

// samples to frames
#include <symphonic/views/chunks.hpp>   // chunks(n): blocks of n sample frames
#include <symphonic/views/frames.hpp>   // frames(size, hop): overlapping analysis frames

// samples or frames to the same
#include <symphonic/views/gain.hpp>          // gain(g): each sample times g
#include <symphonic/views/map_samples.hpp>   // map_samples(f): a function of each sample
#include <symphonic/views/window.hpp>        // window(w): each frame times a window

// frames to numbers
#include <symphonic/views/energy.hpp>               // energy: the sum of the squares
#include <symphonic/views/peak.hpp>                 // peak: the largest magnitude
#include <symphonic/views/rms.hpp>                  // rms: root mean square
#include <symphonic/views/zero_crossing_rate.hpp>   // zero_crossing_rate: changes of sign

// spectra
#include <symphonic/views/decibels.hpp>    // decibels: levels of magnitudes and powers
#include <symphonic/views/istft.hpp>       // istft(options): back to samples, by overlap-add
#include <symphonic/views/magnitude.hpp>   // magnitude: |X|
#include <symphonic/views/power.hpp>       // power: |X|^2
#include <symphonic/views/rfft.hpp>        // rfft: the Fourier transform of each frame
#include <symphonic/views/stft.hpp>        // stft(options): short-time Fourier transform

// anything
#include <symphonic/views/as.hpp>         // as<domain>: what the numbers are
#include <symphonic/views/checked.hpp>    // checked: finds who keeps what was lent
#include <symphonic/views/drop.hpp>       // drop(n), drop_time(seconds): all but the beginning
#include <symphonic/views/map.hpp>        // map(f): a function of each element
#include <symphonic/views/prefetch.hpp>   // prefetch(n): what stands before runs in another thread
#include <symphonic/views/take.hpp>       // take(n), take_time(seconds): the beginning
#include <symphonic/views/tee.hpp>        // tee(sink): shows each element to a function
#include <symphonic/views/timed.hpp>      // timed(profile, name): measures what the stages before it take

// where a pipeline ends
#include <symphonic/views/collect.hpp>   // collect: all of it, in an audio_buffer, matrix or vector
#include <symphonic/views/fork.hpp>      // fork(stream, pipeline, ...): several pipelines from one stream
#include <symphonic/views/reduce.hpp>    // reduce(stream, start, f), for_each(stream, f)

#endif
