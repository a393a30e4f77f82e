// SPDX-License-Identifier: MIT
// laws/every_kernel.cpp, compiled twice.
#pragma once

double baseline();
double native();
