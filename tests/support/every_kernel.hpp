// SPDX-License-Identifier: MIT
// The function of properties/every_kernel.cpp, which is compiled for two processors.
#pragma once

double baseline();
double native();
