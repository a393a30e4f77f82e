// SPDX-License-Identifier: MIT
// properties/every_kernel.cpp, compiled twice.
#pragma once

double baseline();
double native();
