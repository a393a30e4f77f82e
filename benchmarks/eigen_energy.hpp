// SPDX-License-Identifier: MIT
// Eigen's sum of squares: compiled at -O2 for the baseline processor and, in a separate library, for this processor.
#pragma once

#include <cstddef>

double eigen_energy(float const* x, std::size_t n);
