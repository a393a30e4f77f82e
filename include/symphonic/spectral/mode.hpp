// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_SPECTRAL_MODE_HPP
#define SYMPHONIC_SPECTRAL_MODE_HPP

namespace symphonic {

/// The samples that a convolution of n samples returns.
enum class mode {
    full,   ///< all n + taps - 1
    same    ///< n, as long as the signal and at its place: without the first (taps - 1) / 2, rounded down
};

}   // namespace symphonic
#endif
