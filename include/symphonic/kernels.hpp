// SPDX-License-Identifier: MIT
// The kernels layer: functions over samples that lie side by side in memory.
#ifndef SYMPHONIC_KERNELS_HPP
#define SYMPHONIC_KERNELS_HPP

#include <symphonic/kernels/decibels.hpp>   // to_decibels
#include <symphonic/kernels/downmix.hpp>
#include <symphonic/kernels/energy.hpp>   // energy, mean_square, rms
#include <symphonic/kernels/lane_sum.hpp>
#include <symphonic/kernels/peak.hpp>             // peak
#include <symphonic/kernels/sample.hpp>           // what the kernels take
#include <symphonic/kernels/summary.hpp>          // summarize, signal_accumulator: all of them in one pass
#include <symphonic/kernels/zero_crossings.hpp>   // zero_crossings

#endif
