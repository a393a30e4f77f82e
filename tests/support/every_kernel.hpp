// SPDX-License-Identifier: MIT
// laws/every_kernel.cpp, compiled twice.
#pragma once

#include <vector>

double baseline();
double native();
