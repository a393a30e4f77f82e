// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_KERNELS_SIGNAL_SUMMARY_HPP
#define SYMPHONIC_KERNELS_SIGNAL_SUMMARY_HPP

#include <cstddef>

namespace symphonic {

/// Statistics of a signal; the result of summarize() and of signal_accumulator::result().
/// - Empty signal: count, peak, sum, energy and zero_crossings are 0, the other members NaN.
/// - Not finite: a NaN makes all members NaN except count and zero_crossings. Infinities are ordinary values: they make
///   the energy infinite, and a mean or crest factor of infinities may be NaN.
struct signal_summary {
    std::size_t count = 0;            ///< number of samples
    double min = 0;                   ///< smallest sample
    double max = 0;                   ///< largest sample
    double peak = 0;                  ///< largest magnitude
    double sum = 0;                   ///< sum of the samples
    double mean = 0;                  ///< sum / count, the DC offset
    double energy = 0;                ///< sum of the squares, in squared units of the samples
    double mean_square = 0;           ///< energy / count, in squared units of the samples
    double rms = 0;                   ///< root of mean_square
    double crest_factor = 0;          ///< peak / rms: 1.414 for a sine, 1 for a square wave, NaN if rms is 0
    std::size_t zero_crossings = 0;   ///< neighbouring sample pairs of which exactly one is negative
};

}   // namespace symphonic
#endif
