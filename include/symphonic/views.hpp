// SPDX-License-Identifier: MIT
// The views layer: the stages of a pipeline. namespace v = symphonic::views;
#ifndef SYMPHONIC_VIEWS_HPP
#define SYMPHONIC_VIEWS_HPP

#include <symphonic/core/detail/language.hpp>

// sources; for audio files see read(path) in io.hpp
#include <symphonic/views/concat.hpp>        // concat(a, b, ...): joins streams one after the other
#include <symphonic/views/from.hpp>          // from(x, rate): memory or a standard range
#include <symphonic/views/generate.hpp>      // generate(f, rate): samples computed by a function
#include <symphonic/views/push_source.hpp>   // push_source: samples pushed by a callback

// samples to samples
#include <symphonic/views/channel.hpp>    // channel(c): selects a channel
#include <symphonic/views/convolve.hpp>   // convolve(taps): a finite impulse response filter
#include <symphonic/views/mono.hpp>       // mono: the mean of the channels

// samples to frames
#include <symphonic/views/chunks.hpp>   // chunks(n): blocks of n sample frames
#include <symphonic/views/frames.hpp>   // frames(size, hop): overlapping analysis frames

// samples to samples, or frames to frames
#include <symphonic/views/gain.hpp>          // gain(g): multiplies each sample by g
#include <symphonic/views/map_samples.hpp>   // map_samples(f): applies a function to each sample
#include <symphonic/views/window.hpp>        // window(w): multiplies each frame by a window

// frames to numbers
#include <symphonic/views/energy.hpp>               // energy: the sum of squares
#include <symphonic/views/peak.hpp>                 // peak: the largest absolute value
#include <symphonic/views/rms.hpp>                  // rms: the root mean square
#include <symphonic/views/zero_crossing_rate.hpp>   // zero_crossing_rate: sign changes a sample

// spectra
#include <symphonic/views/decibels.hpp>    // decibels: levels of magnitudes and powers
#include <symphonic/views/istft.hpp>       // istft(options): resynthesis by overlap-add
#include <symphonic/views/magnitude.hpp>   // magnitude: |X|
#include <symphonic/views/power.hpp>       // power: |X|^2
#include <symphonic/views/rfft.hpp>        // rfft: the Fourier transform of each frame
#include <symphonic/views/stft.hpp>        // stft(options): the short-time Fourier transform

// any stream
#include <symphonic/views/as.hpp>         // as<domain>: states the domain of the elements
#include <symphonic/views/batch.hpp>      // batch(n): groups of n elements
#include <symphonic/views/checked.hpp>    // checked: detects elements used after they expired
#include <symphonic/views/drop.hpp>       // drop(n), drop_time(seconds): skips the beginning
#include <symphonic/views/edit.hpp>       // edit(f): changes elements in place
#include <symphonic/views/map.hpp>        // map(f): applies a function to each element
#include <symphonic/views/prefetch.hpp>   // prefetch(n): runs the upstream in another thread
#include <symphonic/views/take.hpp>       // take(n), take_time(seconds): the beginning only
#include <symphonic/views/tee.hpp>        // tee(sink): passes each element to a function, too
#include <symphonic/views/timed.hpp>      // timed(profile, name): measures the time of the upstream

// ends of a pipeline
#include <symphonic/views/collect.hpp>       // collect: all elements in an audio_buffer, matrix or vector
#include <symphonic/views/fork.hpp>          // fork(stream, pipeline, ...): several pipelines on one stream
#include <symphonic/views/per_channel.hpp>   // per_channel(stream, pipeline): a pipeline for each channel
#include <symphonic/views/reduce.hpp>        // reduce(stream, start, f), for_each(stream, f)

#endif
