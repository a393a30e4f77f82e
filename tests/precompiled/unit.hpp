// SPDX-License-Identifier: MIT
// The numbers that each unit computes; they must be the same in all units.
#pragma once

#include <vector>

std::vector<double> by_headers();
std::vector<double> by_library();
std::vector<double> by_library_and_own_kernels();
