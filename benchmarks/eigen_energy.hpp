// SPDX-License-Identifier: MIT
// Eigen's sum of squares, compiled as users get it and, in a library of its own, for this processor.
#pragma once

#include <cstddef>

double eigen_energy(float const* x, std::size_t n);
