// SPDX-License-Identifier: MIT
#define TESTING_COMPILES_KERNELS
#include "support/kernels.hpp"
