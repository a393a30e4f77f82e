// SPDX-License-Identifier: MIT
// energy, mean_square, rms, and nothing else: the cheapest header that measures a signal.
#ifndef SYMPHONIC_ENERGY_HPP
#define SYMPHONIC_ENERGY_HPP

#include <symphonic/kernels/energy.hpp>

#endif
