// SPDX-License-Identifier: MIT
// The table that analyse prints for each file.
#pragma once

#include <cstdio>
#include <string>

#include "analysis.hpp"

void print_table(std::FILE* to, const std::string& name, const analysis& found);
