// SPDX-License-Identifier: MIT
// energy, mean_square and rms alone: the header that is cheapest to include.
#ifndef SYMPHONIC_ENERGY_HPP
#define SYMPHONIC_ENERGY_HPP

#include <symphonic/core/detail/language.hpp>

#include <symphonic/kernels/energy.hpp>

#endif
