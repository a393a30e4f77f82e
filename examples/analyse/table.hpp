// SPDX-License-Identifier: MIT
// Prints the results for one recording as a table.
#pragma once

#include <cstdio>
#include <string>

#include "analysis.hpp"

/// Prints the table with `name` as its title.
void print_table(std::FILE* to, const std::string& name, const analysis& found);
