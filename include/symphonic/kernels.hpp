// SPDX-License-Identifier: MIT
// The kernels layer: functions over contiguous samples, on the best instruction set of the processor.
#ifndef SYMPHONIC_KERNELS_HPP
#define SYMPHONIC_KERNELS_HPP

#include <symphonic/core/detail/language.hpp>

#include <symphonic/kernels/convert.hpp>          // convert: int16, int32, float, double
#include <symphonic/kernels/decibels.hpp>         // to_decibels, amplitude_to_decibels, from_decibels
#include <symphonic/kernels/dot.hpp>              // dot: the dot product
#include <symphonic/kernels/downmix.hpp>          // downmix: the mean of the channels
#include <symphonic/kernels/energy.hpp>           // energy, mean_square, rms
#include <symphonic/kernels/energy_joules.hpp>    // energy_joules, calibration
#include <symphonic/kernels/gain.hpp>             // gain, mix, fade
#include <symphonic/kernels/interleave.hpp>       // interleave, deinterleave
#include <symphonic/kernels/mean.hpp>             // sum, mean
#include <symphonic/kernels/minmax.hpp>           // minmax, peak
#include <symphonic/kernels/pcm.hpp>              // from_pcm, to_pcm: the bytes of PCM samples in a file
#include <symphonic/kernels/pcm_format.hpp>       // pcm, bytes_per_sample
#include <symphonic/kernels/sample.hpp>           // sample, sample_range, writable_range: the concepts of the arguments
#include <symphonic/kernels/signal_range.hpp>     // signal_range: the result of minmax
#include <symphonic/kernels/signal_summary.hpp>   // signal_summary: the result of summarize
#include <symphonic/kernels/summary.hpp>          // summarize, signal_accumulator: the level in one pass
#include <symphonic/kernels/zero_crossings.hpp>   // zero_crossings

#endif
